import { el } from './dom.js';

/**
 * @import { SpanBody } from '../schemas.js'
 * @import { Table } from './blocks.js'
 */

/** @typedef {Table['rows'][number]} Row */

/**
 * Rows of a comparison by what they say: where the columns differ, where only some of them are told of, and where all are the same.
 * @param {Table} table
 * @returns {{ differing: readonly Row[], partial: readonly Row[], same: readonly Row[] }}
 */
export function sortedRows({ rows }) {
  const partial = rows.filter(({ cells }) => !cells.every(isStated));
  const whole = rows.filter(({ cells }) => cells.every(isStated));
  const isSame = (/** @type {Row} */ { cells }) => new Set(cells.map(textOf)).size === 1;
  return {
    differing: whole.filter((row) => !isSame(row)),
    partial,
    same: whole.filter(isSame),
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
