/**
 * This page as one of the messengers a person has open. The sandbox keeps the list of chat apps that
 * it loaded, so clicks and presses say which messenger they are made in, and in what manner.
 */
export class Session {
  #api;
  #opening = null;
  #closed = false;

  constructor(api) {
    this.#api = api;
  }

  /** {loadedAt, refreshAt, stale, pushes, frame}, times being the sandbox's. */
  look() {
    return this.#within(id => this.#api.session(id));
  }

  /** The page is loaded anew: a new list, no frame. */
  reload() {
    return this.#within(id => this.#api.reloadSession(id));
  }

  apps(dialogId, signal) {
    return this.#within(id => this.#api.apps(dialogId, id, signal));
  }

  /** `manner` is {space, tamper}, each of them only where it matters. */
  click(what, manner) {
    return this.#within(session => this.#api.click({ ...what, ...browser(), ...manner, session }));
  }

  press(what, manner) {
    return this.#within(session => this.#api.press({ ...what, ...browser(), ...manner, session }));
  }

  renewFrame() {
    return this.#within(id => this.#api.renewFrame(id));
  }

  closeFrame() {
    return this.#within(id => this.#api.closeFrame(id));
  }

  /** Nobody waits for it, and a sandbox that is gone has closed it already. */
  async close() {
    const opening = this.#opening;
    this.#closed = true;
    await opening?.then(({ session }) => this.#api.closeSession(session)).catch(() => {});
  }

  /** A sandbox that was started anew knows no messengers: then this one is opened again, once. */
  async #within(ask) {
    try {
      return await ask(await this.#id());
    } catch (failure) {
      if (failure.code !== 'SESSION_NOT_FOUND' || this.#closed) throw failure;
      this.#opening = null;
      return ask(await this.#id());
    }
  }

  async #id() {
    this.#opening ??= this.#api.openSession();
    try {
      return (await this.#opening).session;
    } catch (failure) {
      this.#opening = null;
      throw failure;
    }
  }
}

const browser = () => ({
  chrome: /\bChrom(e|ium)\//.test(navigator.userAgent),
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
});
