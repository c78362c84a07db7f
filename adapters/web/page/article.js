import { renderTable } from './article-table.js';
import { languageOf } from './blocks.js';
import { el } from './dom.js';
import { markedName, marksOf, renderText, WHOLE } from './marks.js';
import { nestedList } from './nested-list.js';

/**
 * @import { ArticleBody } from '../schemas.js'
 * @import { Place, Quote } from './sources.js'
 */

/** @typedef {ArticleBody['sections'][number]['blocks'][number]} Block */
/** @typedef {Block['items'][number]} Item */
/** Says what is quoted of an item. */
/** @typedef {(item: Item) => readonly Quote[]} QuotesIn */

/**
 * The text of an article, what is cited marked.
 * @param {ArticleBody} article
 * @param {Place} place
 * @returns {DocumentFragment}
 */
export function renderArticle({ sections }, place) {
  const all = sections.flatMap(({ blocks }) => blocks.flatMap(({ items }) => items));
  const near = all.filter((item) => isWithin(item, place.lines));
  const quoted = (/** @type {readonly Item[]} */ some) =>
    some.filter((item) => place.quotes.some((quote) => marksOf(item, [quote]).length > 0));
  // An article that was edited since may have the sentence elsewhere, or no more.
  const found = [quoted(near), quoted(all), near].find((some) => some.length > 0) ?? [];
  const cited = new Set(found);
  const isWhole = quoted(found).length === 0;
  /** @type {QuotesIn} */
  const quotesIn = (item) => (!cited.has(item) ? [] : isWhole ? [WHOLE] : place.quotes);
  const fragment = document.createDocumentFragment();
  for (const section of sections) {
    // Below the title of the panel; a page has no more than six levels.
    const level = /** @type {'h3'} */ (`h${Math.min(6, section.depth + 2)}`);
    if (section.depth > 0) fragment.append(el(level, {}, section.heading));
    for (const box of boxesOf(section.blocks)) fragment.append(...renderBox(box, quotesIn));
  }
  return fragment;
}

/**
 * @param {Item} item
 * @param {readonly [number, number] | null} lines
 */
function isWithin(item, lines) {
  return lines !== null && item.lines[0] <= lines[1] && item.lines[1] >= lines[0];
}

/**
 * Blocks that stand in one box or tab, or below one folded question, go together.
 * @param {readonly Block[]} blocks
 */
function boxesOf(blocks) {
  /** @type {Block[][]} */
  const boxes = [];
  for (const block of blocks) {
    const last = boxes[boxes.length - 1];
    const label = last?.[0]?.label;
    if (last && label && label.kind === block.label?.kind && label.text === block.label.text)
      last.push(block);
    else boxes.push([block]);
  }
  return boxes;
}

/**
 * @param {readonly Block[]} box
 * @param {QuotesIn} quotesIn
 * @returns {(Node | string)[]}
 */
function renderBox(box, quotesIn) {
  const inside = box.flatMap((block) => renderBlock(block, quotesIn));
  const label = box[0]?.label;
  if (!label) return inside;
  return [
    el(
      'div',
      { class: `box ${label.kind}`, role: 'group', 'aria-label': label.text },
      el('p', { class: 'label' }, label.text),
      ...inside,
    ),
  ];
}

/**
 * @param {Block} block
 * @param {QuotesIn} quotesIn
 * @returns {(Node | string)[]}
 */
function renderBlock({ kind, columns, items }, quotesIn) {
  switch (kind) {
    case 'paragraph':
      return items.map((item) => el('p', {}, ...named(item, quotesIn)));
    case 'list':
    case 'steps':
      return nestedList(
        items.map((item) => ({
          number: item.number,
          level: item.level,
          isBelow: item.kind === 'code' || item.kind === 'paragraph',
          nodes:
            item.kind === 'point' || item.kind === 'fact' ? named(item, quotesIn) : below(item, quotesIn),
        })),
      );
    case 'table':
      return [renderTable(columns, items, quotesIn)];
    case 'code':
      return [renderCode(items, quotesIn)];
  }
}

/**
 * What stands in a point without being one.
 * @param {Item} item
 * @param {QuotesIn} quotesIn
 */
function below(item, quotesIn) {
  return [item.kind === 'code' ? renderCode([item], quotesIn) : el('p', {}, ...named(item, quotesIn))];
}

/**
 * Code, long code piece by piece.
 * @param {readonly Item[]} pieces
 * @param {QuotesIn} quotesIn
 */
function renderCode(pieces, quotesIn) {
  const text = pieces.flatMap((piece, i) => [i > 0 ? '\n' : '', ...renderText(piece, quotesIn(piece))]);
  return el('pre', { tabindex: 0 }, el('code', languageOf(pieces[0]?.language ?? null), ...text));
}

/**
 * The text of an item behind its name, if it has one.
 * @param {Item} item
 * @param {QuotesIn} quotesIn
 * @returns {(Node | string)[]}
 */
function named(item, quotesIn) {
  const { name } = item;
  const quotes = quotesIn(item);
  const text = renderText(item, quotes);
  if (name === null) return text;
  return [el('strong', {}, markedName(name, quotes)), name.endsWith('?') ? ' ' : ' – ', ...text];
}
