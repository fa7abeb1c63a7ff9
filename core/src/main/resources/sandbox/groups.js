import { addToGroup, createGroup } from './api.js';
import { byId, el } from './dom.js';
import { orToast } from './notices.js';
import { roleOf } from './people.js';

/** Makes a group of the person and others; `open(dialogId)` is called with it. */
export function newGroup(portal, dialogs, person, open) {
  askForMembers({
    heading: 'New group',
    titled: true,
    choices: candidates(portal, dialogs, person.id),
    onDone: ({ title, userIds }) => orToast(async () => {
      const { chatId } = await createGroup(portal.name, title, [person.id, ...userIds]);
      open(`chat${chatId}`);
    }),
  });
}

/** Adds others to the group `dialogId`; `look()` is called once they are there. */
export function growGroup(portal, dialogs, person, dialogId, look) {
  const { title, chatId } = dialogs.find(dialog => dialog.dialogId === dialogId);
  askForMembers({
    heading: `Add to ${title}`,
    titled: false,
    choices: candidates(portal, dialogs, person.id),
    onDone: ({ userIds }) => orToast(async () => {
      await addToGroup(portal.name, chatId, userIds);
      look();
    }),
  });
}

/** Everybody who can be put into a group: people but no customers, who only write from outside, and bots. */
function candidates(portal, dialogs, me) {
  const people = portal.users.filter(user => user.id !== me && !user.connector)
    .map(user => ({ id: user.id, name: user.name, note: roleOf(user) }));
  const bots = dialogs.filter(dialog => dialog.type === 'bot')
    .map(dialog => ({ id: Number(dialog.dialogId), name: dialog.title, note: 'bot' }));
  return [...people, ...bots];
}

/**
 * Asks for members, and for a title if `titled`, in a sheet over the page. `onDone({title, userIds})`
 * is called once, unless the person changes their mind.
 */
function askForMembers({ heading, titled, choices, onDone }) {
  const sheet = byId('group-sheet');
  const form = el('form', { className: 'sheet-form' },
    el('h2', { id: 'group-heading' }, heading),
    ...(titled ? [titleField()] : []),
    el('fieldset', {}, el('legend', {}, 'Who takes part'), ...choices.map(choice)),
    el('div', { className: 'sheet-actions' },
      el('button', { type: 'button', className: 'quiet', onclick: () => sheet.close() }, 'Cancel'),
      el('button', { type: 'submit', className: 'strong', data: { test: 'group-ok' } }, titled ? 'Create' : 'Add')));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const answers = new FormData(form);
    sheet.close();
    onDone({ title: answers.get('title')?.trim(), userIds: answers.getAll('member').map(Number) });
  });
  sheet.replaceChildren(form);
  sheet.showModal();
}

const titleField = () => el('label', { className: 'field' }, 'Title',
  el('input', { name: 'title', required: true, maxLength: 100, autocomplete: 'off', data: { test: 'group-title' } }));

const choice = ({ id, name, note }) => el('label', { className: 'choice' },
  el('input', { type: 'checkbox', name: 'member', value: id, data: { test: 'group-member' } }),
  el('span', {}, name), el('small', {}, note));
