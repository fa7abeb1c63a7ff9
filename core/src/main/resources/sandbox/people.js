import { el, icon } from './dom.js';

const HUES = 8;

export function roleOf(user) {
  if (user.connector) return 'customer';
  if (user.extranet) return 'extranet';
  return user.admin ? 'administrator' : 'employee';
}

/** A round picture: the initials, or a drawing for what is not a person. Colours are in the style sheet. */
export function avatar(name, type = 'user', seed = name) {
  const picture = el('span', { className: 'avatar', 'aria-hidden': 'true', data: { hue: hueOf(String(seed)) } });
  picture.append(type === 'bot' ? icon('bot') : type === 'chat' ? icon('group')
    : type === 'lines' ? icon('support') : initials(name));
  return picture;
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map(word => [...word][0] ?? '').join('').toUpperCase();
}

function hueOf(seed) {
  let sum = 7;
  for (const letter of seed) sum = (sum * 37 + letter.codePointAt(0)) % 9973;
  // Neighbouring ids should not look alike: the upper bits after Knuth's multiplication.
  return (Math.imul(sum, 0x9e3779b1) >>> 16) % HUES;
}
