import { button, el } from './dom.js';
import { sourceLink } from './sources.js';

/**
 * @import { AnswerBody, Block, SpanBody } from '../schemas.js'
 */

/** @typedef {Pick<AnswerBody, 'citations'>} Cited */

/**
 * A block of an answer.
 * @param {Block} block
 * @param {Cited} answer
 * @param {(question: string) => void} ask
 * @returns {HTMLElement}
 */
export function renderBlock(block, answer, ask) {
  switch (block.type) {
    case 'heading':
      return el('h3', {}, ...renderSpans(block.spans, answer));
    case 'paragraph':
      return el('p', {}, ...renderSpans(block.spans, answer));
    case 'list':
      return el('ul', {}, ...block.items.map((item) => el('li', {}, ...renderSpans(item, answer))));
    case 'table':
      return renderTable(block, answer);
    case 'code':
      return el(
        'figure',
        {},
        el('pre', { tabindex: 0 }, el('code', {}, block.text)),
        el('figcaption', {}, sourceLink(answer, block.citation, [block.text])),
      );
    case 'suggestions':
      return el(
        'div',
        { class: 'next' },
        el('p', { class: 'aside' }, block.lead),
        el(
          'ul',
          { class: 'questions' },
          ...block.questions.map((question) =>
            el(
              'li',
              {},
              button(question, () => ask(question)),
            ),
          ),
        ),
      );
  }
}

/**
 * Runs of text. The number of a source stands once, behind the last of a run of quotations from it, and leads to
 * all of them; it never stands behind a label, whose text follows.
 * @param {readonly SpanBody[]} spans
 * @param {Cited} answer
 * @returns {(Node | string)[]}
 */
function renderSpans(spans, answer) {
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
 * A comparison. Its roles are said outright, because on a phone its rows are laid out as blocks.
 * @param {Extract<Block, { type: 'table' }>} block
 * @param {Cited} answer
 */
function renderTable({ columns, rows }, answer) {
  const names = columns.map(({ text }) => text).join(', ');
  const head = el(
    'tr',
    { role: 'row' },
    el('th', { role: 'columnheader', scope: 'col' }, el('span', { class: 'unseen' }, 'Property')),
    ...columns.map(({ text }) => el('th', { role: 'columnheader', scope: 'col' }, text)),
  );
  const body = rows.map(({ label, cells }) =>
    el(
      'tr',
      { role: 'row' },
      el('th', { role: 'rowheader', scope: 'row' }, label.text),
      ...cells.map((cell) => {
        const isStated = cell.some(({ type }) => type === 'quoted');
        return el(
          'td',
          { role: 'cell', ...(isStated ? {} : { class: 'aside' }) },
          ...renderSpans(cell, answer),
        );
      }),
    ),
  );
  return el(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': `Comparison of ${names}`, tabindex: 0 },
    el(
      'table',
      { role: 'table', class: `columns-${columns.length}` },
      el('caption', { class: 'unseen' }, `Comparison of ${names}`),
      el('thead', { role: 'rowgroup' }, head),
      el('tbody', { role: 'rowgroup' }, ...body),
    ),
  );
}
