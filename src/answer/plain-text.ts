import { dayText } from '../text/day.js';
import type { Block, Citation, Code, Shown, Span, Step, Suggestions } from './answer.js';

/** What stands in a comparison where the articles are silent. */
export const NOT_STATED = 'not stated';

/** An answer as plain text: no markup, marks like [1] behind what is quoted, the sources below. */
export function plainText({ title, blocks, suggestions, citations }: Shown): string {
  const parts = [
    title ? spansText(title) : '',
    ...blocks.map(blockText),
    suggestions ? suggestionsText(suggestions) : '',
  ].filter((text) => text !== '');
  const sources = sourceLines(citations);
  if (sources.length > 0) parts.push([sourcesHeading(citations), ...sources].join('\n'));
  return parts.join('\n\n');
}

export function suggestionsText({ lead, questions }: Suggestions): string {
  return [lead, ...questions.map((question) => `• ${question}`)].join('\n');
}

/** What stands above the sources; it names the article when all are of one. */
export function sourcesHeading(citations: readonly Citation[]): string {
  const title = singleTitle(citations);
  return title === null ? 'Sources:' : `Sources in “${title}”:`;
}

/** One line for every source: its number, where it stands, and which lines are cited. */
export function sourceLines(citations: readonly Citation[]): string[] {
  const single = singleTitle(citations) !== null;
  const groups = groupSources(citations);
  return groups.map(({ source, first, from, to }, i) => {
    const lines = from === to ? `line ${from}` : `lines ${from}–${to}`;
    const path = first.section === first.title ? [] : [first.section];
    const place = single && path.length > 0 ? path : [first.title, ...path];
    return `[${source}] ${place.join(' › ')}, ${lines}${reviewedText(groups, i)}`;
  });
}

/** ", reviewed 27 November 2026": of each article once, where its first source is told. */
export function reviewedText(groups: readonly { readonly first: Citation }[], at: number): string {
  const { document, reviewed = null } = groups[at]?.first ?? {};
  const isFirst = groups.findIndex(({ first }) => first.document === document) === at;
  return isFirst && reviewed !== null ? `, reviewed ${dayText(reviewed)}` : '';
}

function singleTitle(citations: readonly Citation[]): string | null {
  const documents = new Set(citations.map((citation) => citation.document));
  return documents.size === 1 ? (citations[0]?.title ?? null) : null;
}

/** Citations by source number, with the lines that they span. */
export function groupSources(
  citations: readonly Citation[],
): { source: number; first: Citation; from: number; to: number }[] {
  const groups = new Map<number, { source: number; first: Citation; from: number; to: number }>();
  for (const citation of citations) {
    const group = groups.get(citation.source);
    if (!group)
      groups.set(citation.source, {
        source: citation.source,
        first: citation,
        from: citation.lines[0],
        to: citation.lines[1],
      });
    else {
      group.from = Math.min(group.from, citation.lines[0]);
      group.to = Math.max(group.to, citation.lines[1]);
    }
  }
  return [...groups.values()].sort((a, b) => a.source - b.source);
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return spansText(block.spans);
    case 'list':
      return block.items.map((item) => `• ${spansText(item)}`).join('\n');
    case 'steps':
      return block.items.map(stepText).join('\n');
    case 'table':
      return block.rows
        .map((row) => {
          const cells = row.cells.map((cell, i) => `  ${block.columns[i]?.text ?? ''}: ${spansText(cell)}`);
          return [row.label.text, ...cells].join('\n');
        })
        .join('\n');
    case 'code':
      return codeText(block);
  }
}

/** What a level further in is moved by. */
const INDENT = '   ';

/** A step on its line, what stands below it further in. */
export function stepText({ number, level, content }: Step): string {
  const indent = INDENT.repeat(level);
  if (content.type === 'code') return codeText(content, indent);
  return `${indent}${markOf({ number, level })} ${spansText(content.spans)}`;
}

/** What stands before a step: its number, or a bullet. */
export function markOf({ number }: Pick<Step, 'number' | 'level'>): string {
  return number === null ? '•' : `${number}.`;
}

/** Code in its fence, which shows where it begins and ends. */
function codeText({ text, language, citation }: Code, indent = ''): string {
  const fence = '`'.repeat(
    Math.max(3, 1 + Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))),
  );
  const lines = [`${fence}${language ?? ''}`, ...text.split('\n'), `${fence} [${citation}]`];
  return lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
}

/** Spans as text, with the marks of their sources. @param gap what stands before a mark */
export function spansText(spans: readonly Span[], gap = ' '): string {
  return markedSpans(spans, gap)
    .map(({ text }) => text)
    .join('');
}

/**
 * Spans with the marks of their sources. A mark is set once, behind the last of a run of quotations from a source,
 * and never behind a label, whose text follows.
 */
export function markedSpans(spans: readonly Span[], gap = ' '): Span[] {
  return spans.map((span, i) => {
    if (span.type !== 'quoted' || span.label) return span;
    const next = spans.slice(i + 1).find((other) => other.type === 'quoted');
    const goesOn = next?.type === 'quoted' && next.citation === span.citation;
    return goesOn ? span : { ...span, text: `${span.text}${gap}[${span.citation}]` };
  });
}
