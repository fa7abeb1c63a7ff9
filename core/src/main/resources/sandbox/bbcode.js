import { el, webAddress } from './dom.js';

const PIECES = /\[(\/?)(b|i|u|s|url|user)(?:=([^\]\n]*))?\]|\[br\]|\bhttps?:\/\/[^\s[\]<>"]+|\n/gi;

/** Nobody nests deeper on purpose, and a browser's layout does not love ten thousand levels. */
const DEEPEST = 16;

/**
 * Renders the BB codes that bots use: b, i, u, s, br, url, USER. Only text nodes and a fixed set
 * of elements come out; what is not understood stays visible as it was written.
 */
export function renderText(text) {
  const root = document.createDocumentFragment();
  const open = [{ name: null, node: root }];
  const add = (...nodes) => open.at(-1).node.append(...nodes);
  const inLink = () => open.some(level => level.name === 'url');

  let done = 0;
  for (const piece of text.matchAll(PIECES)) {
    const [source, slash, word, value] = piece;
    if (piece.index < done) continue;
    add(text.slice(done, piece.index));
    done = piece.index + source.length;
    const name = word?.toLowerCase();

    if (source === '\n' || /^\[br\]$/i.test(source)) {
      add(el('br'));
    } else if (!name) {
      const address = source.replace(/[.,;:!?)]+$/, '');
      done = piece.index + address.length;
      add(inLink() ? address : link(address, address));
    } else if (slash) {
      close(open, name, source);
    } else {
      const node = open.length > DEEPEST ? null : opened(name, value, text.slice(done));
      if (node) {
        add(node);
        open.push({ name, node });
      } else {
        add(source);
      }
    }
  }
  add(text.slice(done));
  return root;
}

function opened(name, value, rest) {
  switch (name) {
    case 'url': return link(value ?? rest.slice(0, Math.max(0, rest.search(/\[\/url\]/i))));
    case 'user': return value && el('span', { className: 'mention', data: { mention: value } });
    default: return el(name);
  }
}

function close(open, name, source) {
  const level = open.findLastIndex(candidate => candidate.name === name);
  if (level > 0) {
    open.length = level;
  } else {
    open.at(-1).node.append(source);
  }
}

function link(address, ...words) {
  const href = webAddress(address.trim());
  return href && el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...words);
}
