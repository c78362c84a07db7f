import { preview, Refusal } from './api.js';
import { byId, el } from './dom.js';

/** How answers are shown: by the page itself, or as a chat platform shows what its adapter would send. */
/** @typedef {{ id: string, blocks: HTMLElement, shown: HTMLElement }} View */

const PLATFORMS = { discord: 'Discord', slack: 'Slack' };

/** @type {keyof typeof PLATFORMS | null} */
let platform = null;
/** @type {Set<View>} */
const views = new Set();

/** Lets the switch in the head of the page change every answer. */
export function createSwitch() {
  byId('views', HTMLElement).addEventListener('change', ({ target }) => {
    const value = target instanceof HTMLInputElement ? target.value : '';
    platform = value === 'discord' || value === 'slack' ? value : null;
    for (const view of views) update(view);
  });
}

/**
 * The part of an answer that the switch changes.
 * @param {string} id of the answer
 * @param {readonly HTMLElement[]} blocks what the page itself shows
 * @returns {{ parts: HTMLElement[], ready: () => Promise<void> }} `ready` shows it, once it stands in the page
 */
export function createView(id, blocks) {
  const view = {
    id,
    blocks: el('div', { class: 'blocks', hidden: true }, ...blocks),
    shown: el('div', { class: 'shown' }),
  };
  views.add(view);
  return { parts: [view.blocks, view.shown], ready: () => update(view) };
}

export function forgetViews() {
  views.clear();
}

/** @param {View} view */
async function update({ id, blocks, shown }) {
  const wanted = platform;
  const content = wanted === null ? null : await drawn(id, wanted, shown);
  // The switch may have been moved on meanwhile.
  if (platform !== wanted) {
    content?.remove();
    return;
  }
  for (const other of [...shown.children]) if (other !== content) other.remove();
  content?.classList.remove('measured');
  blocks.hidden = wanted !== null;
}

/**
 * What a platform shows, out of sight until it has its size: what stands around it moves once.
 * @param {string} id
 * @param {keyof typeof PLATFORMS} wanted
 * @param {HTMLElement} shown
 * @returns {Promise<HTMLElement>}
 */
async function drawn(id, wanted, shown) {
  try {
    const { html } = await preview(id, wanted);
    const element = frame(wanted, html);
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
    shown.append(element);
    await loaded;
    fitHeight(element);
    const body = element.contentDocument?.body;
    if (body) new ResizeObserver(() => fitHeight(element)).observe(body);
    return element;
  } catch (error) {
    const text = error instanceof Refusal ? error.message : 'That did not work. Try again.';
    const fault = el('p', { class: 'fault', role: 'alert' }, text);
    shown.append(fault);
    return fault;
  }
}

/**
 * A document of its own, in which no script runs: what was sent to a platform is not part of this page.
 * @param {keyof typeof PLATFORMS} name
 * @param {string} html
 */
function frame(name, html) {
  const element = el('iframe', {
    class: 'measured',
    title: `As ${PLATFORMS[name]} shows it`,
    sandbox: 'allow-same-origin allow-popups',
  });
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const styles = ['/page/frame.css', `/page/preview/${name}.css`];
  element.srcdoc = [
    `<!doctype html><html lang="en" data-theme="${theme}">`,
    `<meta name="color-scheme" content="${theme}"><title>${PLATFORMS[name]}</title>`,
    ...styles.map((address) => `<link rel="stylesheet" href="${address}">`),
    `<body>${html}</body></html>`,
  ].join('');
  return element;
}

/**
 * Makes a frame as high as its content.
 * @param {HTMLIFrameElement} element
 */
function fitHeight(element) {
  const content = element.contentDocument?.documentElement;
  const border = element.offsetHeight - element.clientHeight;
  if (content) element.height = String(content.offsetHeight + border);
}
