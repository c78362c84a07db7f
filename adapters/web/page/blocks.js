import { folded, isStated, sortedRows } from './comparison.js';
import { copyButton } from './copy.js';
import { button, el } from './dom.js';
import { nestedList } from './nested-list.js';
import { sourceLink } from './sources.js';

/**
 * @import { AnswerBody, Block, SpanBody } from '../schemas.js'
 */

/** What of an answer its blocks are drawn with. */
/** @typedef {Pick<AnswerBody, 'citations' | 'intent'>} Cited */

/** @typedef {Extract<Block, { type: 'table' }>} Table */
/** @typedef {Extract<Block, { type: 'code' }>} Code */
/** @typedef {Extract<Block, { type: 'steps' }>['items'][number]} Step */

/**
 * A block of an answer.
 * @param {Block} block
 * @param {Cited} answer
 * @param {'h3' | 'h4'} heading what a heading in it is
 * @returns {HTMLElement}
 */
export function renderBlock(block, answer, heading = 'h3') {
  switch (block.type) {
    case 'heading':
      return el(heading, {}, ...renderSpans(block.spans, answer));
    case 'paragraph':
      return el('p', {}, ...renderSpans(block.spans, answer));
    case 'list':
      return el('ul', {}, ...block.items.map((item) => el('li', {}, ...renderSpans(item, answer))));
    case 'table':
      return tableName(block, answer).isComparison
        ? renderComparison(block, answer)
        : renderTable(block, block.rows, answer);
    case 'steps':
      return renderSteps(block.items, answer);
    case 'code':
      return renderCode(block, answer);
  }
}

/**
 * What stands above an answer.
 * @param {NonNullable<AnswerBody['title']>} title
 * @param {Cited} answer
 */
export function renderTitle(title, answer) {
  return el('h3', {}, ...renderSpans(title, answer));
}

/**
 * Questions to go on with.
 * @param {NonNullable<AnswerBody['suggestions']>} suggestions
 * @param {(question: string) => void} ask
 */
export function renderSuggestions({ lead, questions }, ask) {
  const items = questions.map((question) =>
    el(
      'li',
      {},
      button(question, () => ask(question)),
    ),
  );
  return el(
    'div',
    { class: 'next' },
    el('p', { class: 'aside' }, lead),
    el('ul', { class: 'questions' }, ...items),
  );
}

/**
 * @param {readonly Step[]} items
 * @param {Cited} answer
 * @returns {HTMLElement}
 */
function renderSteps(items, answer) {
  const lists = nestedList(
    items.map(({ number, level, content }) => ({
      number,
      level,
      isBelow: content.type === 'code',
      nodes: content.type === 'code' ? [renderCode(content, answer)] : renderSpans(content.spans, answer),
    })),
  );
  const [only, ...more] = lists;
  return only instanceof HTMLElement && more.length === 0 ? only : el('div', { class: 'lists' }, ...lists);
}

/**
 * @param {Code} code
 * @param {Cited} answer
 */
function renderCode({ text, language, citation }, answer) {
  return el(
    'figure',
    { class: 'code' },
    el(
      'figcaption',
      {},
      el('span', {}, language ?? ''),
      sourceLink(answer, citation, [text]),
      copyButton('Copy code', 'copy', () => text),
    ),
    el('pre', { tabindex: 0 }, el('code', languageOf(language), text)),
  );
}

/**
 * @param {string | null} language
 * @returns {Record<string, string>} attributes
 */
export const languageOf = (language) => (language === null ? {} : { class: `language-${language}` });

/**
 * Runs of text. The number of a source stands once, behind the last of a run of quotations from it, and leads to
 * all of them; it never stands behind a label, whose text follows.
 * @param {readonly SpanBody[]} spans
 * @param {Cited} answer
 * @returns {(Node | string)[]}
 */
export function renderSpans(spans, answer) {
  /** @type {string[]} */
  let run = [];
  return spans.flatMap(
    /** @returns {(Node | string)[]} */ (span, i) => {
      if (span.type === 'name') return [el('strong', {}, span.text)];
      if (span.type === 'framing') return [span.text];
      if (span.label) return [el('strong', {}, span.text)];
      run.push(span.text);
      const next = spans.slice(i + 1).find(({ type }) => type === 'quoted');
      if (next?.type === 'quoted' && next.citation === span.citation) return [span.text];
      const link = sourceLink(answer, span.citation, run);
      run = [];
      // The number stays on the line of the word before it.
      return [span.text, '\u2060', link];
    },
  );
}

/**
 * What a comparison is called, and a table of an article, which has no name but those of its columns.
 * @param {Table} table
 * @param {Cited} answer
 */
export function tableName({ columns, rows }, { intent }) {
  const names = columns.map(({ text }) => text).filter((text) => text !== '');
  const isQuoted = rows.some(({ label }) => label.type === 'quoted');
  return { names, isComparison: intent === 'compare' && !isQuoted };
}

/** Columns that have room side by side. */
const MAX_NARROW = 4;

/**
 * A comparison: first where the columns differ; the rest is folded.
 * @param {Table} table
 * @param {Cited} answer
 */
function renderComparison(table, answer) {
  const { differing, partial, same } = sortedRows(table);
  const all = table.columns.length === 2 ? 'both' : 'all';
  const open = differing.length > 0 ? differing : partial;
  return el(
    'div',
    { class: 'comparison' },
    ...(open.length > 0 ? [renderTable(table, open, answer)] : []),
    ...(differing.length > 0 && partial.length > 0
      ? [folded('Stated of some only:', partial, renderTable(table, partial, answer, 'Stated of some only'))]
      : []),
    ...(same.length > 0
      ? [folded(`The same for ${all}:`, same, renderTable(table, same, answer, `The same for ${all}`))]
      : []),
  );
}

/**
 * A comparison, or a table of an article. Its roles are said outright, because on a phone its rows are laid out as
 * blocks.
 * @param {Table} table
 * @param {Table['rows']} rows those of it that are shown
 * @param {Cited} answer
 * @param {string | null} part what the rows are of it, where they are not what one looks for first
 */
function renderTable(table, rows, answer, part = null) {
  const { columns } = table;
  const { names, isComparison } = tableName(table, answer);
  const whole = `${isComparison ? 'Comparison of ' : ''}${names.join(', ')}` || 'Table';
  const name = part === null ? whole : `${part}: ${names.join(', ')}`;
  const corner = el('span', { class: 'unseen' }, isComparison ? 'Property' : 'Row');
  const head = el(
    'tr',
    { role: 'row' },
    el('th', { role: 'columnheader', scope: 'col' }, corner),
    ...columns.map(({ text }) => el('th', { role: 'columnheader', scope: 'col' }, text)),
  );
  const body = rows.map(({ label, cells }) =>
    el(
      'tr',
      { role: 'row' },
      el('th', { role: 'rowheader', scope: 'row' }, label.text),
      ...cells.map((cell, i) =>
        el(
          'td',
          {
            role: 'cell',
            ...(isComparison ? { 'data-column': columns[i]?.text ?? '' } : {}),
            ...(isStated(cell) ? {} : { class: 'aside' }),
          },
          // On a phone the name of its column stands beside it.
          el('div', {}, ...renderSpans(cell, answer)),
        ),
      ),
    ),
  );
  const width = columns.length > MAX_NARROW ? 'wide' : `columns-${columns.length}`;
  return el(
    'div',
    { class: 'scroll', role: 'group', 'aria-label': name, tabindex: 0 },
    el(
      'table',
      { role: 'table', class: isComparison ? `compared ${width}` : width },
      el('caption', { class: 'unseen' }, name),
      el('thead', { role: 'rowgroup' }, head),
      el('tbody', { role: 'rowgroup' }, ...body),
    ),
  );
}
