const EDGE = 8;
/** The header of a window, where it is touched, as the style sheet has it. */
const HEAD = 57;

/** How large a page can be between the messenger's top and the panel, in whole px: what the sandbox cuts frames to. */
export function room({ area, floor }) {
  return {
    width: Math.max(0, Math.floor(area.width - 2 * EDGE)),
    height: Math.max(0, Math.floor(floor - area.top - 2 * EDGE - HEAD)),
  };
}

/** Gives the page its size as far as there still is room, and keeps the window inside the messenger. */
export function place({ view, iframe, spec, free, opener, moved }, bounds) {
  const { area, floor } = bounds;
  const { width, height } = room(bounds);
  iframe.style.width = `${Math.min(spec.width, width)}px`;
  iframe.style.height = `${Math.min(spec.height, height)}px`;

  const at = moved ?? (free ? middleOf(area, floor, view) : aboveOf(opener, floor - EDGE, view));
  // A free window may be taken anywhere on the page, an anchored one stays in the conversation.
  const limits = free ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight } : area;
  view.style.left = `${between(limits.left + EDGE, at.left, limits.right - view.offsetWidth - EDGE)}px`;
  view.style.top = `${between(limits.top + EDGE, at.top, limits.bottom - view.offsetHeight - EDGE)}px`;
}

const middleOf = (area, floor, view) => ({
  left: area.left + (area.width - view.offsetWidth) / 2,
  top: area.top + (floor - area.top - view.offsetHeight) / 2,
});

/** An icon that a push has taken from the panel leaves its window where it is. */
function aboveOf(opener, floor, view) {
  const icon = opener.getBoundingClientRect();
  const left = opener.isConnected ? icon.left + icon.width / 2 - view.offsetWidth / 2 : view.offsetLeft;
  return { left, top: floor - view.offsetHeight };
}

const between = (least, value, most) => Math.max(least, Math.min(value, most));
