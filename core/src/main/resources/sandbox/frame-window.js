import { el, icon } from './dom.js';

const STEP = 24;
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/**
 * The window around a page: TITLE, COPYRIGHT and a cross, and for a free one a grip. Free windows are moved by mouse,
 * touch and arrow keys: `move({left, top})` is told where to.
 */
export function frameWindow(spec, iframe, free, { close, move }) {
  const head = el('header', { className: 'frame-head', data: { test: 'frame-head' } },
    ...(free ? [el('button', {
      type: 'button',
      className: 'round grip',
      'aria-label': 'Move the window with the arrow keys',
      data: { test: 'frame-grip' },
    }, icon('move'))] : []),
    el('div', { className: 'frame-names' },
      el('strong', {}, spec.title || 'App'),
      ...(spec.copyright ? [el('small', {}, spec.copyright)] : [])),
    ...(spec.tamper ? [el('span', { className: 'forged', data: { test: 'forged' } }, `Forged: ${spec.tamper.replace('-', ' ')}`)] : []),
    el('button', { type: 'button', className: 'round frame-close', 'aria-label': 'Close the app', data: { test: 'frame-close' }, onclick: close },
      icon('close')));
  const view = el('section', { className: free ? 'frame loading free' : 'frame loading', role: 'dialog', 'aria-label': spec.title || 'App' },
    head, el('div', { className: 'frame-body' }, iframe));
  if (free) {
    head.querySelector('.grip').onkeydown = event => step(event, view, move);
    head.onpointerdown = event => drag(event, view, head, move);
  }
  return view;
}

function step(event, view, move) {
  const way = STEPS[event.key];
  if (!way) return;
  const { left, top } = view.getBoundingClientRect();
  move({ left: left + way[0], top: top + way[1] });
  event.preventDefault();
}

function drag(event, view, head, move) {
  if (event.button !== 0 || event.target.closest('.frame-close')) return;
  const start = view.getBoundingClientRect();
  head.setPointerCapture(event.pointerId);
  // Otherwise the page in the frame would swallow the pointer as soon as it is over it.
  view.classList.add('dragging');
  head.onpointermove = now => move({ left: start.left + now.clientX - event.clientX, top: start.top + now.clientY - event.clientY });
  head.onlostpointercapture = () => {
    view.classList.remove('dragging');
    head.onpointermove = null;
  };
}
