import { el } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Drawn in lines, 24 wide and high. */
const PATHS = {
  sure: 'M4 12.5 9.5 18 20 6.5',
  doubt: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.6 9.7a2.4 2.4 0 1 1 3.5 2.2c-.7.4-1.1.9-1.1 1.9M12 16.8v.2',
  searched: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  up: 'M7 11v9H4v-9zM7 11l4-8c1.7 0 2.5 1 2.5 2.5L13 9h6a1.6 1.6 0 0 1 1.6 2l-1.8 7.5A2 2 0 0 1 17 20H7',
  down: 'M17 13V4h3v9zM17 13l-4 8c-1.7 0-2.5-1-2.5-2.5L11 15H5a1.6 1.6 0 0 1-1.6-2l1.8-7.5A2 2 0 0 1 7 4h10',
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button of an icon and a text, which is out of sight where there is no room for it.
 * @param {string} text
 * @param {IconName} name
 * @param {() => void} press
 * @param {Record<string, string>} attributes
 */
export function iconButton(text, name, press, attributes = {}) {
  const element = el(
    'button',
    { type: 'button', class: 'icon', title: text, ...attributes },
    icon(name),
    el('span', {}, text),
  );
  element.addEventListener('click', press);
  return element;
}
