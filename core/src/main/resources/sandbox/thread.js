import { el } from './dom.js';
import { renderText } from './bbcode.js';
import { renderKeyboard } from './keyboard.js';
import { avatar } from './people.js';

const NEAR_THE_END = 60;
const SAME_BREATH_MS = 5 * 60 * 1000;

/** The list of messages. Told the same message again, it redraws only what changed. */
export class Thread {
  #list;
  #onPress;
  #me;
  #types;
  #shown = new Map();
  #atEnd = true;

  constructor(list, onPress) {
    this.#list = list;
    this.#onPress = onPress;
    list.addEventListener('scroll', () => {
      this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_THE_END;
    });
    // The list gets shorter when the box below grows; the newest message should stay in sight.
    new ResizeObserver(() => this.#keepEnd()).observe(list);
  }

  /** Empties the list for another dialog. `typeOf(authorId)` tells bots from people. */
  reset(me, typeOf) {
    this.#me = me;
    this.#types = typeOf;
    this.#shown.clear();
    this.#list.replaceChildren();
    this.#atEnd = true;
  }

  get lastId() {
    return Math.max(0, ...this.#shown.keys());
  }

  /** Shows these messages; with `whole` they are all there are, and others disappear. */
  merge(messages, whole) {
    let changed = false;
    for (const message of messages) changed = this.#put(message) || changed;
    if (whole) changed = this.#drop(new Set(messages.map(message => message.id))) || changed;
    if (!changed) return;
    this.#groupByAuthor();
    this.#keepEnd();
  }

  toEnd() {
    this.#atEnd = true;
    this.#keepEnd();
  }

  #put(message) {
    const drawn = JSON.stringify(message);
    const before = this.#shown.get(message.id);
    if (before?.drawn === drawn) return false;
    const node = this.#draw(message);
    this.#shown.set(message.id, { drawn, message, node });
    if (before) {
      replaceKeepingFocus(before.node, node);
    } else {
      this.#list.insertBefore(node, this.#firstAfter(message.id));
    }
    return true;
  }

  #firstAfter(id) {
    let next = null;
    for (let node = this.#list.lastElementChild; node && Number(node.dataset.messageId) > id; node = node.previousElementSibling) {
      next = node;
    }
    return next;
  }

  #drop(kept) {
    const gone = [...this.#shown.keys()].filter(id => !kept.has(id));
    for (const id of gone) {
      this.#shown.get(id).node.remove();
      this.#shown.delete(id);
    }
    return gone.length > 0;
  }

  #draw(message) {
    const data = { test: 'message', messageId: message.id, authorId: message.authorId };
    const at = new Date(message.at);
    const time = el('time', { className: 'time', dateTime: at.toISOString(), title: at.toLocaleString() },
      at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
    const text = el('div', { className: 'text', data: { test: 'text' } }, renderText(message.text ?? ''));
    const keyboard = renderKeyboard(message.keyboard, (index, button) => this.#onPress(message, index, button));
    const below = keyboard ? [keyboard] : [];
    if (message.system) {
      return el('article', { className: 'message system', data }, el('div', { className: 'bubble' }, text, time), ...below);
    }
    const mine = message.authorId === this.#me;
    const author = el('span', { className: 'author' }, mine ? 'You' : message.authorName);
    return el('article', { className: mine ? 'message mine' : 'message', data },
      avatar(message.authorName, this.#types(message.authorId), message.authorId),
      el('div', { className: 'body' }, author, el('div', { className: 'bubble' }, text, time), ...below));
  }

  #groupByAuthor() {
    let previous = null;
    for (const node of this.#list.children) {
      const { message } = this.#shown.get(Number(node.dataset.messageId));
      const follows = previous && !previous.system && !message.system && previous.authorId === message.authorId
        && new Date(message.at) - new Date(previous.at) < SAME_BREATH_MS;
      node.classList.toggle('follows', Boolean(follows));
      previous = message;
    }
  }

  #keepEnd() {
    if (this.#atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/** Someone at the keyboard should not lose their place because the bot rewrote the message. */
function replaceKeepingFocus(before, after) {
  const index = before.contains(document.activeElement) ? document.activeElement.dataset.index : undefined;
  before.replaceWith(after);
  if (index !== undefined) after.querySelector(`[data-index="${index}"]`)?.focus();
}
