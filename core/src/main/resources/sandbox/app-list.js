import { clock } from './api.js';
import { byId } from './dom.js';
import { freshness } from './freshness.js';
import { announce } from './notices.js';

const NONE = 'No chat apps in this dialog';
const NEW_MESSENGER = 'This portal has the new messenger, which has no chat apps. Everything else works.';

/**
 * The chat apps of the dialog on show, as this messenger has loaded them: on the panel, with what
 * there is to say about their age. Pushes and periodic hits reach it with the next look.
 */
export class AppList {
  #panel;
  #isNew;
  #hint = byId('freshness');
  #seen = '';
  #stale = false;

  /** `isNew()` tells whether the portal has the messenger without chat apps. */
  constructor(panel, isNew) {
    this.#panel = panel;
    this.#isNew = isNew;
  }

  /** Reads how old the list is, and the list itself where that has changed or `anew` is asked. */
  async look(conversation, anew = false) {
    const [session, { now }] = await Promise.all([conversation.session.look(), clock()]);
    if (conversation.left) return;
    this.#tell(freshness(session, now));
    const seen = `${session.session} ${session.loadedAt} ${session.pushes}`;
    if (seen === this.#seen && !anew) return;
    await this.#read(conversation);
    this.#seen = seen;
  }

  async #read(conversation) {
    const apps = await conversation.apps();
    const reasons = apps.every(app => app.works !== false) ? [] : await conversation.visibility();
    if (conversation.left) return;
    const why = new Map(reasons.map(verdict => [verdict.appId, verdict.why[0]]));
    this.#panel.show(apps.map(app => ({ ...app, why: why.get(app.appId) })), this.#isNew() ? NEW_MESSENGER : NONE);
  }

  #tell(age) {
    if (this.#hint.textContent !== age.hint) this.#hint.textContent = age.hint;
    this.#hint.classList.toggle('stale', age.stale);
    this.#panel.tellFreshness(age);
    if (age.stale && !this.#stale) announce('The chat apps have changed. Reload the apps to see them.');
    this.#stale = age.stale;
  }
}
