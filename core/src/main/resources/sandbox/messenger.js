import { addToGroup, createGroup, PersonApi, portals } from './api.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { byId } from './dom.js';
import { Effects } from './effects.js';
import { FrameHost } from './frame.js';
import { askForMembers, candidates } from './groups.js';
import { Heartbeat } from './heartbeat.js';
import { clearEffects, orToast, status, toast } from './notices.js';
import { Panel } from './panel.js';
import { avatar } from './people.js';
import { goTo, readPlace, settleAt } from './place.js';
import { Sidebar } from './sidebar.js';
import { Thread } from './thread.js';
import { showTips } from './tip.js';

const BEAT_MS = 1000;
const BEAT_AFTER_TROUBLE_MS = 3000;
const DIALOGS_EVERY = 3;
const SUBTITLES = { bot: 'Chat bot', user: 'Private chat', chat: 'Group chat', lines: 'Open Channel' };

/** Holds the parts together: follows the address to a person and a dialog, and keeps both up to date. */
class Messenger {
  #portal;
  #person = null;
  #api = null;
  #dialogs = [];
  #conversation = null;
  #beats = 0;

  constructor(portal) {
    this.#portal = portal;
    this.frames = new FrameHost(byId('main'), byId('panel'));
    this.composer = new Composer(words => this.#conversation.send(words));
    this.thread = new Thread(byId('thread'), (message, index, key) => this.#conversation.press(message, index, key));
    this.panel = new Panel(byId('panel'), {
      onClick: (app, button) => this.#conversation.click(app, button),
      onReload: () => orToast(() => this.#conversation.reloadApps()),
    });
    this.sidebar = new Sidebar(portal, {
      onPerson: user => orToast(() => this.#switchTo(user)),
      onDialog: dialog => this.#open(dialog),
    });
    this.heartbeat = new Heartbeat(() => this.#beat());
    this.effects = new Effects({
      portal,
      composer: this.composer,
      frames: this.frames,
      openDialog: dialog => this.#open(dialog),
      look: () => this.heartbeat.now(),
    });
  }

  start() {
    byId('back').onclick = () => goTo({ user: this.#person.id });
    byId('new-group').onclick = () => this.#newGroup();
    byId('add').onclick = () => this.#addToGroup();
    addEventListener('hashchange', () => this.#follow());
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

  #become(person) {
    this.frames.close();
    this.#person = person;
    this.#api = new PersonApi(this.#portal.name, person.id);
    this.#dialogs = [];
    this.sidebar.showPerson(person);
  }

  #leave() {
    this.#conversation?.leave();
    this.#conversation = null;
    this.frames.leaveDialog();
    this.panel.clear();
    clearEffects();
    byId('typing').textContent = '';
  }

  async #enter(dialogId) {
    const { thread, panel, effects } = this;
    const api = this.#api;
    const conversation = dialogId && new Conversation(api, dialogId,
      { thread, panel, effects, typing: byId('typing'), look: () => this.heartbeat.now() });
    this.#conversation = conversation;
    thread.reset(this.#person.id, author => this.#typeOf(author));
    const chosenInList = byId('dialogs').contains(document.activeElement);
    this.#showHead();
    this.composer.change(`${this.#person.id} ${dialogId}`);
    if (chosenInList && dialogId) this.#focusConversation();
    try {
      await this.#readDialogs();
      if (!dialogId || conversation.left) return;
      if (!this.#dialogs.some(known => known.dialogId === dialogId && known.chatId !== null)) {
        await api.openDialog(dialogId);
        await this.#readDialogs();
      }
      await conversation.reloadApps();
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

  /** On a phone the list is gone now, and focusing the box would raise the keyboard unasked. */
  #focusConversation() {
    if (matchMedia('(max-width: 760px)').matches) byId('title').focus();
    else this.composer.focus();
  }

  async #readDialogs() {
    const api = this.#api;
    const dialogs = await api.dialogs();
    if (api !== this.#api) return;
    this.#dialogs = dialogs;
    this.#showHead();
  }

  #showHead() {
    const dialogId = this.#conversation?.dialogId ?? null;
    this.sidebar.showDialogs(this.#dialogs, dialogId);
    byId('messenger').dataset.view = dialogId ? 'conversation' : 'dialogs';
    byId('welcome').hidden = Boolean(dialogId);
    byId('conversation').hidden = !dialogId;
    if (!dialogId) return;
    const { title, type } = this.#dialogs.find(dialog => dialog.dialogId === dialogId) ?? { title: '…', type: 'user' };
    byId('title').textContent = title;
    byId('subtitle').textContent = SUBTITLES[type];
    byId('dialog-avatar').replaceChildren(avatar(title, type, dialogId));
    byId('add').hidden = !dialogId.startsWith('chat');
    document.title = `${title} · ${this.#portal.name}`;
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

  #newGroup() {
    askForMembers({
      heading: 'New group',
      titled: true,
      choices: candidates(this.#portal, this.#dialogs, this.#person.id),
      onDone: ({ title, userIds }) => orToast(async () => {
        const { chatId } = await createGroup(this.#portal.name, title, [this.#person.id, ...userIds]);
        this.#open(`chat${chatId}`);
      }),
    });
  }

  #addToGroup() {
    const { chatId, title } = this.#dialogs.find(dialog => dialog.dialogId === this.#conversation.dialogId);
    askForMembers({
      heading: `Add to ${title}`,
      titled: false,
      choices: candidates(this.#portal, this.#dialogs, this.#person.id),
      onDone: ({ userIds }) => orToast(async () => {
        await addToGroup(this.#portal.name, chatId, userIds);
        this.heartbeat.now();
      }),
    });
  }
}

/** The portal is the first label of the host; a plain loopback address stands for the first portal. */
function portalOfThisHost(all) {
  return all.find(portal => portal.name === location.hostname.split('.')[0]) ?? all[0];
}

try {
  const portal = portalOfThisHost(await portals());
  if (portal) {
    new Messenger(portal).start();
  } else {
    byId('welcome-text').textContent = 'This sandbox has no portal yet. Create one and reload the page.';
  }
} catch (failure) {
  toast(failure.message);
}
