import { renderAttach } from './attach.js';
import { renderText } from './bbcode.js';
import { el, icon } from './dom.js';
import { isForPhones, renderKeyboard } from './keyboard.js';
import { toggleMenu } from './menu.js';
import { avatar } from './people.js';

/**
 * Draws a message for the person `me`. `acts` is {press(message, place, entry, opener), edit(message),
 * erase(message)}; `typeOf(authorId)` tells bots from people.
 */
export function drawMessage(message, me, typeOf, acts) {
  const data = { test: 'message', messageId: message.id, authorId: message.authorId, state: message.state ?? 'written' };
  const keyboard = renderKeyboard(message.keyboard, (index, key, button) => acts.press(message, { button: index }, key, button));
  const attach = renderAttach(message.attach);
  const bubble = el('div', { className: 'bubble' },
    el('div', { className: 'text', data: { test: 'text' } }, renderText(message.text ?? '')),
    ...(attach ? [attach] : []), meta(message));
  const below = keyboard ? [keyboard] : [];
  if (message.system) {
    return el('article', { className: 'message system', data }, bubble, ...below);
  }
  const mine = message.authorId === me;
  const items = opener => [...offered(message, acts, opener), ...(mine ? own(message, acts) : [])];
  return el('article', { className: mine ? 'message mine' : 'message', data },
    avatar(message.authorName, typeOf(message.authorId), message.authorId),
    el('div', { className: 'body' },
      el('span', { className: 'author' }, mine ? 'You' : message.authorName),
      el('div', { className: 'bubble-row' }, bubble, ...(items(null).length ? [menuButton(bubble, items)] : [])),
      ...below));
}

function meta({ at, state, likes }) {
  const written = new Date(at);
  return el('div', { className: 'meta' },
    ...(likes?.length ? [el('span', { className: 'likes', title: `Liked by ${likes.length}` }, icon('heart'), String(likes.length))] : []),
    ...(state === 'edited' ? [el('span', {}, 'edited')] : []),
    el('time', { className: 'time', dateTime: written.toISOString(), title: written.toLocaleString() },
      written.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })));
}

/** What hangs on the message: of its bot, and what its author may do. A right click opens it as well. */
function menuButton(bubble, items) {
  const button = el('button', {
    type: 'button',
    className: 'round more',
    'aria-label': 'Menu of this message',
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    data: { test: 'message-menu', index: 'menu' },
    onclick: () => toggleMenu(button, 'Menu of this message', items(button)),
  }, icon('more'));
  bubble.addEventListener('contextmenu', event => {
    // Links and selected words keep the browser's own menu.
    if (event.target.closest('a') || !getSelection().isCollapsed) return;
    event.preventDefault();
    button.click();
  });
  return button;
}

function offered(message, acts, opener) {
  return (message.menu ?? []).filter(entry => entry.text)
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => !isForPhones(entry))
    .map(({ entry, index }) => ({
      title: entry.text,
      detail: entry.disabled ? 'Disabled by the bot' : '',
      dead: entry.disabled,
      data: { kind: entry.kind },
      run: () => acts.press(message, { menu: index }, entry, opener),
    }));
}

/** A sandbox that tells what became of a message lets its author change it. */
function own(message, acts) {
  if (message.state === undefined || message.state === 'deleted') return [];
  return [
    { title: 'Edit', data: { act: 'edit' }, run: () => acts.edit(message) },
    { title: 'Delete', data: { act: 'delete' }, run: () => acts.erase(message) },
  ];
}
