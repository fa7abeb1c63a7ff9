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

  /**
   * `session` is the messenger it takes place in; `view` is {thread, appList, typing, effects, manner, look}: shared
   * parts of the page, how the next click is made, and a way to ask for a look.
   */
  constructor(api, session, dialogId, view) {
    this.#api = api;
    this.session = session;
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
      this.#view.appList.look(this),
    ]);
    if (this.left) return;
    this.#looks += 1;
    this.#view.thread.merge(messages, whole);
    this.#showTyping(typing);
  }

  apps() {
    return this.session.apps(this.dialogId, this.#leaving.signal);
  }

  visibility() {
    return this.#api.visibility(this.dialogId);
  }

  /** Answers whether the sandbox took it; a refusal has been shown. */
  async send(text) {
    const answer = await orToast(() => this.#api.send(this.dialogId, text));
    if (answer && !this.left) this.#view.thread.toEnd();
    this.#view.look();
    return Boolean(answer);
  }

  /** Changes an own message; answers as `send`. */
  async edit(messageId, text) {
    const answer = await orToast(() => this.#api.edit(messageId, text));
    this.#lookAtAll();
    return Boolean(answer);
  }

  async erase(messageId) {
    await orToast(() => this.#api.erase(messageId));
    this.#lookAtAll();
  }

  click(app, opener) {
    const manner = this.#view.manner(app.method === 'IFRAME');
    return this.#act(opener, manner, () => this.session.click({ appId: app.appId, dialogId: this.dialogId }, manner));
  }

  /** `place` is {button: index} or {menu: index}; `entry` is what is pressed there. */
  press(message, place, entry, opener) {
    const manner = this.#view.manner(entry.kind === 'app');
    return this.#act(opener, manner, () => this.session.press({ messageId: message.id, ...place }, manner));
  }

  async #act(opener, { tamper }, ask) {
    if (opener.ariaBusy === 'true') return;
    opener.ariaBusy = 'true';
    await orToast(async () => {
      const answer = await ask();
      if (!this.left) await this.#view.effects.perform(answer, { conversation: this, opener, tamper });
    });
    opener.ariaBusy = null;
    // The portal locks the keyboard of a pressed BLOCK button, which only a whole reading shows.
    this.#lookAtAll();
  }

  #lookAtAll() {
    this.#wholeNext = true;
    this.#view.look();
  }

  #showTyping(typing) {
    const names = typing.map(person => person.name).join(', ');
    const words = names && `${names} ${typing.length > 1 ? 'are' : 'is'} typing`;
    if (this.#view.typing.textContent !== words) this.#view.typing.textContent = words;
  }
}
