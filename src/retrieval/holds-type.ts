import type { AnswerType } from '../query/answer-type.js';
import { expands } from './expansion.js';

/** "designed by the Acme team", "created in partnership with the X Foundation": the maker is the last group. */
const CREATED_BY =
  /\b(?:[Cc]reated|[Dd]esigned|[Dd]eveloped|[Ii]nvented|[Ff]ounded|[Aa]uthored|[Mm]ade|[Bb]uilt|[Ww]ritten|[Ss]tarted|[Mm]aintained|[Oo]wned)\b[^.;,]{0,40}?\b(?:by|with|at)\b (?:the |a |an )?([\p{Lu}.][\p{L}.]+|people|team|group|company|makers|authors|creators)/gu;
const CREATES =
  /^(?:The )?(\p{Lu}[\p{L}.]+)(?: \p{Lu}[\p{L}.]+){0,3} (?:team )?(?:created|designed|developed|invented|founded|wrote|built|made)\b/gu;

function namesMaker(sentence: string, names: ReadonlySet<string>): boolean {
  for (const pattern of [CREATED_BY, CREATES]) {
    for (const match of sentence.matchAll(pattern))
      if (!names.has((match[1] ?? '').toLowerCase().replace(/\.+$/, ''))) return true;
  }
  return false;
}

/** The words of a question, lower case, for {@link holdsTyped}. */
export function wordsOf(question: string): ReadonlySet<string> {
  return new Set(question.toLowerCase().split(/[^\p{L}\p{N}'’-]+/u));
}

/** Sorts of things that take the words of a sentence to be told; others show in {@link sentenceKinds}. */
const TYPED: ReadonlySet<AnswerType | null> = new Set(['creator', 'user', 'version', 'expansion']);

export function isTyped(asked: AnswerType | null): boolean {
  return TYPED.has(asked);
}

/**
 * Whether a sentence says who made or uses something, which version, or what letters stand for, by its form alone.
 * @param names words of the question, lower case: naming them again is no answer
 */
export function holdsTyped(sentence: string, asked: AnswerType | null, names: ReadonlySet<string>): boolean {
  switch (asked) {
    case 'version':
      return VERSION.test(sentence) || numbered(sentence, names);
    case 'user':
      return namesUser(sentence, names);
    case 'creator':
      return namesMaker(sentence, names) || fromWhom(sentence, names);
    case 'expansion':
      return expands(sentence, names);
    default:
      return false;
  }
}

const VERSION = /\b(?:version|release|v)s? ?\d|\d+(?:\.\d+)+|\bversions?\b/i;

/** "the engine from Google", where the thing that was made is named in the question too. */
function fromWhom(sentence: string, names: ReadonlySet<string>): boolean {
  const match = /(\p{L}+) (?:from|by|of) (?:the )?(\p{Lu}[\p{L}]+)/u.exec(sentence);
  return (
    match !== null && names.has((match[1] ?? '').toLowerCase()) && !names.has((match[2] ?? '').toLowerCase())
  );
}

/** Whether a word of the question has a number behind it: "ECMAScript 2015". */
function numbered(sentence: string, names: ReadonlySet<string>): boolean {
  for (const match of sentence.matchAll(/([\p{L}.]+)[ -]\d/gu))
    if (names.has((match[1] ?? '').toLowerCase())) return true;
  return false;
}

const USED_BY = /\b(?:used|utili[sz]ed|employed|adopted|trusted|chosen) by\b/i;
const USES =
  /\b(?:us(?:e|es|ed|ing)|rel(?:y|ies|ied) on|trusts?|adopt(?:s|ed)?|runs? on|(?:built|made|created) (?:with|on|in))\b (?:the )?(\p{Lu}[\p{L}.]*|it|them)\b/gu;

/** "X is used by Acme and Zenith", "Acme and Zenith are companies that use X", where X is named in the question. */
function namesUser(sentence: string, names: ReadonlySet<string>): boolean {
  const used =
    USED_BY.test(sentence) ||
    [...sentence.matchAll(USES)].some(
      ([, used = '']) => used === 'it' || used === 'them' || names.has(used.toLowerCase()),
    );
  return used && properNames(sentence, names) > 0;
}

/** Capitalised words that the question did not name, apart from the word that opens the sentence. */
function properNames(sentence: string, names: ReadonlySet<string>): number {
  let count = 0;
  for (const match of sentence.matchAll(/(?<![\p{L}\p{N}.])\p{Lu}[\p{L}'’-]+/gu)) {
    if (match.index === 0 && !/^\p{Lu}[\p{L}'’-]+ \p{Lu}/u.test(sentence)) continue;
    if (!names.has(match[0].toLowerCase())) count++;
  }
  return count;
}
