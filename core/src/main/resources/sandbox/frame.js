import { el, icon, webAddress } from './dom.js';
import { FrameChannel } from './frame-channel.js';
import { ApiError } from './api.js';

const EDGE = 8;
const STEP = 24;
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/**
 * The window a chat app's page is shown in. There is at most one. Free windows (`popup`, or opened
 * from a message's button) can be moved and outlive a change of dialog; others hang above the icon
 * they came from and go with the first click elsewhere.
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
      if (this.#open && !this.#open.free && !this.#open.window.contains(event.target)) this.close();
    });
  }

  /** `spec` is the sandbox's answer to a click; `actions` is what its page may ask for (FrameChannel). */
  open(spec, opener, actions) {
    this.close();
    const address = webAddress(spec.url);
    if (!address) throw new ApiError('FRAME_URL', 'This app has no web address that can be opened.');
    const free = Boolean(spec.popup || spec.contextMode);
    const iframe = el('iframe', { title: spec.title ?? '', data: { test: 'frame' } });
    iframe.setAttribute('sandbox', 'allow-same-origin allow-forms allow-scripts allow-popups allow-modals');
    iframe.setAttribute('allow', 'geolocation; microphone; camera');
    iframe.src = address;
    const channel = new FrameChannel(iframe, new URL(address).origin, { ...actions, close: { run: () => this.close() } });
    const view = this.#window(spec, iframe, free);
    iframe.addEventListener('load', () => view.classList.remove('loading'));
    this.#open = { window: view, iframe, channel, opener, free, spec, moved: null };
    document.body.append(view);
    this.#place();
    view.querySelector('.frame-close').focus({ focusVisible: false });
  }

  close() {
    if (!this.#open) return;
    const { window: view, channel, opener } = this.#open;
    const hadFocus = view.contains(document.activeElement);
    this.#open = null;
    channel.close();
    view.remove();
    if (hadFocus && opener?.isConnected) opener.focus();
  }

  /** The dialog is left: an anchored frame has lost its icon, a free one stays. */
  leaveDialog() {
    if (this.#open && !this.#open.free) this.close();
  }

  #window(spec, iframe, free) {
    const header = el('header', { className: 'frame-head' },
      ...(free ? [this.#grip()] : []),
      el('div', { className: 'frame-names' },
        el('strong', {}, spec.title ?? ''),
        ...(spec.copyright ? [el('small', {}, spec.copyright)] : [])),
      el('button', { type: 'button', className: 'round frame-close', 'aria-label': 'Close the app', data: { test: 'frame-close' }, onclick: () => this.close() }, icon('close')));
    if (free) header.onpointerdown = event => this.#drag(event, header);
    return el('section', { className: free ? 'frame loading free' : 'frame loading', role: 'dialog', 'aria-label': spec.title ?? 'App' },
      header, el('div', { className: 'frame-body' }, iframe));
  }

  #grip() {
    return el('button', {
      type: 'button',
      className: 'round grip',
      'aria-label': 'Move the window with the arrow keys',
      onkeydown: event => {
        const step = STEPS[event.key];
        if (!step) return;
        const now = this.#open.window.getBoundingClientRect();
        this.#moveTo(now.left + step[0], now.top + step[1]);
        event.preventDefault();
      },
    }, icon('move'));
  }

  #drag(event, header) {
    if (event.button !== 0 || event.target.closest('.frame-close')) return;
    const view = this.#open.window;
    const start = view.getBoundingClientRect();
    header.setPointerCapture(event.pointerId);
    // Otherwise the page in the frame would swallow the pointer as soon as it is over it.
    view.classList.add('dragging');
    header.onpointermove = move => this.#moveTo(start.left + move.clientX - event.clientX, start.top + move.clientY - event.clientY);
    header.onlostpointercapture = () => {
      view.classList.remove('dragging');
      header.onpointermove = null;
    };
  }

  #moveTo(left, top) {
    if (!this.#open) return;
    this.#open.moved = { left, top };
    this.#place();
  }

  /** Gives the page its registered size as far as there is room, and keeps the window inside the messenger. */
  #place() {
    if (!this.#open) return;
    const { window: view, iframe, spec, free, opener, moved } = this.#open;
    const area = this.#area.getBoundingClientRect();
    const floor = free ? area.bottom - EDGE : this.#panel.getBoundingClientRect().top - EDGE;
    const headHeight = view.querySelector('.frame-head').offsetHeight;
    const width = Math.min(spec.width, area.width - 2 * EDGE);
    const height = Math.min(spec.height, Math.max(0, floor - area.top - EDGE - headHeight));
    iframe.style.width = `${width}px`;
    iframe.style.height = `${height}px`;

    const at = moved ?? (free ? middleOf(area, view) : aboveOf(opener.getBoundingClientRect(), floor, view));
    // A free window may be taken anywhere on the page, an anchored one stays in the conversation.
    const bounds = free ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight } : area;
    view.style.left = `${between(bounds.left + EDGE, at.left, bounds.right - view.offsetWidth - EDGE)}px`;
    view.style.top = `${between(bounds.top + EDGE, at.top, bounds.bottom - view.offsetHeight - EDGE)}px`;
  }
}

const middleOf = (area, view) => ({
  left: area.left + (area.width - view.offsetWidth) / 2,
  top: area.top + (area.height - view.offsetHeight) / 3,
});

const aboveOf = (icon, floor, view) => ({
  left: icon.left + icon.width / 2 - view.offsetWidth / 2,
  top: floor - view.offsetHeight,
});

const between = (least, value, most) => Math.max(least, Math.min(value, most));
