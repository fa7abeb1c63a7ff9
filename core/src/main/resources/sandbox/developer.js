import { el, icon } from './dom.js';
import { toggleMenu } from './menu.js';

const LABEL = 'For developers: how frames are signed';

const HONEST = { title: 'Signed by the portal', detail: 'What people have' };

/** What an application's page must notice and refuse; the values are the control API's. */
const FORGERIES = [
  { tamper: 'bad-hash', title: 'Bad hash', detail: 'Signed with a HASH the app never had' },
  { tamper: 'old-hash', title: 'Old hash', detail: 'Signed with the HASH it had before its last' },
  { tamper: 'other-user', title: 'Other user', detail: 'USER_ID of somebody else, your own USER_HASH' },
];

/** The menu for people who write apps: how the addresses of the next frames are signed. */
export class Developer {
  #forgery = null;

  constructor() {
    this.words = el('span', { className: 'developer-words' });
    this.button = el('button', {
      type: 'button',
      className: 'round developer',
      'aria-label': LABEL,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      data: { test: 'developer', tip: 'For developers', tipMore: 'Open frames with forged signatures, to see whether the app refuses them.' },
      onclick: () => toggleMenu(this.button, LABEL, this.#items(), { heading: true }),
    }, icon('flask'), this.words);
  }

  /** What the address of a frame is forged with: {tamper, title}, or null if it is honest. */
  get forgery() {
    return this.#forgery;
  }

  #items() {
    return [HONEST, ...FORGERIES].map(({ tamper, title, detail }) => ({
      title: tamper ? `Forge: ${title.toLowerCase()}` : title,
      detail,
      checked: (this.#forgery?.tamper ?? null) === (tamper ?? null),
      data: { tamper: tamper ?? 'none' },
      run: () => this.#choose(tamper ? { tamper, title } : null),
    }));
  }

  #choose(forgery) {
    this.#forgery = forgery;
    this.words.textContent = forgery ? `Forging: ${forgery.title.toLowerCase()}` : '';
    this.button.classList.toggle('forging', Boolean(forgery));
    this.button.setAttribute('aria-label', `${LABEL}${forgery ? `. Now forged: ${forgery.title}` : ''}`);
  }
}
