import { compact } from '../text/compact.js';

const WORD = String.raw`[\p{Lu}\p{N}][\p{L}\p{N}.+#'’-]*`;
const NAME = `["“]?(${WORD}(?: (?:(?:of|on|and|the|de|in|for) )?${WORD}){0,3})["”]?`;
const ALSO = new RegExp(
  String.raw`\b(?:also|sometimes|often|formerly|otherwise|commonly|better)? ?(?:known as|called|named|abbreviated as|short for)\s+(?:the )?${NAME}`,
  'gu',
);
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');

/** What the opening sentence is about, and an abbreviation in brackets behind it. */
const ABOUT = /^(?:(?:the|an?) )?([^,()]{2,40}?)(?: \(([^)]{2,20})\))?(?=,| is\b| are\b| was\b)/i;

/** Longest beginning of a sentence that is looked through, in characters. */
const MAX_LENGTH = 400;

/** Names that the opening sentence gives a subject beside its heading: "Oolong, also known as Blue tea, is …". */
export function otherNames(subject: string, opening: string): string[] {
  const sentence = opening.slice(0, MAX_LENGTH);
  const [, own = '', short = ''] = ABOUT.exec(sentence) ?? [];
  // The sentence must be about this subject: its first name shares a word with the heading.
  if (!shareWord(own, subject)) return [];
  const also = [...sentence.matchAll(ALSO)].map((match) => match[1] ?? '');
  const names = [own, short, ...also].map((name) => name.replace(/[.,'’]+$/, ''));
  const seen = new Set([compact(subject)]);
  return names.filter((name) => {
    const key = compact(name);
    const isNew = WHOLE_NAME.test(name) && /\p{L}/u.test(name) && key.length > 1 && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [x, y] = [compact(a), compact(b)];
  const others = b.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return x !== '' && (others.some((word) => words.has(word)) || x.includes(y) || y.includes(x));
}
