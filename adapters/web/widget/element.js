import { button, el } from '../page/dom.js';
import { createAsking } from './asking.js';
import { createConversation } from './conversation.js';
import { createSearch } from './search.js';
import css from './widget.css';

/** There is none where a page is rendered by a server, which only reads this file. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** One sheet for all widgets of a page. @type {CSSStyleSheet | undefined} */
let shared;

/** A sheet that is no element of the page, so that no policy of the page speaks against it. @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/**
 * The sheet for a colour of the page; what stands on it is dark or light, whichever is read better.
 * Source of the luminance: WCAG 2.2, "relative luminance".
 * @param {string | null} color
 */
function colored(color) {
  const [, r, g, b] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color ?? '') ?? [];
  if (r === undefined || g === undefined || b === undefined) return [];
  const linear = (/** @type {string} */ part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  // White and black are equally far from it at √(1.05 × 0.05) − 0.05.
  const on = luminance > 0.179 ? '#000' : '#fff';
  return [sheetOf(`:host{--accent:${color};--on-accent:${on}}`)];
}

/** The element `docent-widget`; its attributes are the fields of `DocentOptions`. */
export class DocentWidget extends Base {
  connectedCallback() {
    // One that is moved within the page stays what it is.
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    shared ??= sheetOf(css);
    root.adoptedStyleSheets = [shared, ...colored(this.getAttribute('color'))];
    const texts = {
      label: this.getAttribute('label') ?? 'Ask the docs',
      placeholder: this.getAttribute('placeholder') ?? 'Ask a question',
      greeting: this.getAttribute('greeting') ?? '',
    };
    const server = (this.getAttribute('server') ?? '').replace(/\/+$/, '');
    const asking = createAsking(server, this.getAttribute('token') ?? '');
    switch (this.getAttribute('mode')) {
      case 'search':
        root.append(createSearch(asking, texts));
        break;
      case 'inline': {
        const { element, offer } = createConversation(asking, texts);
        root.append(
          el('section', { class: 'panel', 'aria-label': texts.label }, headOf(texts.label), element),
        );
        void offer();
        break;
      }
      default:
        root.append(...buttonAndPanel(asking, texts));
    }
  }
}

/**
 * @param {string} label
 * @param {...Node} more
 */
const headOf = (label, ...more) => el('header', {}, el('h2', {}, label), ...more);

/**
 * @param {import('./asking.js').Asking} asking
 * @param {{ label: string, placeholder: string, greeting: string }} texts
 */
function buttonAndPanel(asking, texts) {
  const { element, input, offer } = createConversation(asking, texts);
  const panel = el('section', {
    id: 'panel',
    class: 'panel floats',
    role: 'dialog',
    'aria-label': texts.label,
  });
  panel.hidden = true;
  const toggle = (/** @type {boolean} */ isOpen) => {
    panel.hidden = !isOpen;
    closed.hidden = isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) return opener.focus();
    input.focus();
    void offer();
  };
  const opener = button(texts.label, () => toggle(true), {
    class: 'opener',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
  });
  // A landmark, so that who goes from one to the next comes by.
  const closed = el('div', { role: 'region', 'aria-label': texts.label }, opener);
  const close = button('×', () => toggle(false), { class: 'close', 'aria-label': 'Close' });
  panel.append(headOf(texts.label, close), element);
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle(false);
  });
  return [closed, panel];
}
