import { el } from './dom.js';

/**
 * @import { ArticleBody } from '../schemas.js'
 * @import { Place } from './sources.js'
 */

/** @typedef {ArticleBody['sections'][number]['passages'][number]} Passage */

/**
 * The text of an article, what is cited marked.
 * @param {ArticleBody} article
 * @param {Place} place
 * @returns {DocumentFragment}
 */
export function renderArticle({ sections }, place) {
  const all = sections.flatMap(({ passages }) => passages);
  const near = all.filter((passage) => isWithin(passage, place.lines));
  const quoted = (/** @type {readonly Passage[]} */ some) =>
    some.filter((passage) => place.quotes.some((quote) => marksOf(passage, [quote]).length > 0));
  // An article that was edited since may have the sentence elsewhere, or no more.
  const found = [quoted(near), quoted(all), near].find((some) => some.length > 0) ?? [];
  const cited = new Set(found);
  const isWhole = quoted(found).length === 0;
  const fragment = document.createDocumentFragment();
  for (const section of sections) {
    // Below the title of the panel; a page has no more than six levels.
    const level = /** @type {'h3'} */ (`h${Math.min(6, section.depth + 2)}`);
    if (section.depth > 0) fragment.append(el(level, {}, section.heading));
    for (const group of groupsOf(section.passages))
      fragment.append(
        renderGroup(group, (passage) => (!cited.has(passage) ? [] : isWhole ? [''] : place.quotes)),
      );
  }
  return fragment;
}

/**
 * @param {Passage} passage
 * @param {readonly [number, number] | null} lines
 */
function isWithin(passage, lines) {
  return lines !== null && passage.lines[0] <= lines[1] && passage.lines[1] >= lines[0];
}

/**
 * Points of a list, and rows of a table, go together.
 * @param {readonly Passage[]} passages
 */
function groupsOf(passages) {
  /** @type {Passage[][]} */
  const groups = [];
  for (const passage of passages) {
    const last = groups[groups.length - 1];
    const goesOn = last?.[0]?.kind === passage.kind && ['point', 'fact'].includes(passage.kind);
    if (last && goesOn) last.push(passage);
    else groups.push([passage]);
  }
  return groups;
}

/**
 * @param {readonly Passage[]} group of one kind
 * @param {(passage: Passage) => readonly string[]} quotesIn beginnings of what is cited of a passage
 * @returns {HTMLElement}
 */
function renderGroup(group, quotesIn) {
  const [first] = group;
  const text = (/** @type {Passage} */ passage) => renderText(passage, quotesIn(passage));
  const label = (/** @type {Passage} */ passage) =>
    passage.name === null ? [] : [marked(passage.name, quotesIn(passage))];
  switch (first?.kind) {
    case 'point':
      return el(
        'ul',
        {},
        ...group.map((one) =>
          el(
            'li',
            {},
            ...label(one).map((name) => el('strong', {}, name)),
            one.name === null ? '' : ' – ',
            ...text(one),
          ),
        ),
      );
    case 'fact':
      return el(
        'table',
        {},
        el(
          'tbody',
          {},
          ...group.map((one) =>
            el('tr', {}, el('th', { scope: 'row' }, ...label(one)), el('td', {}, ...text(one))),
          ),
        ),
      );
    case 'code':
      return el('pre', { tabindex: 0 }, el('code', {}, ...group.flatMap(text)));
    default:
      return el('p', {}, ...group.flatMap(text));
  }
}

/**
 * @param {Passage} passage
 * @param {readonly string[]} quotes
 * @returns {(Node | string)[]}
 */
function renderText(passage, quotes) {
  /** @type {(Node | string)[]} */
  const out = [];
  let at = 0;
  for (const [from, to] of marksOf(passage, quotes)) {
    if (from < at || from === to) continue;
    out.push(passage.text.slice(at, from), mark(passage.text.slice(from, to)));
    at = to;
  }
  return [...out, passage.text.slice(at)];
}

/**
 * Where in a passage stands what is quoted: the sentences that begin like it, or the value that it is of a row.
 * @param {Passage} passage
 * @param {readonly string[]} quotes
 * @returns {[number, number][]} first and last offset, in order
 */
function marksOf({ text, sentences, kind, name }, quotes) {
  if (quotes.includes('')) return [[0, text.length]];
  let after = 0;
  const marks = sentences.flatMap((sentence) => {
    const from = text.indexOf(sentence.text, after);
    if (from < 0) return [];
    after = from + sentence.text.length;
    const isQuoted = quotes.some((quote) => sentence.text.startsWith(quote));
    return isQuoted && kind !== 'fact' ? [/** @type {[number, number]} */ ([from, after])] : [];
  });
  if (kind === 'fact')
    for (const quote of quotes) {
      const from = text.indexOf(quote);
      if (from >= 0) marks.push([from, from + quote.length]);
    }
  // A point may be quoted by its name alone.
  if (marks.length === 0 && name !== null && quotes.includes(name)) marks.push([0, 0]);
  return joined(
    marks.sort((a, b) => a[0] - b[0]),
    text,
  );
}

/**
 * Sentences that stand side by side are marked as one.
 * @param {readonly [number, number][]} marks
 * @param {string} text
 */
function joined(marks, text) {
  /** @type {[number, number][]} */
  const out = [];
  for (const [from, to] of marks) {
    const last = out[out.length - 1];
    if (last && text.slice(last[1], from).trim() === '') last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/**
 * @param {string} name
 * @param {readonly string[]} quotes
 */
const marked = (name, quotes) => (quotes.includes(name) ? mark(name) : name);

/** @param {string} text */
const mark = (text) => el('mark', { tabindex: -1 }, text);
