import { el, icon } from './dom.js';
import { toggleMenu, closeMenu } from './menu.js';
import { roving } from './roving.js';

const DATA_PICTURE = /^data:image\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]+$/i;

/** The row of chat apps above the message box: icons, the "Apps" menu for those without one, Reload. */
export class Panel {
  #onClick;
  #apps = el('div', { className: 'panel-apps' });
  #buttons = new Map();
  #menuButton;
  #reload;
  #settle;
  #drawn = '';

  constructor(root, { onClick, onReload, developer }) {
    this.#onClick = onClick;
    this.#menuButton = el('button', {
      type: 'button', className: 'quiet apps-button', 'aria-label': 'Apps', 'aria-haspopup': 'menu', 'aria-expanded': 'false', data: { test: 'apps-menu' },
    }, icon('apps'), el('span', { className: 'wide-only' }, 'Apps'));
    this.#reload = el('button', {
      type: 'button', className: 'round reload', 'aria-label': 'Reload the apps', data: { test: 'reload', tip: 'Reload the apps' }, onclick: onReload,
    }, icon('reload'));
    root.replaceChildren(this.#apps, developer, this.#reload);
    this.#settle = roving(root, 'button', ['ArrowLeft', 'ArrowRight']);
    this.#settle();
  }

  /**
   * Shows the list, each as the sandbox gives it, with `why` where it is dead; `note` stands where there is none. Icons
   * that stay keep their place under the pointer, the focus and the frame that hangs on them.
   */
  show(apps, note) {
    const drawn = JSON.stringify([apps, note]);
    if (drawn === this.#drawn) return;
    const fresh = this.#drawn === '';
    this.#drawn = drawn;
    closeMenu(this.#menuButton);
    const focused = document.activeElement;
    const listed = apps.filter(app => app.menu);
    const shown = apps.filter(app => !app.menu).map(app => this.#dress(app));
    this.#menuButton.onclick = () => toggleMenu(this.#menuButton, 'Apps without an icon', listed.map(app => this.#item(app)));
    this.#apps.replaceChildren(...shown, ...(listed.length ? [this.#menuButton] : []),
      ...(apps.length ? [] : [el('span', { className: 'panel-none', data: { test: 'panel-note' } }, note)]));
    this.#settle(fresh ? this.#apps.querySelector('button') : null);
    if (focused !== document.activeElement && this.#apps.contains(focused)) focused.focus();
  }

  clear() {
    closeMenu();
    this.#apps.replaceChildren();
    this.#buttons.clear();
    this.#drawn = '';
    this.#settle();
  }

  /** Marks Reload if it would bring another list, and tells in its tip when that comes by itself. */
  tellFreshness({ stale, tip }) {
    this.#reload.classList.toggle('stale', stale);
    this.#reload.setAttribute('aria-label', stale ? 'Reload the apps: they have changed' : 'Reload the apps');
    if (this.#reload.dataset.tipMore !== tip) this.#reload.dataset.tipMore = tip;
  }

  #dress(app) {
    const button = this.#buttons.get(app.appId) ?? el('button', { type: 'button' });
    this.#buttons.set(app.appId, button);
    button.className = app.works === false ? 'app dead' : 'app';
    button.setAttribute('aria-label', app.title || app.code);
    button.ariaDisabled = app.works === false ? 'true' : null;
    button.ariaHasPopup = app.method === 'IFRAME' ? 'dialog' : null;
    Object.assign(button.dataset, { test: 'app', appId: app.appId, code: app.code, tip: app.title || app.code, tipMore: this.#more(app) });
    button.onclick = () => this.#onClick(app, button);
    button.replaceChildren(drawing(app));
    return button;
  }

  #item(app) {
    return {
      title: app.title,
      detail: this.#more(app),
      dead: app.works === false,
      data: { test: 'app', appId: app.appId, code: app.code },
      run: () => this.#onClick(app, this.#menuButton),
    };
  }

  #more(app) {
    return app.works === false ? `Shown here, but dead. ${app.why ?? ''}`.trim() : app.description ?? '';
  }
}

/** The picture is 108 by 66: the left half is drawn for rest, the right half for use. */
function drawing(app) {
  const picture = el('span', { className: 'sprite', 'aria-hidden': 'true' });
  if (DATA_PICTURE.test(app.icon ?? '')) {
    picture.style.backgroundImage = `url("${app.icon.replace(/\s/g, '')}")`;
  } else {
    picture.classList.add('missing');
    picture.append(icon('apps'));
  }
  return picture;
}
