import type { TextBlock } from './lines.js';

const MAX_LENGTH = 90;
const MAX_WORDS = 14;
/** Before a colon, more words than this are a sentence that announces a list. */
const MAX_WORDS_BEFORE_COLON = 5;

const SENTENCE_WORDS =
  /\b(?:are|is|was|were|be|has|have|include|includes|following|follows|this|these|consists?)\b|\b(?:from|to|of|with|for|in|by|at|on|and|that|than|as):$/i;
const NUMBERED_PART = /^(?:chapter|part|step|section|appendix|lesson|unit|day|week|module)\s+\w+\s*[:.–-]/i;

/** Whether a block, by its look alone, could be a heading: one short line that is no sentence. */
export function looksLikeHeading({ text, lines, size, underline }: TextBlock): boolean {
  if (underline !== null) return true;
  const words = text.split(/\s+/).length;
  if (text.length > MAX_LENGTH || words > MAX_WORDS || text.includes('\t') || !/\p{L}/u.test(text))
    return false;
  if (size !== null) return true;
  if (lines > 1 || /[.,;!…]$/.test(text) || /[a-z][.!?]\s+["“(]?\p{Lu}/u.test(text)) return false;
  if (!/^["'“‘(¿#]?[\p{Lu}\p{N}]/u.test(text)) return false;
  if (text.endsWith(':')) return words <= MAX_WORDS_BEFORE_COLON && !SENTENCE_WORDS.test(text);
  return factOf(text) === null || NUMBERED_PART.test(text);
}

/** "Label: value", both short, as on a card of facts; or `null`. */
export function factOf(text: string): { label: string; value: string } | null {
  const match = /^(\p{L}[^:.!?]{0,28}?):\s+(\S.{0,79})$/u.exec(text);
  const [, label = '', value = ''] = match ?? [];
  if (!match || label.split(/\s+/).length > 3 || /[.!?]$|[.!?]\s+\p{Lu}/u.test(value)) return null;
  return { label, value };
}
