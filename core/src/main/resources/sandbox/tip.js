import { el } from './dom.js';

const GAP = 8;

/**
 * One tooltip for every element with `data-tip`, shown on hover and on keyboard focus. It floats
 * above the page, because the panel it mostly serves scrolls and would cut off its own.
 */
export function showTips() {
  const tip = el('div', { className: 'tip', id: 'tip', role: 'tooltip', hidden: true });
  document.body.append(tip);
  let target = null;

  const hide = () => {
    target?.removeAttribute('aria-describedby');
    target = null;
    tip.hidden = true;
  };
  const show = element => {
    hide();
    if (!element) return;
    target = element;
    const { tip: title, tipMore } = element.dataset;
    tip.replaceChildren(el('strong', {}, title), ...(tipMore ? [el('span', {}, tipMore)] : []));
    tip.hidden = false;
    element.setAttribute('aria-describedby', tip.id);
    place(tip, element.getBoundingClientRect());
  };

  document.addEventListener('mouseover', event => {
    const element = event.target.closest('[data-tip]');
    if (element !== target) show(element);
  });
  document.addEventListener('focusin', event => {
    show(event.target.matches('[data-tip]:focus-visible') ? event.target : null);
  });
  document.addEventListener('focusout', hide);
  document.addEventListener('pointerdown', hide);
  document.addEventListener('keydown', event => event.key === 'Escape' && hide());
}

function place(tip, around) {
  const middle = around.left + around.width / 2 - tip.offsetWidth / 2;
  const left = Math.max(GAP, Math.min(middle, innerWidth - tip.offsetWidth - GAP));
  const above = around.top - tip.offsetHeight - GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= GAP ? above : around.bottom + GAP}px`;
}
