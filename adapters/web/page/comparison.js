import { el } from './dom.js';

/**
 * @import { SpanBody } from '../schemas.js'
 * @import { Table } from './blocks.js'
 */

/** @typedef {Table['rows'][number]} Row */

/**
 * Rows of a comparison by what they say: where columns differ, where all are the same, and the rest, in which some are told of and nothing
 * can be set against it.
 * @param {Table} table
 * @returns {{ differing: readonly Row[], partial: readonly Row[], same: readonly Row[] }}
 */
export function sortedRows({ rows }) {
  const isDiffering = (/** @type {Row} */ { cells }) => new Set(cells.filter(isStated).map(textOf)).size > 1;
  const alike = rows.filter((row) => !isDiffering(row));
  const isWhole = (/** @type {Row} */ { cells }) => cells.every(isStated);
  return {
    differing: rows.filter(isDiffering),
    partial: alike.filter((row) => !isWhole(row)),
    same: alike.filter(isWhole),
  };
}

/**
 * Rows that are folded; what they are about can be read all the same.
 * @param {string} what
 * @param {readonly Row[]} rows
 * @param {HTMLElement} content
 */
export function folded(what, rows, content) {
  const labels = rows.map(({ label }) => label.text).join(', ');
  return el('details', { class: 'fold' }, el('summary', {}, el('strong', {}, what), ` ${labels}`), content);
}

/** @param {readonly SpanBody[]} cell */
export const isStated = (cell) => cell.some(({ type }) => type === 'quoted');

/** @param {readonly SpanBody[]} cell */
const textOf = (cell) =>
  cell
    .map(({ text }) => text)
    .join('')
    .toLowerCase();
