/**
 * The conversation between the messenger and the page in a chat app's frame: JSON strings by
 * postMessage. The page is a stranger's. It is heard only as long as it is the same window, has
 * the origin it was registered with and repeats the id it was given when it loaded.
 */
export class FrameChannel {
  #iframe;
  #origin;
  #actions;
  #loadId = null;
  #listener = event => this.#hear(event);

  /** `actions` maps a name to {field, run}: `run` gets the text of `field`, or nothing without one. */
  constructor(iframe, origin, actions) {
    this.#iframe = iframe;
    this.#origin = origin;
    this.#actions = actions;
    iframe.addEventListener('load', () => this.#greet());
    window.addEventListener('message', this.#listener);
  }

  close() {
    window.removeEventListener('message', this.#listener);
  }

  // A new id for every load: what a previous page of this frame still says is ignored.
  #greet() {
    this.#loadId = String(crypto.getRandomValues(new Uint32Array(2)).join(''));
    const words = { action: 'init', domain: location.origin, uniqueLoadId: this.#loadId };
    this.#iframe.contentWindow.postMessage(JSON.stringify(words), this.#origin);
  }

  #hear(event) {
    if (event.source !== this.#iframe.contentWindow || event.origin !== this.#origin) return;
    const words = parse(event.data);
    if (this.#loadId === null || String(words.uniqueLoadId) !== this.#loadId) return;
    if (!Object.hasOwn(this.#actions, words.action)) return;
    const { field, run } = this.#actions[words.action];
    if (!field) {
      run();
    } else if (isWord(words[field])) {
      run(String(words[field]));
    }
  }
}

function parse(data) {
  if (typeof data !== 'string') return {};
  try {
    return JSON.parse(data) ?? {};
  } catch {
    return {};
  }
}

const isWord = value => Number.isFinite(value) || (typeof value === 'string' && value.trim() !== '');
