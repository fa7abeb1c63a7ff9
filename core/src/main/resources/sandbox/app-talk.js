/**
 * What an application's page and the portal say to each other by postMessage
 * [src: rest/install/js/rest/applayout.js]. The page asks with a text, `method:json:callbackId:APP_SID` where the JSON may
 * be missing, or with an object {method, params, callback, appSid}. It is answered with `callbackId:json`. Who is not the
 * window we opened, of the origin we opened, or shows another APP_SID, is not heard; neither are unknown methods.
 */
export class AppTalk {
  #iframe;
  #origin;
  #sid;
  #methods;

  /** `methods` maps a name to a function of (params, answer). */
  constructor(iframe, origin, sid, methods) {
    this.#iframe = iframe;
    this.#origin = origin;
    this.#sid = sid;
    this.#methods = methods;
    window.addEventListener('message', event => this.#hear(event));
  }

  #hear(event) {
    if (event.source !== this.#iframe.contentWindow || event.origin !== this.#origin) return;
    const words = typeof event.data === 'string' ? parse(event.data) : event.data;
    if (words?.appSid !== this.#sid || !Object.hasOwn(this.#methods, words.method)) return;
    this.#methods[words.method](words.params || {}, result => this.#answer(words.callback, result));
  }

  #answer(callback, result) {
    if (callback) {
      this.#iframe.contentWindow.postMessage(`${callback}:${JSON.stringify(result) ?? ''}`, this.#origin);
    }
  }
}

// The JSON holds colons too, so it is what is left when the others are taken away.
function parse(text) {
  const [method, ...rest] = text.split(':');
  const appSid = rest.pop();
  const callback = rest.pop();
  const json = rest.join(':');
  try {
    return { method, params: json && JSON.parse(json), callback, appSid };
  } catch {
    return null;
  }
}
