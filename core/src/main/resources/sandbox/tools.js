import { portals } from './api.js';
import { AppList } from './app-list.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Developer } from './developer.js';
import { byId } from './dom.js';
import { Effects } from './effects.js';
import { FrameHost } from './frame.js';
import { room } from './frame-place.js';
import { orToast } from './notices.js';
import { Panel } from './panel.js';
import { Sidebar } from './sidebar.js';
import { Thread } from './thread.js';

/** The parts of the page, put together: what every conversation is held with. */
export class Tools {
  #desk;
  #portal;
  #generation;
  #developer = new Developer();

  /** `desk` is {conversation(), open(dialogId), switchTo(userId), look()}: the one open now, and ways to go on. */
  constructor(portal, desk) {
    this.#desk = desk;
    this.#portal = portal;
    this.#generation = portal.messenger;
    this.frames = new FrameHost(byId('main'), byId('panel'));
    this.composer = new Composer({
      onSend: words => desk.conversation().send(words),
      onEdit: (messageId, words) => desk.conversation().edit(messageId, words),
    });
    this.thread = new Thread(byId('thread'), {
      press: (...pressed) => desk.conversation().press(...pressed),
      edit: message => this.composer.edit(message),
      erase: message => desk.conversation().erase(message.id),
    });
    this.panel = new Panel(byId('panel'), {
      onClick: (app, button) => this.frames.closeAt(button) || desk.conversation().click(app, button),
      onReload: () => orToast(() => this.#reload()),
      developer: this.#developer.button,
    });
    this.appList = new AppList(this.panel, () => this.#generation === 'new');
    this.sidebar = new Sidebar(portal, {
      onPerson: user => orToast(() => desk.switchTo(user)),
      onDialog: dialog => desk.open(dialog),
    });
    this.effects = new Effects({ portal, composer: this.composer, frames: this.frames, openDialog: desk.open, look: desk.look });
  }

  /** Begins a visit to a dialog, in the messenger `session`. */
  converse(api, session, dialogId) {
    const { thread, appList, effects } = this;
    const manner = opensFrame => this.#manner(opensFrame);
    return new Conversation(api, session, dialogId, { thread, appList, effects, manner, typing: byId('typing'), look: this.#desk.look });
  }

  leaveDialog() {
    this.frames.leaveDialog();
    this.panel.clear();
    byId('typing').textContent = '';
  }

  /** Only what opens a frame can be forged; the room there is counts for every frame. */
  #manner(opensFrame) {
    const { forgery } = this.#developer;
    return { space: room(this.frames.bounds), ...(opensFrame && forgery ? { tamper: forgery.tamper } : {}) };
  }

  /** What loading the page anew does for the chat apps: a fresh list, no frame, and the portal's messenger of today. */
  async #reload() {
    const conversation = this.#desk.conversation();
    this.frames.close();
    const [all] = await Promise.all([portals(), conversation.session.reload()]);
    this.#generation = all.find(portal => portal.name === this.#portal.name)?.messenger;
    await this.appList.look(conversation, true);
  }
}
