import { article, Refusal } from './api.js';
import { renderArticle } from './article.js';
import { byId, el, say } from './dom.js';
import { placeOf } from './sources.js';

/** Where the panel covers the conversation; the same width stands in the style sheet. */
const NARROW = '(max-width: 60rem)';

/**
 * Shows the source that the address names beside the conversation, and hides it when it names none.
 * @param {() => void} reveal shows the page: what it holds first is there, and can be scrolled to
 */
export function createSourcePanel(reveal) {
  const panel = byId('source', HTMLElement);
  const title = byId('source-title', HTMLElement);
  const origin = byId('source-origin', HTMLElement);
  const text = byId('source-text', HTMLElement);
  const narrow = matchMedia(NARROW);
  const site = document.title;
  /** @type {Element | null} */
  let opener = null;

  const cover = () => {
    const isCovered = !panel.hidden && narrow.matches;
    for (const id of ['top', 'talk']) byId(id, HTMLElement).inert = isCovered;
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    document.title = site;
    cover();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    else byId('question', HTMLInputElement).focus();
  };
  const open = async () => {
    const place = placeOf(location.hash);
    if (place === null) {
      reveal();
      return close();
    }
    if (panel.hidden) opener = document.activeElement;
    try {
      const shown = await article(place.document);
      if (placeOf(location.hash)?.document !== place.document) return;
      title.textContent = shown.title;
      document.title = `${shown.title} – ${site}`;
      origin.replaceChildren(...originOf(shown));
      text.replaceChildren(renderArticle(shown, place));
    } catch (error) {
      title.textContent = 'The source cannot be shown';
      origin.replaceChildren();
      text.replaceChildren(
        el('p', { class: 'fault' }, error instanceof Refusal ? error.message : String(error)),
      );
    }
    panel.hidden = false;
    reveal();
    cover();
    const mark = text.querySelector('mark');
    if (mark === null) {
      text.scrollTop = 0;
      title.tabIndex = -1;
      title.focus();
    } else {
      mark.scrollIntoView({ block: 'center' });
      mark.focus({ preventScroll: true });
    }
    say(`Source: ${title.textContent}`);
  };

  addEventListener('hashchange', open);
  narrow.addEventListener('change', cover);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) location.hash = '#/';
  });
  return open();
}

/**
 * Where the facts of an article come from.
 * @param {Awaited<ReturnType<typeof article>>} article
 */
function originOf({ id, source, licence }) {
  const parts = [el('span', {}, id)];
  if (source) {
    const by = source.author === null ? source.name : `${source.name}, ${source.author}`;
    const isWeb = source.url !== null && /^https?:\/\//.test(source.url);
    parts.push(
      isWeb
        ? el('a', { href: source.url ?? '', rel: 'noreferrer', target: '_blank' }, by)
        : el('span', {}, by),
    );
  }
  if (licence !== null) parts.push(el('span', {}, licence));
  return parts;
}
