import type { KnownBlock } from '@slack/types';
import type { Block, Citation, Code, Row, Span, Step } from '../../src/answer/answer.js';
import { spansText } from '../../src/answer/plain-text.js';
import { emphasised } from '../chat/emphasis.js';
import { MARK_GAP } from '../chat/label.js';
import { sourceList } from '../chat/source-list.js';
import { escapeText, link } from './escape.js';
import { contexts, header } from './objects.js';
import { bullets, code, paragraph, type Run, run, type StepRuns, steps } from './rich-text.js';

/** A block of an answer as blocks of a message. */
export function blockKit(block: Block): KnownBlock[] {
  switch (block.type) {
    case 'heading':
      return [header(spansText(block.spans))];
    case 'paragraph':
      return paragraph(runs(block.spans));
    case 'list':
      return bullets(block.items.map(runs));
    case 'table':
      return block.rows.flatMap((row) => rowPoints(row, block.columns));
    case 'code':
      return code(block.text, marked(block));
    case 'steps':
      return steps(block.items.map(stepRuns));
  }
}

/** What stands behind code: the mark of its source. Slack colours no language. */
const marked = ({ citation }: Code): Run[] => [run(`[${citation}]`)];

function stepRuns({ number, level, content }: Step): StepRuns {
  return content.type === 'code'
    ? { number, level, code: content.text, after: marked(content) }
    : { number, level, runs: runs(content.spans) };
}

/**
 * A row of a table: its label, and below it what stands in each column, behind the column's name.
 * Not Slack's `table` block: its columns do not fit a phone, where it is scrolled sideways, so that a sentence is
 * read through a slit, and a message may have one alone, below all else. Not the fields of a section either, which
 * are mrkdwn: it has no way to show a mark as it is.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/table-block and section-block.
 */
function rowPoints({ label, cells }: Row, columns: readonly Span[]): KnownBlock[] {
  return bullets(
    cells.map((cell, i) => {
      const [column, text] = [columns[i]?.text ?? '', spansText(cell, MARK_GAP)];
      return column === '' ? [run(text)] : [run(column, { italic: true }), run(`: ${text}`)];
    }),
    label.text === '' ? [] : [run(label.text, { bold: true })],
  );
}

/** Spans as runs; names, and the labels that open a point, are bold. */
const runs = (spans: readonly Span[]): Run[] =>
  emphasised(spans).map(({ text, isBold }) => run(text, isBold ? { bold: true } : undefined));

/** The sources, small; an article that has an address is linked. */
export function sourceBlocks(citations: readonly Citation[]): KnownBlock[] {
  const { single, lines } = sourceList(citations);
  if (lines.length === 0) return [];
  const text = [
    single ? `Sources in ${linked(single)}:` : 'Sources:',
    ...lines.map(
      ({ source, article, place }) =>
        `[${source}] ${article ? `${linked(article)} › ` : ''}${escapeText(place)}`,
    ),
  ].join('\n');
  return contexts(text);
}

function linked({ title, url }: Citation): string {
  return url !== null && /^https?:/.test(url) ? link(url, title) : `“${escapeText(title)}”`;
}
