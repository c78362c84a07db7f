import { DocentWidget } from './element.js';

/**
 * @import { DocentOptions } from './index.d.ts'
 */

export const ELEMENT = 'docent-widget';

export function defineDocent() {
  if (customElements.get(ELEMENT) === undefined) customElements.define(ELEMENT, DocentWidget);
}

/**
 * @param {DocentOptions} options
 * @param {Element} parent
 */
export function mountDocent(options, parent = document.body) {
  defineDocent();
  const element = document.createElement(ELEMENT);
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) element.setAttribute(name, String(value));
  parent.append(element);
  return element;
}
