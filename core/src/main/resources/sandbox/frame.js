import { ApiError } from './api.js';
import { el, webAddress } from './dom.js';
import { FrameChannel } from './frame-channel.js';
import { place } from './frame-place.js';
import { frameWindow } from './frame-window.js';
import { orToast } from './notices.js';

/** The messenger lets the app's bot write into the dialog for ten minutes at a time, while its frame is open. */
const RENEW_MS = 500_000;

/**
 * Where chat apps' pages are shown. There is at most one. Free windows (`popup`, or opened from a
 * message's button) can be moved and outlive a change of dialog; others hang above the icon they
 * came from and go with the first click elsewhere.
 */
export class FrameHost {
  #area;
  #panel;
  #open = null;

  constructor(area, panel) {
    this.#area = area;
    this.#panel = panel;
    addEventListener('resize', () => this.#place());
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) this.close();
    });
    document.addEventListener('pointerdown', event => {
      if (!this.#open || this.#open.free) return;
      const { view, opener } = this.#open;
      // A click on the icon itself is for the icon: it closes what it has opened.
      if (!view.contains(event.target) && !opener.contains(event.target)) this.close();
    });
  }

  /** The area frames have, which the page they hang in may not exceed. */
  get bounds() {
    const area = this.#area.getBoundingClientRect();
    return { area, floor: this.#panel.getBoundingClientRect().top };
  }

  /** Closes the frame that hangs on this icon; answers whether there was one. */
  closeAt(opener) {
    const hangs = Boolean(this.#open && !this.#open.free && this.#open.opener === opener);
    if (hangs) this.close();
    return hangs;
  }

  /**
   * `spec` is the sandbox's answer to a click, with `tamper` if its address is forged; `actions` is what its page may
   * ask for (FrameChannel); `session` is the messenger it opens in.
   */
  open(spec, opener, actions, session) {
    const address = webAddress(spec.url);
    if (!address) throw new ApiError('FRAME_URL', 'This app has no web address that can be opened.');
    this.discard();
    const free = Boolean(spec.popup || spec.contextMode);
    const iframe = el('iframe', { title: spec.title || 'App', data: { test: 'frame' } });
    iframe.setAttribute('sandbox', 'allow-same-origin allow-forms allow-scripts allow-popups allow-modals');
    iframe.setAttribute('allow', 'geolocation; microphone; camera');
    iframe.src = address;
    const channel = new FrameChannel(iframe, new URL(address).origin, { ...actions, close: { run: () => this.close() } });
    const view = frameWindow(spec, iframe, free, { close: () => this.close(), move: at => this.#move(at) });
    iframe.addEventListener('load', () => view.classList.remove('loading'));
    const renewal = setInterval(() => orToast(() => session.renewFrame()), RENEW_MS);
    this.#open = { view, iframe, channel, opener, free, spec, session, renewal, moved: null };
    opener.classList.add('open');
    document.body.append(view);
    this.#place();
    view.querySelector('.frame-close').focus({ focusVisible: false });
  }

  close() {
    if (!this.#open) return;
    const { view, opener, session } = this.#open;
    const hadFocus = view.contains(document.activeElement);
    this.discard();
    orToast(() => session.closeFrame());
    if (hadFocus && opener.isConnected) opener.focus();
  }

  /** The dialog is left: an anchored frame has lost its icon, a free one stays. */
  leaveDialog() {
    if (this.#open && !this.#open.free) this.close();
  }

  /** The sandbox knows already: another frame takes its place there, or its messenger is closed. */
  discard() {
    if (!this.#open) return;
    const { view, channel, opener, renewal } = this.#open;
    this.#open = null;
    clearInterval(renewal);
    channel.close();
    opener.classList.remove('open');
    view.remove();
  }

  #move(at) {
    if (!this.#open) return;
    this.#open.moved = at;
    this.#place();
  }

  #place() {
    if (this.#open) place(this.#open, this.bounds);
  }
}
