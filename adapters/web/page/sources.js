import { el } from './dom.js';

/**
 * @import { AnswerBody, CitationBody } from '../schemas.js'
 */

/** A quotation in an address is known by its beginning and, if it is longer, by its end, in UTF-16 units. */
const QUOTE_LENGTH = 80;
const END_LENGTH = 30;

/** How a quotation begins; how it ends, where that is not all of it. */
/** @typedef {{ begins: string, ends: string | null }} Quote */

/** What an address of a source says: the article, the lines, and what is quoted of them. */
/** @typedef {{ document: string, lines: readonly [number, number] | null, quotes: readonly Quote[] }} Place */

/** What of a citation says where it stands. */
/** @typedef {Pick<CitationBody, 'document' | 'title' | 'section' | 'lines' | 'quote'>} Cited */

/** @param {string} id of an article */
export const addressOfArticle = (id) => `#/article/${encodeURIComponent(id)}`;

/**
 * @param {readonly Pick<CitationBody, 'document' | 'lines' | 'quote'>[]} citations of one section
 * @returns {string} an address within the page, that can be shared
 */
export function addressOf(citations) {
  const [first] = citations;
  if (!first) return '#/';
  const [from, to] = linesOf(citations);
  const query = new URLSearchParams({ line: from === to ? `${from}` : `${from}-${to}` });
  for (const quote of new Set(citations.map((one) => one.quote))) {
    query.append('quote', quote.slice(0, QUOTE_LENGTH));
    if (quote.length > QUOTE_LENGTH) query.append('until', quote.slice(-END_LENGTH));
  }
  return `${addressOfArticle(first.document)}?${query}`;
}

/**
 * @param {string} address the part of an address from `#` on
 * @returns {Place | null} `null` when it names no source
 */
export function placeOf(address) {
  const [, path = '', search = ''] = /^#\/article\/([^?]+)(?:\?(.*))?$/.exec(address) ?? [];
  if (path === '') return null;
  const query = new URLSearchParams(search);
  const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(query.get('line') ?? '') ?? [];
  return {
    document: decoded(path),
    lines: from === undefined ? null : [Number(from), Number(to)],
    quotes: quotesOf(query),
  };
}

/** @param {URLSearchParams} query */
function quotesOf(query) {
  /** @type {Quote[]} */
  const quotes = [];
  for (const [name, text] of query) {
    const last = quotes[quotes.length - 1];
    if (name === 'quote' && text !== '') quotes.push({ begins: text, ends: null });
    else if (name === 'until' && text !== '' && last) last.ends = text;
  }
  return quotes;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The number of a source, which leads to it.
 * @param {Pick<AnswerBody, 'citations'>} answer
 * @param {number} source
 * @param {readonly string[]} quotes
 */
export function sourceLink({ citations }, source, quotes) {
  const own = citations.filter((one) => one.source === source);
  const quoted = own.filter((one) => quotes.includes(one.quote));
  const shown = quoted.length > 0 ? quoted : own;
  return el(
    'a',
    { class: 'mark', href: addressOf(shown), 'aria-label': `Source ${source}: ${textOf(shown)}` },
    `${source}`,
  );
}

/**
 * The sources of an answer by their numbers, each with what is cited of it.
 * @param {Pick<AnswerBody, 'citations'>} answer
 */
export function sourcesOf({ citations }) {
  const sources = [...new Set(citations.map(({ source }) => source))].sort((a, b) => a - b);
  return sources.map((source) => ({ source, cited: citations.filter((one) => one.source === source) }));
}

/** Sources that are listed openly; more are folded. */
const MAX_OPEN = 3;

/**
 * The list of what an answer cites.
 * @param {Pick<AnswerBody, 'citations'>} answer
 */
export function sourceList(answer) {
  const titles = new Set(answer.citations.map(({ title }) => title));
  const sources = sourcesOf(answer);
  /** Articles of which it is told when they were reviewed. */
  const told = new Set();
  const items = sources.map(({ source, cited }) => {
    const { document, reviewed } = cited[0] ?? {};
    const day = reviewed && !told.has(document) ? `, reviewed ${dayText(reviewed)}` : '';
    told.add(document);
    const prefix = titles.size > 1 ? `${cited[0]?.title} › ` : '';
    return el(
      'li',
      {},
      el('span', { class: 'number' }, `${source}`),
      el('a', { href: addressOf(cited) }, `${prefix}${textOf(cited)}`),
      el('span', {}, day),
    );
  });
  const within = titles.size > 1 ? '' : ` in “${[...titles][0]}”`;
  const list = el('ol', {}, ...items);
  return sources.length > MAX_OPEN
    ? el('details', { class: 'sources fold' }, el('summary', {}, `${sources.length} sources${within}`), list)
    : el('div', { class: 'sources' }, el('h3', {}, `Sources${within}`), list);
}

/** "27 November 2026" of `2026-11-27`. @param {string} day */
const dayText = (day) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** @param {Pick<Cited, 'title' | 'section'>} cited */
export const placeName = ({ title, section }) => (section === title ? title : `${title} › ${section}`);

/** @param {readonly Cited[]} citations of one section */
export function placeText(citations) {
  const [first] = citations;
  return first ? `${placeName(first)}, ${linesText(citations)}` : '';
}

/** @param {readonly Pick<Cited, 'section' | 'lines'>[]} citations of one section */
function textOf(citations) {
  return `${citations[0]?.section ?? ''}, ${linesText(citations)}`;
}

/** @param {readonly Pick<Cited, 'lines'>[]} citations */
export function linesText(citations) {
  const [from, to] = linesOf(citations);
  return from === to ? `line ${from}` : `lines ${from}–${to}`;
}

/**
 * @param {readonly Pick<Cited, 'lines'>[]} citations
 * @returns {[number, number]}
 */
function linesOf(citations) {
  return [
    Math.min(...citations.map(({ lines }) => lines[0])),
    Math.max(...citations.map(({ lines }) => lines[1])),
  ];
}
