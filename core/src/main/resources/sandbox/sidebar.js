import { byId, el } from './dom.js';
import { avatar, roleOf } from './people.js';
import { roving } from './roving.js';

const SECTIONS = [['bot', 'Bots'], ['chat', 'Groups'], ['lines', 'Open Channels'], ['user', 'People']];

/** Who you are and where you can talk. */
export class Sidebar {
  #select = byId('person');
  #dialogs = byId('dialogs');
  #onDialog;
  #drawn = '';
  #settle = roving(this.#dialogs, '.dialog', ['ArrowUp', 'ArrowDown']);

  constructor(portal, { onPerson, onDialog }) {
    this.#onDialog = onDialog;
    byId('portal-name').textContent = portal.name;
    this.#select.replaceChildren(...portal.users.map(user =>
      el('option', { value: user.id, data: { userId: user.id, role: roleOf(user) } }, `${user.name} (${about(user, portal)})`)));
    this.#select.addEventListener('change', () => onPerson(Number(this.#select.value)));
  }

  showPerson(user) {
    this.#select.value = user.id;
    byId('person-avatar').replaceChildren(avatar(user.name, 'user', user.id));
  }

  /** Redraws only when something changed: it is told every few seconds, and focus should survive that. */
  showDialogs(dialogs, current) {
    // Nobody is without dialogs: somebody else's are still being read, and an empty list would flash.
    if (!dialogs.length) return;
    const drawn = JSON.stringify([dialogs, current]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = this.#dialogs.contains(document.activeElement) ? document.activeElement.dataset.dialogId : null;
    this.#dialogs.replaceChildren(...SECTIONS.flatMap(([type, heading]) =>
      this.#section(heading, dialogs.filter(dialog => dialog.type === type), current)));
    this.#settle(this.#dialogs.querySelector('[aria-current]'));
    if (focused) this.#dialogs.querySelector(`[data-dialog-id="${CSS.escape(focused)}"]`)?.focus();
  }

  #section(heading, dialogs, current) {
    if (!dialogs.length) return [];
    return [
      el('h2', {}, heading),
      el('ul', {}, ...dialogs.map(dialog => el('li', {}, this.#entry(dialog, current)))),
    ];
  }

  #entry(dialog, current) {
    const chosen = dialog.dialogId === current;
    const entry = el('button', {
      type: 'button',
      className: 'dialog',
      data: { test: 'dialog', dialogId: dialog.dialogId, type: dialog.type },
      onclick: () => this.#onDialog(dialog.dialogId),
    }, avatar(dialog.title, dialog.type, dialog.dialogId), el('span', { className: 'dialog-title' }, dialog.title));
    if (chosen) entry.setAttribute('aria-current', 'true');
    return entry;
  }
}

/** The language only where it is not the portal's. */
const about = (user, portal) => [roleOf(user), ...(user.language === portal.language ? [] : [user.language])].join(', ');
