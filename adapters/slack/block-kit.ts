import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Block, Citation, Row, Span } from '../../src/answer/answer.js';
import { spansText } from '../../src/answer/plain-text.js';
import { sourceList } from '../shared/source-list.js';
import { cut } from '../shared/split.js';
import { bold, escapeCode, escapeText, fenced, italic, link, WHOLE } from './escape.js';
import { MAX_FIELD_LENGTH, MAX_FIELDS, MAX_TEXT_LENGTH } from './limits.js';
import { contexts, header, mrkdwn, sections } from './objects.js';

/** What the fences of a block of code take, with its mark. */
const FENCES = 20;

/** A block of an answer as blocks of a message. */
export function blockKit(block: Block): KnownBlock[] {
  switch (block.type) {
    case 'heading':
      return [header(spansText(block.spans))];
    case 'paragraph':
      return sections(spansMrkdwn(block.spans));
    case 'list':
      return sections(block.items.map((item) => `• ${spansMrkdwn(item)}`).join('\n'));
    case 'table':
      return block.rows.flatMap((row) => property(row, block.columns));
    case 'code':
      return cut(escapeCode(block.text), MAX_TEXT_LENGTH - FENCES, WHOLE).flatMap((part, i, parts) =>
        sections(`${fenced(part)}${i === parts.length - 1 ? `\n[${block.citation}]` : ''}`),
      );
    case 'suggestions':
      return sections(
        [escapeText(block.lead), ...block.questions.map((one) => `• ${escapeText(one)}`)].join('\n'),
      );
  }
}

/**
 * A row of a comparison: the property, and what is said of it for each subject, under the subject's name. Not
 * Slack's `table` block: its columns do not fit a phone, where it is scrolled sideways, so that a sentence is read
 * through a slit, and a message may have one alone, below all else. Fields stand side by side on a wide screen and
 * one below the other on a narrow one, and each says whose it is.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/table-block and section-block.
 */
function property({ label, cells }: Row, columns: readonly Span[]): KnownBlock[] {
  const name = bold(escapeText(label.text));
  const texts = cells.map(
    (cell, i) => `${italic(escapeText(columns[i]?.text ?? ''))}: ${escapedSpans(cell)}`,
  );
  if (texts.some((text) => text.length > MAX_FIELD_LENGTH) || texts.join('').length > MAX_TEXT_LENGTH)
    return [...sections(name), ...texts.flatMap(sections)];
  const rows: SectionBlock[] = [];
  for (let i = 0; i < texts.length; i += MAX_FIELDS)
    rows.push({
      type: 'section',
      ...(i === 0 ? { text: mrkdwn(name) } : {}),
      fields: texts.slice(i, i + MAX_FIELDS).map(mrkdwn),
    });
  return rows;
}

/** Spans as mrkdwn; names, and the labels that open a point, are bold. */
function spansMrkdwn(spans: readonly Span[]): string {
  return spansText(
    spans.map((span) => {
      const text = escapeText(span.text);
      return {
        ...span,
        text: span.type === 'name' || (span.type === 'quoted' && span.label) ? bold(text) : text,
      };
    }),
  );
}

/** Spans without emphasis, where a name would not stand out by it. */
function escapedSpans(spans: readonly Span[]): string {
  return spansText(spans.map((span) => ({ ...span, text: escapeText(span.text) })));
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
