import type { Span } from '../../src/answer/answer.js';
import { markedSpans } from '../../src/answer/plain-text.js';
import { MARK_GAP } from './label.js';

export interface Emphasised {
  text: string;
  readonly isBold: boolean;
}

/** Spans with the marks of their sources, for platforms that format stretches of text; names, and labels that open a point, are bold. */
export function emphasised(spans: readonly Span[]): Emphasised[] {
  const joined: Emphasised[] = [];
  for (const span of markedSpans(spans, MARK_GAP)) {
    const isBold = span.type === 'name' || (span.type === 'quoted' && span.label === true);
    const last = joined.at(-1);
    if (last && last.isBold === isBold) last.text += span.text;
    else joined.push({ text: span.text, isBold });
  }
  return joined;
}
