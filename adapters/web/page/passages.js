import { renderBlock } from './blocks.js';
import { el } from './dom.js';
import { addressOf, linesText } from './sources.js';

/**
 * @import { AnswerBody, Block, CitationBody, SpanBody } from '../schemas.js'
 */

/** Blocks that stand together: those of one source, or some of several or none. */
/** @typedef {{ source: number | null, blocks: Block[] }} Passage */

/**
 * What an answer quotes, what is of one section below the name of its page and its heading.
 * @param {readonly Block[]} blocks
 * @param {AnswerBody} answer
 * @returns {{ passages: HTMLElement[], isPlaced: boolean }} `isPlaced`: every source is named above what is of it
 */
export function passagesOf(blocks, answer) {
  /** @type {Passage[]} */
  const groups = [];
  for (const [i, block] of blocks.entries()) {
    const only = sourceOf(introduces(block) ? (blocks[i + 1] ?? block) : block);
    const last = groups[groups.length - 1];
    if (last && last.source === only) last.blocks.push(block);
    else groups.push({ source: only, blocks: [block] });
  }
  const placed = new Set(groups.map(({ source }) => source));
  return {
    passages: groups.flatMap(({ source, blocks: own }) => {
      if (source === null) return own.map((block) => renderBlock(block, answer));
      const cited = answer.citations.filter((one) => one.source === source);
      return [
        el(
          'section',
          { class: 'passage' },
          placeHeading(source, cited),
          ...own.map((block) => renderBlock(block, answer, 'h4')),
        ),
      ];
    }),
    isPlaced: answer.citations.every(({ source }) => placed.has(source)),
  };
}

/**
 * Whether a block quotes nothing and says what comes next: a heading, or "The steps:".
 * @param {Block} block
 */
function introduces(block) {
  if (citedIn(block).length > 0) return false;
  if (block.type === 'heading') return true;
  return block.type === 'paragraph' && (block.spans.at(-1)?.text.trimEnd().endsWith(':') ?? false);
}

/**
 * The one source that a block quotes; `null` when there are several, or none.
 * @param {Block} block
 */
function sourceOf(block) {
  const sources = new Set(citedIn(block));
  const [only = null] = sources.size === 1 ? sources : [];
  return only;
}

/**
 * The page and the heading that a passage stands below.
 * @param {number} source
 * @param {readonly CitationBody[]} cited
 */
function placeHeading(source, cited) {
  const { title = '', section = '' } = cited[0] ?? {};
  const isTitle = section === title;
  return el(
    'h3',
    { class: 'place' },
    el(
      'a',
      { href: addressOf(cited) },
      el('span', { class: 'number' }, `${source}`),
      ...(isTitle ? [] : [el('span', { class: 'page' }, title), el('span', { class: 'unseen' }, ' › ')]),
      el('span', { class: 'section' }, section),
      el('span', { class: 'lines' }, el('span', { class: 'unseen' }, ', '), linesText(cited)),
    ),
  );
}

/**
 * Numbers of the sources that a block quotes.
 * @param {Block} block
 * @returns {number[]}
 */
function citedIn(block) {
  const inSpans = (/** @type {readonly SpanBody[]} */ spans) =>
    spans.flatMap((span) => (span.type === 'quoted' ? [span.citation] : []));
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inSpans(block.spans);
    case 'list':
      return block.items.flatMap(inSpans);
    case 'steps':
      return block.items.flatMap(({ content }) =>
        content.type === 'code' ? [content.citation] : inSpans(content.spans),
      );
    case 'table':
      return block.rows.flatMap(({ label, cells }) => [...inSpans([label]), ...cells.flatMap(inSpans)]);
    case 'code':
      return [block.citation];
  }
}
