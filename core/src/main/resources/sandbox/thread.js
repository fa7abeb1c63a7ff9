import { drawMessage } from './message-view.js';

const NEAR_THE_END = 60;
const SAME_BREATH_MS = 5 * 60 * 1000;

/** The list of messages. Told the same message again, it redraws only what changed. */
export class Thread {
  #list;
  #acts;
  #me;
  #types;
  #shown = new Map();
  #atEnd = true;

  /** `acts` is what people can do with a message (drawMessage). */
  constructor(list, acts) {
    this.#list = list;
    this.#acts = acts;
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
    // What was said before is not read out: only what comes.
    this.#list.ariaBusy = 'true';
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
    if (changed) {
      this.#groupByAuthor();
      this.#keepEnd();
    }
    this.#list.ariaBusy = null;
  }

  toEnd() {
    this.#atEnd = true;
    this.#keepEnd();
  }

  #put(message) {
    const drawn = JSON.stringify(message);
    const before = this.#shown.get(message.id);
    if (before?.drawn === drawn) return false;
    const node = drawMessage(message, this.#me, this.#types, this.#acts);
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
