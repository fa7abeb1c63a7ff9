/**
 * Makes an element. Children are nodes or strings; strings become text, so words that came from
 * the server can never turn into markup.
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'data') {
      Object.assign(element.dataset, value);
    } else if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing from the symbols at the top of index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

export const byId = id => document.getElementById(id);

/** The absolute address if it is one a person may be sent to, otherwise null: never `javascript:`. */
export function webAddress(text) {
  const address = URL.canParse(text, location.origin) ? new URL(text, location.origin) : null;
  return address && ['http:', 'https:'].includes(address.protocol) ? address.href : null;
}
