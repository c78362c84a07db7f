import type { Node, PhrasingContent } from 'mdast';
import { sentenceSpans } from '../text/sentences.js';
import type { LineRange, Sentence } from './corpus.js';

/** The words of a run of inline content, as they are quoted. */
export interface WrittenText {
  readonly text: string;
  /** The sentences of `text` from an offset on, with their lines. */
  sentences(from: number): Sentence[];
}

/**
 * Takes markup away and folds white space, and keeps for every offset the line of the file that it comes from.
 */
export function writtenText(nodes: readonly PhrasingContent[]): WrittenText {
  // Put together once: a text that is asked for its end after every line is copied after every line.
  const pieces: string[] = [];
  let length = 0;
  let endsWithSpace = true;
  const add = (piece: string) => {
    if (piece === '') return;
    pieces.push(piece);
    length += piece.length;
    endsWithSpace = piece.endsWith(' ');
  };
  /** Where a new source line begins: offset in `text`, line. */
  const breaks: { offset: number; line: number }[] = [];
  const put = (value: string, line: number) => {
    let at = line;
    breaks.push({ offset: length, line: at });
    for (const piece of value.split(/(\n)/)) {
      if (piece === '\n') {
        at++;
        if (!endsWithSpace) add(' ');
        breaks.push({ offset: length, line: at });
      } else {
        const folded = piece.replace(/\s+/g, ' ');
        add(endsWithSpace ? folded.trimStart() : folded);
      }
    }
  };
  const walk = (node: PhrasingContent) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'text' || node.type === 'inlineCode') put(node.value, line);
    else if (node.type === 'break') put('\n', line);
    else if (node.type === 'image') put(node.alt ?? '', line);
    // What is struck out is no longer said.
    else if (node.type === 'delete') return;
    else if ('children' in node) for (const child of node.children) walk(child as PhrasingContent);
  };
  for (const node of nodes) walk(node);
  const text = pieces.join('').trimEnd();
  return {
    text,
    sentences: (from) =>
      sentenceSpans(text.slice(from)).map(({ start, end }) => ({
        text: text.slice(from + start, from + end),
        lines: [lineAt(breaks, from + start), lineAt(breaks, from + end - 1)] as const,
      })),
  };
}

/** The line of the last break that is not behind an offset: found by halving, since a paragraph may have 100,000 lines. */
function lineAt(
  breaks: readonly { readonly offset: number; readonly line: number }[],
  offset: number,
): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return breaks[Math.max(0, low - 1)]?.line ?? 1;
}

/** A text on one line, without white space around it. */
export function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function linesOf(node: Node): LineRange {
  return [node.position?.start.line ?? 1, node.position?.end.line ?? 1];
}
