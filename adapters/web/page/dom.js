/**
 * Makes an element. Texts become text nodes, so that no data is ever read as markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} attributes `true` sets an attribute without a value, `false` none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  element.append(...children);
  return element;
}

/**
 * A button that does something.
 * @param {string} text
 * @param {() => void} press
 * @param {Record<string, string | number | boolean>} attributes
 */
export function button(text, press, attributes = {}) {
  const element = el('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', press);
  return element;
}

/**
 * An element of the page by its id.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`The page has no ${kind.name} "${id}"`);
  return element;
}

/**
 * Tells users of a screen reader what happened.
 * @param {string} text
 * @param {Node} root the page, or the root of a widget, which has parts of this page in it
 */
export function say(text, root = document) {
  const status =
    root instanceof ShadowRoot ? root.querySelector('[role="status"]') : document.getElementById('said');
  if (!status) return;
  // The same text twice would not be read a second time.
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
}
