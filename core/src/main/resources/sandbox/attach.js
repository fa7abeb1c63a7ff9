import { renderText } from './bbcode.js';
import { el, icon, webAddress } from './dom.js';

const DRAWINGS = { MESSAGE: message, LINK: link, USER: user, GRID: grid, IMAGE: picture, FILE: file, DELIMITER: delimiter };

/** What hangs on a message beside its text, {colorToken, color, blocks}, or null. Pictures stay links: this page loads nothing from elsewhere. */
export function renderAttach(attach) {
  if (!attach?.blocks?.length) return null;
  const root = el('div', { className: 'attach', data: { test: 'attach', token: attach.colorToken ?? 'base' } },
    ...attach.blocks.map(block => el('div', { className: 'attach-block', data: { kind: block.kind } },
      ...block.items.map(item => DRAWINGS[block.kind]?.(item) ?? ''))));
  if (/^#([0-9a-f]{3}){1,2}$/i.test(attach.color ?? '')) root.style.borderColor = attach.color;
  return root;
}

function message({ MESSAGE }) {
  return el('div', {}, renderText(MESSAGE));
}

function link({ LINK, NAME, DESC, HTML }) {
  const more = DESC ?? HTML;
  return el('div', {}, anchor(LINK, NAME ?? LINK), ...(more ? [el('small', {}, renderText(more))] : []));
}

function user({ NAME, LINK }) {
  return el('div', { className: 'attach-line' }, icon('group'), LINK ? anchor(LINK, NAME) : el('strong', {}, NAME));
}

function grid({ DISPLAY, NAME, VALUE, LINK, WIDTH }) {
  const value = LINK ? anchor(LINK, VALUE ?? LINK) : el('span', {}, renderText(VALUE ?? ''));
  const cell = el('div', { className: 'attach-cell', data: { display: DISPLAY } },
    ...(NAME ? [el('small', {}, NAME)] : []), value);
  if (Number(WIDTH) > 0) cell.style.flexBasis = `${Number(WIDTH)}px`;
  return cell;
}

function picture({ LINK, NAME }) {
  return el('div', { className: 'attach-line' }, icon('picture'), anchor(LINK, NAME ?? 'Picture'));
}

function file({ LINK, NAME, SIZE }) {
  const size = Number(SIZE) > 0 ? [el('small', {}, `${Math.ceil(Number(SIZE) / 1024)} KB`)] : [];
  return el('div', { className: 'attach-line' }, icon('file'), anchor(LINK, NAME ?? LINK), ...size);
}

function delimiter() {
  return el('hr');
}

function anchor(address, words) {
  const href = webAddress(address);
  return href ? el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words) : el('span', {}, words);
}
