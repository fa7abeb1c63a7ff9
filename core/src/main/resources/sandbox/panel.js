import { el, icon } from './dom.js';

const DATA_PICTURE = /^data:image\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]+$/i;
const RELOAD_HINT = 'On a real portal new icons appear when the page is reloaded, or by themselves within 15 to 26 minutes.';

/** The row of chat apps above the message box: icons, the "Apps" menu for those without one, Reload. */
export class Panel {
  #root;
  #onClick;
  #onReload;
  #menu = null;

  constructor(root, { onClick, onReload }) {
    this.#root = root;
    this.#onClick = onClick;
    this.#onReload = onReload;
    document.addEventListener('pointerdown', event => {
      if (this.#menu && !this.#menu.parentElement.contains(event.target)) this.#closeMenu();
    });
  }

  show(apps) {
    this.#closeMenu();
    const icons = apps.filter(app => !app.menu).map(app => this.#picture(app));
    const listed = apps.filter(app => app.menu);
    const none = el('span', { className: 'panel-none' }, 'No chat apps in this dialog');
    this.#root.replaceChildren(
      el('div', { className: 'panel-apps' },
        ...icons,
        ...(listed.length ? [this.#menuButton(listed)] : []),
        ...(apps.length ? [] : [none])),
      this.#reload());
  }

  clear() {
    this.#closeMenu();
    this.#root.replaceChildren();
  }

  #picture(app) {
    const drawing = el('span', { className: 'sprite', 'aria-hidden': 'true' });
    if (DATA_PICTURE.test(app.icon ?? '')) {
      drawing.style.backgroundImage = `url("${app.icon.replace(/\s/g, '')}")`;
    } else {
      drawing.classList.add('missing');
      drawing.append(icon('apps'));
    }
    const button = el('button', {
      type: 'button',
      className: 'app',
      'aria-label': app.title,
      data: { test: 'app', appId: app.appId, code: app.code, tip: app.title, tipMore: app.description ?? '' },
      onclick: () => this.#onClick(app, button),
    }, drawing);
    return button;
  }

  #reload() {
    const button = el('button', {
      type: 'button',
      className: 'round reload',
      'aria-label': 'Reload the apps',
      data: { test: 'reload', tip: 'Reload the apps', tipMore: RELOAD_HINT },
      onclick: () => this.#onReload(),
    }, icon('reload'));
    return button;
  }

  #menuButton(apps) {
    const button = el('button', {
      type: 'button',
      className: 'quiet apps-button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      data: { test: 'apps-menu' },
    }, icon('apps'), 'Apps');
    const holder = el('div', { className: 'apps-holder' }, button);
    const items = apps.map(app => this.#item(app, button));
    button.onclick = () => this.#menu ? this.#closeMenu() : this.#openMenu(holder, button, items);
    return holder;
  }

  #item(app, button) {
    return el('button', {
      type: 'button',
      className: 'menu-item',
      role: 'menuitem',
      tabIndex: -1,
      data: { test: 'app', appId: app.appId, code: app.code },
      onclick: () => {
        this.#closeMenu();
        this.#onClick(app, button);
      },
    }, el('strong', {}, app.title), ...(app.description ? [el('small', {}, app.description)] : []));
  }

  #openMenu(holder, button, items) {
    this.#menu = el('div', { className: 'menu', role: 'menu', 'aria-label': 'Apps without an icon' }, ...items);
    this.#menu.onkeydown = event => this.#walk(event, button, items);
    holder.append(this.#menu);
    const room = this.#root.getBoundingClientRect().right - holder.getBoundingClientRect().left;
    this.#menu.style.left = `${Math.min(0, room - this.#menu.offsetWidth)}px`;
    button.setAttribute('aria-expanded', 'true');
    items[0].focus();
  }

  #walk(event, button, items) {
    const here = items.indexOf(document.activeElement);
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
    if (event.key in steps) {
      items.at(steps[event.key] % items.length).focus();
      event.preventDefault();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      this.#closeMenu();
      button.focus();
      event.preventDefault();
      // Escape closes one thing at a time: not also the frame.
      event.stopPropagation();
    }
  }

  #closeMenu() {
    if (!this.#menu) return;
    this.#menu.parentElement.querySelector('[aria-expanded]').setAttribute('aria-expanded', 'false');
    this.#menu.remove();
    this.#menu = null;
  }
}
