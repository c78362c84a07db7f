import { el } from './dom.js';

/**
 * @import { Quote } from './sources.js'
 * @import { Item } from './article.js'
 */

/** All of an item is quoted. */
export const WHOLE = { begins: '', ends: null };

/**
 * The text of an item, what is quoted marked.
 * @param {Item} item
 * @param {readonly Quote[]} quotes
 * @returns {(Node | string)[]}
 */
export function renderText(item, quotes) {
  /** @type {(Node | string)[]} */
  const out = [];
  let at = 0;
  for (const [from, to] of marksOf(item, quotes)) {
    if (from < at || from === to) continue;
    out.push(item.text.slice(at, from), mark(item.text.slice(from, to)));
    at = to;
  }
  return [...out, item.text.slice(at)];
}

/**
 * Where in an item stands what is quoted: the sentences that begin like it, or the value that it is of a cell.
 * @param {Item} item
 * @param {readonly Quote[]} quotes
 * @returns {[number, number][]} first and last offset, in order
 */
export function marksOf({ text, sentences, kind, name }, quotes) {
  if (quotes.includes(WHOLE)) return [[0, text.length]];
  let after = 0;
  const places = sentences.flatMap((sentence) => {
    const from = text.indexOf(sentence.text, after);
    if (from < 0) return [];
    after = from + sentence.text.length;
    return [/** @type {[number, number]} */ ([from, after])];
  });
  const marks = quotes.flatMap((quote) => {
    const starts =
      kind === 'fact'
        ? [text.indexOf(quote.begins)].filter((from) => from >= 0)
        : places.map(([from]) => from).filter((from) => text.startsWith(quote.begins, from));
    return starts.map(
      (from) =>
        /** @type {[number, number]} */ ([from, endOf(text, from, quote, kind === 'fact' ? [] : places)]),
    );
  });
  // A point may be quoted by its name alone.
  if (marks.length === 0 && name !== null && quotes.some(({ begins }) => begins === name)) marks.push([0, 0]);
  return joined(
    marks.sort((a, b) => a[0] - b[0]),
    text,
  );
}

/**
 * Where a quotation ends: where it says, else with the sentence that its beginning reaches into.
 * @param {string} text
 * @param {number} from
 * @param {Quote} quote
 * @param {readonly (readonly [number, number])[]} places of the sentences
 */
function endOf(text, from, { begins, ends }, places) {
  const reached = from + begins.length;
  const last = ends === null ? -1 : text.indexOf(ends, from);
  if (ends !== null && last >= 0) return last + ends.length;
  return places.find(([start, end]) => start < reached && reached <= end)?.[1] ?? reached;
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
 * @param {readonly Quote[]} quotes
 */
export const markedName = (name, quotes) =>
  quotes.some(({ begins }) => begins === name) ? mark(name) : name;

/** @param {string} text */
const mark = (text) => el('mark', { tabindex: -1 }, text);
