import { el } from './dom.js';
import { roving } from './roving.js';

const GAP = 8;

let open = null;

/**
 * Opens a menu at `opener`, or closes it if it is that one's. Only one is open. An item is
 * {title, detail, checked, dead, data, run}: with `checked` it is one of a choice, a dead one only
 * says why in its detail. With `heading` its label is there to be read. It goes with Escape, Tab, a choice and a click elsewhere.
 */
export function toggleMenu(opener, label, items, { heading = false } = {}) {
  const again = open?.opener === opener;
  closeMenu();
  if (again) return;
  const menu = el('div', { className: 'menu', role: 'menu', 'aria-label': label },
    ...(heading ? [el('p', { className: 'menu-heading', 'aria-hidden': 'true' }, label)] : []), ...items.map(draw));
  const settle = roving(menu, '.menu-item', ['ArrowUp', 'ArrowDown']);
  menu.addEventListener('keydown', leaveByKey);
  document.body.append(menu);
  open = { menu, opener };
  opener.setAttribute('aria-expanded', 'true');
  place(menu, opener.getBoundingClientRect());
  settle(menu.querySelector('[aria-checked="true"]'));
  menu.querySelector('[tabindex="0"]').focus();
}

/** Closes whichever menu is open; with `only`, if it hangs at that control. */
export function closeMenu(only = open?.opener) {
  if (!open || open.opener !== only) return;
  const { menu, opener } = open;
  const hadFocus = menu.contains(document.activeElement);
  open = null;
  menu.remove();
  opener.setAttribute('aria-expanded', 'false');
  if (hadFocus && opener.isConnected) opener.focus();
}

function draw({ title, detail, checked, dead, data, run }) {
  return el('button', {
    type: 'button',
    className: 'menu-item',
    role: checked === undefined ? 'menuitem' : 'menuitemradio',
    ...(checked === undefined ? {} : { 'aria-checked': String(checked) }),
    ...(dead ? { 'aria-disabled': 'true' } : {}),
    data: { test: 'menu-item', ...data },
    onclick: () => {
      closeMenu();
      run();
    },
  }, el('strong', {}, title), ...(detail ? [el('small', {}, detail)] : []));
}

function leaveByKey(event) {
  if (event.key !== 'Escape' && event.key !== 'Tab') return;
  closeMenu();
  event.preventDefault();
  // Escape closes one thing at a time: not also the frame.
  event.stopPropagation();
}

/** Above its opener if there is room, else below it; never beyond the edges. */
function place(menu, around) {
  const left = Math.min(around.left, innerWidth - menu.offsetWidth - GAP);
  const above = around.top - menu.offsetHeight - GAP;
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.style.top = `${above >= GAP ? above : Math.min(around.bottom + GAP, innerHeight - menu.offsetHeight - GAP)}px`;
}

document.addEventListener('pointerdown', event => {
  if (open && !open.menu.contains(event.target) && !open.opener.contains(event.target)) closeMenu();
});
addEventListener('resize', () => closeMenu());
