import type { KnownBlock } from '@slack/types';
import type { Block, Citation, Row, Span } from '../../src/answer/answer.js';
import { markedSpans, spansText } from '../../src/answer/plain-text.js';
import { MARK_GAP } from '../shared/label.js';
import { sourceList } from '../shared/source-list.js';
import { escapeText, link } from './escape.js';
import { contexts, header } from './objects.js';
import { bullets, code, paragraph, type Run, run } from './rich-text.js';

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
      return block.rows.flatMap((row) => property(row, block.columns));
    case 'code':
      return code(block.text, [run(`[${block.citation}]`)]);
    case 'suggestions':
      return bullets(
        block.questions.map((question) => [run(question)]),
        [run(block.lead)],
      );
  }
}

/**
 * A row of a comparison: the property, and below it what is said of it for each subject, behind the subject's name.
 * Not Slack's `table` block: its columns do not fit a phone, where it is scrolled sideways, so that a sentence is
 * read through a slit, and a message may have one alone, below all else. Not the fields of a section either, which
 * are mrkdwn: it has no way to show a mark as it is.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/table-block and section-block.
 */
function property({ label, cells }: Row, columns: readonly Span[]): KnownBlock[] {
  return bullets(
    cells.map((cell, i) => [
      run(columns[i]?.text ?? '', { italic: true }),
      run(`: ${spansText(cell, MARK_GAP)}`),
    ]),
    [run(label.text, { bold: true })],
  );
}

/** Spans as runs; names, and the labels that open a point, are bold. */
function runs(spans: readonly Span[]): Run[] {
  const joined: { text: string; isBold: boolean }[] = [];
  for (const span of markedSpans(spans, MARK_GAP)) {
    const isBold = span.type === 'name' || (span.type === 'quoted' && span.label === true);
    const last = joined.at(-1);
    if (last && last.isBold === isBold) last.text += span.text;
    else joined.push({ text: span.text, isBold });
  }
  return joined.map(({ text, isBold }) => run(text, isBold ? { bold: true } : undefined));
}

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
