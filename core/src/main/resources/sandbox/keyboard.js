import { el } from './dom.js';

/**
 * A message's keyboard as rows of buttons, or null where it has none. `onPress(index,
 * entry, button)` gets the 0-based place among the real buttons: row breaks do not count.
 */
export function renderKeyboard(keyboard, onPress) {
  if (!keyboard?.length) return null;
  const rows = [[]];
  let index = 0;
  for (const item of keyboard) {
    if (item.newLine && rows.at(-1).length) rows.push([]);
    if (!item.text) continue;
    // Buttons for the mobile app alone keep their place in the count.
    if (!isForPhones(item)) rows.at(-1).push(key(item, index, onPress));
    index += 1;
  }
  return el('div', { className: 'keyboard', role: 'group', 'aria-label': 'Buttons of this message' },
    ...rows.map(keys => el('div', { className: 'key-row' }, ...keys)));
}

/** Whether only the mobile app shows it. */
export const isForPhones = item => item.style?.CONTEXT === 'MOBILE';

function key(item, index, onPress) {
  const style = item.style ?? {};
  const button = el('button', {
    type: 'button',
    className: 'key',
    disabled: Boolean(item.disabled),
    data: { test: 'key', kind: item.kind, index, display: style.DISPLAY ?? '', token: style.BG_COLOR_TOKEN ?? '' },
    onclick: () => onPress(index, item, button),
  }, item.text);
  paint(button, style);
  return button;
}

/** Colours arrive as the bot wrote them, so only plain `#hex` gets through. */
function paint(button, style) {
  const back = (button.disabled && style.OFF_BG_COLOR) || style.BG_COLOR;
  const front = (button.disabled && style.OFF_TEXT_COLOR) || style.TEXT_COLOR;
  if (isHex(back)) {
    button.style.backgroundColor = back;
    button.style.borderColor = back;
    button.style.color = isHex(front) ? front : readableOn(back);
  } else if (isHex(front)) {
    button.style.color = front;
  }
  if (Number(style.WIDTH) > 0 && style.DISPLAY !== 'BLOCK') button.style.flex = `0 1 ${Number(style.WIDTH)}px`;
}

const isHex = colour => /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour ?? '');

/** Black or white, whichever stands out more: bots often give a background and no text colour. */
function readableOn(colour) {
  const digits = colour.length === 4 ? [...colour.slice(1)].map(digit => digit + digit) : colour.slice(1).match(/../g);
  const [red, green, blue] = digits.map(pair => {
    const part = parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
