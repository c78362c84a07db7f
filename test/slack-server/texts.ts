import { isThing, type Thing } from './checks.js';

/** Elements of rich text that are one line or paragraph. */
const LINES = new Set(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']);

/**
 * Every text in a part of Block Kit, in reading order, as people read it: without the gaps that keep marks apart. A
 * line of rich text is one; what is bold stands in it between `*`, what is in italics between `_`.
 */
export function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (!isThing(part)) return [];
  if (LINES.has(String(part.type))) return [plain((part.elements as Thing[]).map(runText).join(''))];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [plain(value)] : textsIn(value),
  );
}

function runText({ text, url, style }: Thing): string {
  const shown = String(text ?? url ?? '');
  const { bold, italic } = (style ?? {}) as Thing;
  return bold ? `*${shown}*` : italic ? `_${shown}_` : shown;
}

const plain = (text: string): string => text.replaceAll('\u200b', '').replaceAll('\u00a0', ' ');
