import { PersonApi } from './api.js';
import { byId } from './dom.js';
import { focusConversation, showHead } from './head.js';
import { newGroup, growGroup } from './groups.js';
import { Heartbeat } from './heartbeat.js';
import { clearEffects, orToast, status } from './notices.js';
import { goTo, readPlace, settleAt } from './place.js';
import { Session } from './session.js';
import { showTips } from './tip.js';
import { Tools } from './tools.js';

const BEAT_MS = 1000;
const BEAT_AFTER_TROUBLE_MS = 3000;
const DIALOGS_EVERY = 3;

/** Follows the address to a person and a dialog, and keeps both up to date. */
export class Desk {
  #portal;
  #person = null;
  #api = null;
  #session = null;
  #dialogs = [];
  #conversation = null;
  #beats = 0;

  constructor(portal) {
    this.#portal = portal;
    this.heartbeat = new Heartbeat(() => this.#beat());
    this.tools = new Tools(portal, {
      conversation: () => this.#conversation,
      open: dialog => this.#open(dialog),
      switchTo: user => this.#switchTo(user),
      look: () => this.heartbeat.now(),
    });
  }

  start() {
    byId('back').onclick = () => goTo({ user: this.#person.id });
    byId('new-group').onclick = () => newGroup(this.#portal, this.#dialogs, this.#person, dialog => this.#open(dialog));
    byId('add').onclick = () => growGroup(this.#portal, this.#dialogs, this.#person, this.#conversation.dialogId, () => this.heartbeat.now());
    addEventListener('hashchange', () => this.#follow());
    addEventListener('pagehide', () => this.#session?.close());
    // A page that comes back from the browser's cache has no messenger any more.
    addEventListener('pageshow', event => event.persisted && location.reload());
    showTips();
    this.#follow();
  }

  #open(dialog) {
    goTo({ user: this.#person.id, dialog });
  }

  /** Stays in the dialog if the other person already has it: opening one would make bots greet. */
  async #switchTo(user) {
    const dialogs = await new PersonApi(this.#portal.name, user).dialogs();
    const { dialog } = readPlace();
    const stays = dialogs.some(theirs => theirs.dialogId === dialog && theirs.chatId !== null);
    goTo({ user, dialog: stays ? dialog : null });
  }

  #follow() {
    const place = readPlace();
    const person = this.#portal.users.find(user => user.id === place.user) ?? this.#portal.users[0];
    const dialog = place.dialog;
    const samePerson = person === this.#person;
    if (samePerson && (this.#conversation?.dialogId ?? null) === dialog) return;
    this.#leave();
    if (!samePerson) this.#become(person);
    settleAt({ user: person.id, dialog });
    orToast(() => this.#enter(dialog));
  }

  /** Another person means another browser: a messenger of their own, with a list just loaded. */
  #become(person) {
    this.tools.frames.discard();
    this.#session?.close();
    this.#person = person;
    this.#api = new PersonApi(this.#portal.name, person.id);
    this.#session = new Session(this.#api);
    this.#dialogs = [];
    this.tools.sidebar.showPerson(person);
  }

  #leave() {
    this.#conversation?.leave();
    this.#conversation = null;
    this.tools.leaveDialog();
    clearEffects();
  }

  async #enter(dialogId) {
    const api = this.#api;
    const conversation = dialogId && this.tools.converse(api, this.#session, dialogId);
    this.#conversation = conversation;
    this.tools.thread.reset(this.#person.id, author => this.#typeOf(author));
    const chosenInList = byId('dialogs').contains(document.activeElement);
    this.#show();
    this.tools.composer.change(`${this.#person.id} ${dialogId}`);
    if (chosenInList && dialogId) focusConversation(this.tools.composer);
    try {
      await this.#readDialogs();
      if (!dialogId || conversation.left) return;
      if (!this.#dialogs.some(known => known.dialogId === dialogId && known.chatId !== null)) {
        await api.openDialog(dialogId);
        await this.#readDialogs();
      }
      await this.tools.appList.look(conversation, true);
    } catch (failure) {
      if (conversation?.left) return;
      // Without a dialog there is nothing to look at; a sandbox that is silent may come back.
      if (failure.code !== 'OFFLINE') {
        settleAt({ user: this.#person.id });
        this.#follow();
      }
      throw failure;
    } finally {
      this.heartbeat.now();
    }
  }

  async #readDialogs() {
    const api = this.#api;
    const dialogs = await api.dialogs();
    if (api !== this.#api) return;
    this.#dialogs = dialogs;
    this.#show();
  }

  #show() {
    const dialogId = this.#conversation?.dialogId ?? null;
    this.tools.sidebar.showDialogs(this.#dialogs, dialogId);
    showHead(this.#portal, this.#dialogs, dialogId);
  }

  #typeOf(author) {
    return this.#dialogs.some(dialog => dialog.type === 'bot' && dialog.dialogId === String(author)) ? 'bot' : 'user';
  }

  async #beat() {
    const conversation = this.#conversation;
    try {
      if (this.#beats % DIALOGS_EVERY === 0) await this.#readDialogs();
      await conversation?.look();
      this.#beats += 1;
      status('');
      return BEAT_MS;
    } catch (failure) {
      if (!conversation?.left) status(failure.message);
      return BEAT_AFTER_TROUBLE_MS;
    }
  }
}
