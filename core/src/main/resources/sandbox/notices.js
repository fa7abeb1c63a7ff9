import { byId, el, icon } from './dom.js';

const TOAST_MS = 7000;
const MOST_TOASTS = 3;

/** A short message in the corner, for refusals and small confirmations. */
export function toast(words) {
  const toasts = byId('toasts');
  const close = el('button', { type: 'button', className: 'round', 'aria-label': 'Dismiss', onclick: () => note.remove() }, icon('close'));
  const note = el('div', { className: 'toast', data: { test: 'toast' } }, el('span', {}, words), close);
  toasts.append(note);
  while (toasts.children.length > MOST_TOASTS) toasts.firstElementChild.remove();
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Runs what a person asked for; a refusal becomes a toast. Answers undefined then. */
export async function orToast(work) {
  try {
    return await work();
  } catch (failure) {
    toast(failure.message);
    return undefined;
  }
}

/** A line across the top while something lasts, such as a lost connection; '' takes it away. */
export function status(words) {
  const line = byId('status');
  if (line.textContent !== words) line.textContent = words;
}

/** Says something to people who listen to the page and would not see it. */
export function announce(words) {
  byId('announcer').textContent = words;
}

/** A card above the panel: what a real portal would do now and a sandbox cannot. One at a time. */
export function effectCard(kind, drawing, title, detail = '') {
  const close = el('button', { type: 'button', className: 'round', 'aria-label': 'Dismiss', onclick: clearEffects }, icon('close'));
  byId('effects').replaceChildren(el('div', { className: 'effect', data: { test: 'effect', effect: kind } },
    icon(drawing),
    el('div', { className: 'effect-text' }, el('strong', {}, title), ...(detail ? [el('span', {}, detail)] : [])),
    close));
}

export function clearEffects() {
  byId('effects').replaceChildren();
}
