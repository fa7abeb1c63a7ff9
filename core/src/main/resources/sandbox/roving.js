/**
 * Arrow keys among the controls of a row or column, of which one is a stop for Tab. `keys` are the
 * two arrows, back and forth. Answers a function to call after the controls were drawn anew; it
 * takes the control to stop at, else the last one that had the focus, else the first.
 */
export function roving(root, selector, [back, forth]) {
  let last = null;
  const controls = () => [...root.querySelectorAll(selector)];

  const settle = wanted => {
    const all = controls();
    last = [wanted, last].find(control => all.includes(control)) ?? all[0] ?? null;
    for (const control of all) control.tabIndex = control === last ? 0 : -1;
  };

  root.addEventListener('focusin', event => {
    if (event.target.closest(selector)) settle(event.target.closest(selector));
  });
  root.addEventListener('keydown', event => {
    const all = controls();
    const here = all.indexOf(event.target.closest(selector));
    const steps = { [back]: here - 1, [forth]: here + 1, Home: 0, End: -1 };
    if (here < 0 || !(event.key in steps)) return;
    all.at(steps[event.key] % all.length).focus();
    event.preventDefault();
  });
  return settle;
}
