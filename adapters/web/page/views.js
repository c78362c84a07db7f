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
 */
export async function createView(id, blocks) {
  const view = {
    id,
    blocks: el('div', { class: 'blocks' }, ...blocks),
    shown: el('div', { class: 'shown', hidden: true }),
  };
  views.add(view);
  await update(view);
  return [view.blocks, view.shown];
}

export function forgetViews() {
  views.clear();
}

/** @param {View} view */
async function update({ id, blocks, shown }) {
  const wanted = platform;
  if (wanted !== null) {
    const content = await preview(id, wanted).then(
      ({ html }) => frame(wanted, html),
      (error) =>
        el('p', { class: 'fault', role: 'alert' }, error instanceof Refusal ? error.message : String(error)),
    );
    // The switch may have been moved on meanwhile.
    if (platform !== wanted) return;
    shown.replaceChildren(content);
  }
  blocks.hidden = wanted !== null;
  shown.hidden = wanted === null;
}

/**
 * A document of its own, in which no script runs: what was sent to a platform is not part of this page.
 * @param {keyof typeof PLATFORMS} name
 * @param {string} html
 */
function frame(name, html) {
  const element = el('iframe', {
    class: name,
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
  // As high as its content, whatever width there is.
  const fit = () => {
    const content = element.contentDocument?.documentElement;
    if (content) element.height = String(content.offsetHeight);
  };
  element.addEventListener('load', () => {
    const body = element.contentDocument?.body;
    if (body) new ResizeObserver(fit).observe(body);
  });
  return element;
}
