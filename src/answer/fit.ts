import type { Block, Citation, Shown, Span } from './answer.js';
import { plainText } from './plain-text.js';

/**
 * Leaves out whole statements, from the end, until an answer has room: suggestions first, then points, rows and
 * sentences, each with the words that lead to it, and the bot's own notes last. What is quoted first always stays,
 * steps stay together while anything else can go, and no citation stays without its statement.
 * @param room in what `lengthOf` measures
 * @param lengthOf how long the answer is on the platform at hand; its plain text, in characters, by default
 */
export function fitToRoom<T extends Shown>(
  answer: T,
  room: number,
  lengthOf: (shown: Shown) => number = (shown) => plainText(shown).length,
): T {
  let shown: Shown = answer;
  while (lengthOf(shown) > room) {
    const shorter = withLess(shown);
    if (!shorter) break;
    shown = { ...shorter, citations: citedBy(shorter.blocks, answer.citations) };
  }
  return shown === answer ? answer : { ...answer, ...pick(shown) };
}

function pick({ title, blocks, suggestions, citations }: Shown): Shown {
  return { title, blocks, suggestions, citations };
}

function withLess(shown: Shown): Shown | null {
  if (shown.suggestions) return { ...shown, suggestions: null };
  const blocks = dropLast(shown.blocks);
  return blocks && { ...shown, blocks };
}

/** Blocks with one statement less, or `null` when only one is left. */
function dropLast(blocks: readonly Block[]): Block[] | null {
  const quoting = blocks.filter(quotes).length;
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i] as Block;
    const shorter = shorten(block);
    if (shorter) return [...blocks.slice(0, i), shorter, ...blocks.slice(i + 1)];
    if (quoting > 1 && quotes(block))
      return [...blocks.slice(0, leadsTo(blocks, i) ? i - 1 : i), ...blocks.slice(i + 1)];
  }
  const statements = blocks.filter((block) => block.type !== 'heading').length;
  for (let i = blocks.length - 1; i >= 0 && statements > 1; i--) {
    const block = blocks[i] as Block;
    if (block.type !== 'heading' && !quotes(block) && !leadsTo(blocks, i + 1))
      return blocks.filter((_, at) => at !== i);
  }
  return null;
}

/** A block without its last point, row or sentence, or `null` when it has only one. */
function shorten(block: Block): Block | null {
  if (block.type === 'list' && block.items.length > 1) return { ...block, items: block.items.slice(0, -1) };
  if (block.type === 'steps' && block.items.length > 1) return { ...block, items: block.items.slice(0, -1) };
  if (block.type === 'table' && block.rows.length > 1) return { ...block, rows: block.rows.slice(0, -1) };
  if (block.type !== 'paragraph') return null;
  const quoted = block.spans
    .map((span, at) => (span.type === 'quoted' && !span.label ? at : -1))
    .filter((at) => at >= 0);
  return quoted.length > 1
    ? { ...block, spans: trimEnd(block.spans.slice(0, quoted[quoted.length - 1])) }
    : null;
}

function quotes(block: Block): boolean {
  return (
    block.type === 'code' || block.type === 'table' || spansIn(block).some(({ type }) => type === 'quoted')
  );
}

/** The spans of a block that are no table, in reading order. */
function spansIn(block: Block): readonly Span[] {
  switch (block.type) {
    case 'heading':
    case 'table':
    case 'code':
      return [];
    case 'paragraph':
      return block.spans;
    case 'list':
      return block.items.flat();
    case 'steps':
      return block.items.flatMap(({ content }) => (content.type === 'text' ? content.spans : []));
  }
}

/** Whether the block before one is words of the bot's own that only lead to it ("Also worth a look:"). */
function leadsTo(blocks: readonly Block[], i: number): boolean {
  const before = blocks[i - 1];
  return (
    blocks[i] !== undefined &&
    before?.type === 'paragraph' &&
    !quotes(before) &&
    (before.spans[before.spans.length - 1]?.text.endsWith(':') ?? false)
  );
}

function trimEnd(spans: readonly Span[]): Span[] {
  const out = [...spans];
  while (out.length > 0 && out[out.length - 1]?.type === 'framing') out.pop();
  return out;
}

/** Citations whose quotation is still shown. */
export function citedBy(blocks: readonly Block[], citations: readonly Citation[]): Citation[] {
  const shown = new Set<string>();
  const add = (span: Span) => {
    if (span.type === 'quoted') shown.add(`${span.citation}\n${span.text}`);
  };
  for (const block of blocks) {
    spansIn(block).forEach(add);
    if (block.type === 'heading') block.spans.forEach(add);
    else if (block.type === 'table') for (const row of block.rows) row.cells.flat().forEach(add);
    else if (block.type === 'code') shown.add(`${block.citation}\n${block.text}`);
    else if (block.type === 'steps')
      for (const { content } of block.items)
        if (content.type === 'code') shown.add(`${content.citation}\n${content.text}`);
  }
  return citations.filter((citation) => shown.has(`${citation.source}\n${citation.quote}`));
}
