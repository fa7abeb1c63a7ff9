import { byId } from './dom.js';
import { avatar } from './people.js';

const SUBTITLES = { bot: 'Chat bot', user: 'Private chat', chat: 'Group chat', lines: 'Open Channel' };

/** Shows which dialog is open, or that none is; on a phone this decides between the list and the thread. */
export function showHead(portal, dialogs, dialogId) {
  byId('messenger').dataset.view = dialogId ? 'conversation' : 'dialogs';
  byId('welcome').hidden = Boolean(dialogId);
  byId('conversation').hidden = !dialogId;
  if (!dialogId) {
    document.title = portal.name;
    return;
  }
  const { title, type } = dialogs.find(dialog => dialog.dialogId === dialogId) ?? { title: '…', type: 'user' };
  byId('title').textContent = title;
  byId('subtitle').textContent = SUBTITLES[type];
  byId('dialog-avatar').replaceChildren(avatar(title, type, dialogId));
  byId('add').hidden = !dialogId.startsWith('chat');
  document.title = `${title} · ${portal.name}`;
}

/** On a phone the list is gone now, and focusing the box would raise the keyboard unasked. */
export function focusConversation(composer) {
  if (matchMedia('(max-width: 760px)').matches) byId('title').focus();
  else composer.focus();
}
