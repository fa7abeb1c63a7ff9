import { orToast } from './notices.js';

/** Every so many looks the whole dialog is read again, to notice changed and deleted messages. */
const WHOLE_EVERY = 5;

/** One person's visit to one dialog, from opening it to leaving it. */
export class Conversation {
  #api;
  #view;
  #leaving = new AbortController();
  #looks = 0;
  #wholeNext = false;

  /** `view` is {thread, panel, typing, effects, look}: shared parts of the page, and a way to ask for a look. */
  constructor(api, dialogId, view) {
    this.#api = api;
    this.dialogId = dialogId;
    this.#view = view;
  }

  get left() {
    return this.#leaving.signal.aborted;
  }

  leave() {
    this.#leaving.abort();
  }

  /** Reads what is new. Throws ApiError; does nothing more once the dialog is left. */
  async look() {
    const whole = this.#wholeNext || this.#looks % WHOLE_EVERY === 0;
    this.#wholeNext = false;
    const { signal } = this.#leaving;
    const [messages, typing] = await Promise.all([
      this.#api.messages(this.dialogId, whole ? 0 : this.#view.thread.lastId, signal),
      this.#api.typing(this.dialogId, signal),
    ]);
    if (this.left) return;
    this.#looks += 1;
    this.#view.thread.merge(messages, whole);
    this.#showTyping(typing);
  }

  /** The panel as it would be after a page reload. */
  async reloadApps() {
    const apps = await this.#api.apps(this.dialogId, this.#leaving.signal);
    if (!this.left) this.#view.panel.show(apps);
  }

  /** Answers whether the sandbox took it; a refusal has been shown. */
  async send(text) {
    const answer = await orToast(() => this.#api.send(this.dialogId, text));
    if (answer && !this.left) this.#view.thread.toEnd();
    this.#view.look();
    return Boolean(answer);
  }

  click(app, opener) {
    return this.#act(opener, () => this.#api.click(app.appId, this.dialogId));
  }

  press(message, index, opener) {
    return this.#act(opener, () => this.#api.press(message.id, index));
  }

  async #act(opener, ask) {
    if (opener.ariaBusy === 'true') return;
    opener.ariaBusy = 'true';
    await orToast(async () => {
      const answer = await ask();
      if (!this.left) await this.#view.effects.perform(answer, { conversation: this, opener });
    });
    opener.ariaBusy = null;
    // The portal locks the keyboard of a pressed BLOCK button, which only a whole reading shows.
    this.#wholeNext = true;
    this.#view.look();
  }

  #showTyping(typing) {
    const names = typing.map(person => person.name).join(', ');
    const words = names && `${names} ${typing.length > 1 ? 'are' : 'is'} typing`;
    if (this.#view.typing.textContent !== words) this.#view.typing.textContent = words;
  }
}
