import { el, webAddress } from './dom.js';
import { clearEffects, effectCard, orToast, toast } from './notices.js';

/**
 * What happens in the messenger when an app was clicked or a key pressed. The sandbox has already
 * done its part; `context` is where it happened, and what was forged:
 * {conversation, opener, tamper}.
 */
export class Effects {
  #portal;
  #composer;
  #frames;
  #openDialog;
  #look;

  constructor({ portal, composer, frames, openDialog, look }) {
    this.#portal = portal;
    this.#composer = composer;
    this.#frames = frames;
    this.#openDialog = openDialog;
    this.#look = look;
  }

  perform(answer, { conversation, opener, tamper }) {
    switch (answer.effect) {
      case 'put': return this.#composer.put(answer.text);
      case 'call': return this.#call(answer.number);
      case 'support': return this.#support(answer.code);
      case 'frame': return this.#frame({ ...answer, tamper }, opener, conversation);
      case 'link': return this.#link(answer.url);
      case 'copy': return this.#copy(answer.text);
      case 'dialog': return this.#openDialog(answer.dialogId);
      // The sandbox has posted it, it only has to be seen.
      case 'send':
      case 'command': return this.#look();
      // Something of the vendor's own, such as the action HELP of a button.
      default: return effectCard(answer.effect, 'link', `Would run the action ${answer.effect.toUpperCase()}`, answer.value);
    }
  }

  #frame(answer, opener, conversation) {
    clearEffects();
    this.#frames.open(answer, opener, this.#frameActions(conversation), conversation.session);
  }

  /** A page speaks in the dialog it was opened for, even if the person has gone to another since. */
  #frameActions(conversation) {
    const acts = {
      send: ['message', words => conversation.send(words)],
      put: ['message', words => this.#composer.put(words)],
      call: ['number', number => this.#call(number)],
      support: ['code', code => this.#support(code)],
      openDialog: ['dialogId', dialogId => this.#openDialog(dialogId)],
    };
    return Object.fromEntries(Object.entries(acts).map(([name, [field, act]]) =>
      [name, { field, run: words => orToast(() => act(words)) }]));
  }

  #call(number) {
    effectCard('call', 'call', `Would dial ${number}`, 'A real portal would start a phone call here.');
  }

  #support(code) {
    const channel = this.#portal.openChannels?.find(candidate => candidate.code === code);
    effectCard('support', 'support', `Would open the Open Channel dialog networkLines${code}`,
      channel ? channel.name : 'No Open Channel of this portal has this code.');
  }

  #link(url) {
    const href = webAddress(url);
    if (!href) return toast('This button has no web address that can be opened.');
    el('a', { href, target: '_blank', rel: 'noopener noreferrer' }).click();
    return effectCard('link', 'link', 'Opened in a new tab', href);
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      effectCard('copy', 'copy', 'Copied', text);
    } catch {
      // Browsers forbid it without a secure address or permission; the text can still be selected.
      effectCard('copy', 'copy', 'Copy this text', text);
    }
  }
}
