import { byId } from './dom.js';

/** The message box. It remembers what was left unsent in each dialog. */
export class Composer {
  #input = byId('input');
  #drafts = new Map();
  #key = null;

  constructor(onSend) {
    byId('composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#submit(onSend);
    });
    this.#input.addEventListener('keydown', event => {
      // While an input method composes, Enter picks a candidate.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit(onSend);
    });
    this.#input.addEventListener('input', () => this.#fit());
    addEventListener('resize', () => this.#fit());
  }

  /** Shows the draft kept under `key`, which names a person and a dialog. */
  change(key) {
    if (this.#key) this.#drafts.set(this.#key, this.#input.value);
    this.#key = key;
    this.#write(this.#drafts.get(key) ?? '');
  }

  /** Puts words where the cursor is, so that an app never wipes out what a person has typed. */
  put(words) {
    const { value, selectionStart, selectionEnd } = this.#input;
    const before = value.slice(0, selectionStart);
    const gap = before === '' || /\s$/.test(before) ? '' : ' ';
    this.#input.setRangeText(gap + words, selectionStart, selectionEnd, 'end');
    this.#fit();
    this.focus();
  }

  focus() {
    this.#input.focus();
  }

  async #submit(onSend) {
    const words = this.#input.value;
    if (words.trim() === '') return;
    const key = this.#key;
    this.#write('');
    if (await onSend(words)) return;
    // Refused: the words go back, unless the person has moved on or typed new ones.
    if (this.#key !== key) this.#drafts.set(key, words);
    else if (this.#input.value === '') this.#write(words);
  }

  #write(words) {
    this.#input.value = words;
    this.#fit();
  }

  #fit() {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }
}
