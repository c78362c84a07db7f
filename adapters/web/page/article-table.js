import { el } from './dom.js';
import { markedName, renderText } from './marks.js';

/**
 * @import { Item, QuotesIn } from './article.js'
 */

/** Stands between the row and the column in the name of a cell. */
const SEPARATOR = ' › ';

/**
 * A table with its header; a cell that the article leaves empty is empty.
 * @param {readonly string[]} columns
 * @param {readonly Item[]} items a cell each
 * @param {QuotesIn} quotesIn
 */
export function renderTable(columns, items, quotesIn) {
  /** @type {Map<number, Item[]>} */
  const rows = new Map();
  for (const item of items) rows.set(item.row ?? -1, [...(rows.get(item.row ?? -1) ?? []), item]);
  const isWide = columns.length > 2;
  const body = [...rows.values()].map((cells) => {
    const placed = isWide ? placedIn(columns, cells) : cells.map((item) => ({ item, column: 1 }));
    const [first] = placed;
    const label = first ? rowLabel(first.item, isWide ? (columns[first.column] ?? '') : null) : '';
    const values = columns.slice(1).map((_, i) => placed.find(({ column }) => column === i + 1)?.item);
    const quotes = cells.flatMap((item) => quotesIn(item));
    // A table of one column has cells and no labels.
    if (columns.length < 2)
      return el('tr', {}, el('td', {}, ...cells.flatMap((item) => renderText(item, quotesIn(item)))));
    return el(
      'tr',
      {},
      heading('row', markedName(label, quotes)),
      ...values.map((item) => el('td', {}, ...(item ? renderText(item, quotesIn(item)) : []))),
    );
  });
  const head = el('tr', {}, ...columns.map((column) => heading('col', column)));
  const hasHead = columns.some((column) => column !== '');
  const table = el('table', {}, ...(hasHead ? [el('thead', {}, head)] : []), el('tbody', {}, ...body));
  if (!isWide) return table;
  const name = columns.filter((column) => column !== '').join(', ') || 'Table';
  return el('div', { class: 'scroll', role: 'region', 'aria-label': name, tabindex: 0 }, table);
}

/**
 * One that says nothing is no heading.
 * @param {'row' | 'col'} scope
 * @param {Node | string} text
 */
function heading(scope, text) {
  return text === '' ? el('td') : el('th', { scope }, text);
}

/**
 * The cells of a row with their columns, which their names end with.
 * @param {readonly string[]} columns
 * @param {readonly Item[]} cells in order
 */
function placedIn(columns, cells) {
  let after = 0;
  return cells.map((item) => {
    const found = columns.findIndex((column, i) => i > after && isIn(item, column));
    after = found < 0 ? after + 1 : found;
    return { item, column: after };
  });
}

/**
 * @param {Item} item
 * @param {string} column
 */
function isIn({ name }, column) {
  if (column === '') return !(name ?? '').includes(SEPARATOR);
  return name === column || (name ?? '').endsWith(`${SEPARATOR}${column}`);
}

/**
 * @param {Item} item
 * @param {string | null} column that the name of the cell ends with, where it does
 */
function rowLabel({ name }, column) {
  if (name === null || column === null || column === '') return name ?? '';
  return name === column ? '' : name.slice(0, -(SEPARATOR.length + column.length));
}
