import { starters, topics } from './api.js';
import { button, byId, el } from './dom.js';
import { addressOfArticle } from './sources.js';

/** Questions that a new conversation offers. */
const EXAMPLES = 10;
/** Articles that it names at once. */
const NAMED = 12;
/** While questions are still being looked for, they are asked for again: so often, and after so many milliseconds. */
const TRIES = 4;
const PAUSE_MS = 1500;

/**
 * Says below the box what the articles are about, and which questions they answer well. All of it stands below what is there before it.
 * @param {(question: string) => void} ask
 */
export async function greet(ask) {
  const about = byId('about', HTMLElement);
  const list = el('ul', { class: 'questions', 'aria-label': 'Questions to begin with' });
  // One after the other: where a token is wanted, one request is refused, not two.
  const { articles } = await topics();
  about.append(
    el(
      'h3',
      {},
      articles.length === 1 ? 'I answer from one article' : `I answer from ${articles.length} articles`,
    ),
    ...articleLinks(articles),
  );
  /** @type {readonly string[]} */
  let shown = [];
  for (let i = 0; i < TRIES && shown.length < EXAMPLES; i++) {
    if (i > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const found = await starters(EXAMPLES);
    if (shown.length === 0 && found.length > 0) about.append(el('h3', {}, 'Questions to begin with'), list);
    list.append(
      ...found.slice(shown.length).map((text) =>
        el(
          'li',
          {},
          button(text, () => ask(text)),
        ),
      ),
    );
    shown = found;
  }
}

/** @param {readonly { id: string, title: string }[]} articles */
function articleLinks(articles) {
  const link = (/** @type {{ id: string, title: string }} */ { id, title }) =>
    el('li', {}, el('a', { href: addressOfArticle(id) }, title));
  const first = el('ul', { class: 'articles' }, ...articles.slice(0, NAMED).map(link));
  const rest = articles.slice(NAMED);
  if (rest.length === 0) return [first];
  const more = el('details', { class: 'more' }, el('summary', {}, `${rest.length} more`));
  // A thousand links are made only for who wants to see them.
  more.addEventListener('toggle', () => more.append(el('ul', { class: 'articles' }, ...rest.map(link))), {
    once: true,
  });
  return [first, more];
}
