/**
 * Where we are: the person and the dialog. It lives in the address (`#user=17&dialog=62`) and
 * nowhere else, so that reload, back and shared links work without further thought.
 */
export function readPlace() {
  const words = new URLSearchParams(location.hash.slice(1));
  return { user: Number(words.get('user')) || null, dialog: words.get('dialog') || null };
}

export function goTo({ user, dialog }) {
  location.hash = addressOf({ user, dialog });
}

/** The same, without a step in the browser's history: for corrections nobody asked for. */
export function settleAt({ user, dialog }) {
  history.replaceState(null, '', `#${addressOf({ user, dialog })}`);
}

function addressOf({ user, dialog }) {
  const words = new URLSearchParams({ user });
  if (dialog) words.set('dialog', dialog);
  return words.toString();
}
