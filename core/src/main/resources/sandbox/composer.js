import { byId } from './dom.js';

/** The message box. It remembers what was left unsent in each dialog, and takes an own message to be changed. */
export class Composer {
  #input = byId('input');
  #drafts = new Map();
  #key = null;
  #edited = null;

  /** `onSend(words)` and `onEdit(messageId, words)` answer whether it was taken. */
  constructor({ onSend, onEdit }) {
    const submit = () => this.#submit(onSend, onEdit);
    byId('composer').addEventListener('submit', event => {
      event.preventDefault();
      submit();
    });
    byId('stop-editing').onclick = () => this.#stopEditing();
    this.#input.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.#edited) {
        this.#stopEditing();
        event.stopPropagation();
      }
      // While an input method composes, Enter picks a candidate.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    });
    this.#input.addEventListener('input', () => this.#fit());
    addEventListener('resize', () => this.#fit());
  }

  /** Shows the draft kept under `key`, which names a person and a dialog. */
  change(key) {
    if (this.#edited) this.#stopEditing();
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

  /** Puts an own message into the box; what was unsent there comes back afterwards. */
  edit(message) {
    this.#edited = { id: message.id, draft: this.#edited?.draft ?? this.#input.value };
    byId('editing').hidden = false;
    this.#write(message.text);
    this.focus();
  }

  #stopEditing() {
    this.#write(this.#edited.draft);
    this.#edited = null;
    byId('editing').hidden = true;
    this.focus();
  }

  async #submit(onSend, onEdit) {
    const words = this.#input.value;
    if (words.trim() === '') return;
    if (this.#edited) {
      const taken = await onEdit(this.#edited.id, words);
      if (taken && this.#edited) this.#stopEditing();
      return;
    }
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
