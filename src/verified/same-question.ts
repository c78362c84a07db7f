import type { KnownWords } from '../query/known-words.js';
import type { Query, QueryTerm } from '../query/query.js';
import { wordsOf } from '../query/words.js';
import { editDistance } from '../text/edit-distance.js';
import { isFunctionWord, isNegation } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import {
  AROUND,
  type Asked,
  BY_ITSELF,
  EMPTY_WORDS,
  SAME_IN_QUESTIONS,
  TELLING,
  WAYS_OF_ASKING,
} from './phrasing.js';
import { denies } from './told-apart.js';

/** A word or phrase of a question that another must say too to ask the same. */
export interface Unit {
  readonly text: string;
  /** Stems of all that says the same, of phrases with blanks between. */
  readonly forms: ReadonlySet<string>;
  /** Whether the articles hold it. */
  readonly known: boolean;
  /** Whether nearly all that the articles say is about it, so that it may as well be left out. */
  readonly isGiven: boolean;
  /** What may be lost where the rest says it: no name, no number, nothing that tells how many or which way. */
  readonly mayBeImplied: boolean;
  /** The word before that says which way something goes: "from", "to", "without". */
  readonly behind: string | null;
}

/** A question as far as another may ask the same. */
export interface ReadQuestion {
  readonly text: string;
  readonly asked: Asked;
  readonly denies: boolean;
  readonly units: readonly Unit[];
}

/** How a question that is asked differs from one that was verified. */
export interface Difference {
  /** What makes it another question whatever words they share; `null`: nothing does. */
  readonly apart: 'sort' | 'negation' | 'direction' | null;
  /** What only the one says, and only the other. */
  readonly lost: readonly Unit[];
  readonly added: readonly Unit[];
}

/** What a question is read with. */
export interface Words {
  readonly known: KnownWords;
  /** How many passages the articles have. */
  readonly passages: number;
}

/** Reads a question for comparing it with others. @param query what was understood of the message */
export function readQuestion(message: string, query: Query, words: Words): ReadQuestion {
  const around = plainWords(query.question).replace(AROUND, ' ').replace(/\s+/g, ' ').trim();
  const [asked, pattern] = WAYS_OF_ASKING.find(([, one]) => around.search(one) >= 0) ?? ['what', null];
  const rest = pattern ? around.replace(pattern, ' ') : around;
  return {
    text: query.question,
    asked,
    denies: denies(plainWords(query.question)),
    units: [...unitsIn(rest, asked, query, words), ...byItself(message)],
  };
}

export function differenceOf(verified: ReadQuestion, asked: ReadQuestion): Difference {
  const lost = missing(verified, asked);
  const added = missing(asked, verified);
  // What may be left out is: but not for something else.
  const isLeftOut = lost.length === 0 || added.length === 0;
  const said = (units: readonly Unit[]) => (isLeftOut ? units.filter(({ isGiven }) => !isGiven) : units);
  return { apart: apartBy(verified, asked), lost: said(lost), added: said(added) };
}

/** What the one says, and the other does not. */
function missing({ units }: ReadQuestion, other: ReadQuestion): Unit[] {
  return units.filter((unit) => !other.units.some((its) => isAlike(unit, its)));
}

function apartBy(a: ReadQuestion, b: ReadQuestion): Difference['apart'] {
  if (a.asked !== b.asked) return 'sort';
  if (a.denies !== b.denies) return 'negation';
  return isTurned(a, b) || isTurned(b, a) ? 'direction' : null;
}

/** Lower case without marks, short forms written out as far as they matter. */
function plainWords(question: string): string {
  return question
    .toLowerCase()
    .replace(/\bw\/o\b/g, 'without')
    .replace(/\b(what|where|who|how|why|when|it|that|there)['’]s\b/g, '$1s')
    .replace(/['’]s\b/g, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}.#+/_-]+/gu, ' ')
    .replace(/\b(?:have|has|had|need|needs) to\b/g, 'must')
    .trim();
}

/** Longest message in which it is looked for how something is by itself, in characters: a longer one has other sentences too. */
const SHORT_MESSAGE = 400;

function byItself(message: string): Unit[] {
  if (message.length > SHORT_MESSAGE) return [];
  const found = message.toLowerCase().match(BY_ITSELF) ?? [];
  const texts = new Set(found.map((text) => (text === 'out of the box' ? 'by default' : text)));
  return [...texts].map((text) => ({
    text,
    forms: new Set([text]),
    ...{ known: true, isGiven: false, mayBeImplied: false, behind: null },
  }));
}

const TELLS: ReadonlySet<string> = new Set(TELLING.trim().split(/\s+/));
const DIRECTIONS: ReadonlySet<string> = new Set(['from', 'to', 'into', 'onto', 'without', 'than', 'instead']);
const GROUPS: readonly (readonly string[])[] = SAME_IN_QUESTIONS.trim()
  .split('\n')
  .map((line) =>
    line.split(',').map((phrase) =>
      phrase
        .trim()
        .split(/[\s-]+/)
        .map(formOf)
        .join(' '),
    ),
  );
/** Most words that a phrase of {@link SAME_IN_QUESTIONS} has. */
const LONGEST_PHRASE = 3;

/** The stem of a word; the word where it tells questions apart, or where little would be left of it. */
function formOf(word: string): string {
  if (TELLS.has(word)) return word;
  const short = stem(word);
  return short.length < 3 && word.endsWith('ing') ? word.slice(0, -3) : short;
}

/** Passages from which on it tells something that a word stands in a third of them. Ours. */
const MANY_PASSAGES = 100;

function unitsIn(text: string, asked: Asked, query: Query, { known, passages }: Words): Unit[] {
  const words = wordsOf(text).map(({ text: word }) => word);
  const forms = words.map(formOf);
  const isContent = contentIn(asked, query);
  const named = new Set(
    query.subjects.flatMap(({ written }) => wordsOf(written).map(({ text: one }) => one)),
  );
  const units: Unit[] = [];
  let behind: string | null = null;
  for (let i = 0; i < words.length; ) {
    const word = words[i] as string;
    const phrase = phraseAt(forms, i);
    const length = phrase?.length ?? 1;
    if (phrase === null && DIRECTIONS.has(word)) behind = word;
    else if (length > 1 || isContent(word)) {
      const own = words.slice(i, i + length);
      const stems = forms.slice(i, i + length).join(' ');
      const isWord = length === 1 && /^\p{L}{3,}$/u.test(word) && !TELLS.has(word) && !named.has(word);
      units.push({
        text: own.join(' '),
        forms: new Set([
          stems,
          formOf(own.join('')),
          ...synonymsOf(stems, query.terms),
          ...(phrase?.forms ?? []),
        ]),
        known: own.every((one) => known.isKnown(stem(one))),
        isGiven: isWord && passages >= MANY_PASSAGES && known.isOrdinary(stem(word)),
        mayBeImplied: isWord && !query.form.names.has(word),
        behind,
      });
    }
    i += length;
  }
  return units;
}

/** Which words are more than grammar in a question after something. */
function contentIn(asked: Asked, query: Query): (word: string) => boolean {
  const empty = new Set([...EMPTY_WORDS.any.split(' '), ...(EMPTY_WORDS[asked] ?? '').split(' ')]);
  // "the IT budget", "in the US"
  const acronyms = new Set(wordsOf(query.question).flatMap(({ text, weight }) => (weight > 0 ? [text] : [])));
  return (word) => {
    if (empty.has(word)) return false;
    if (TELLS.has(word) || (acronyms.has(word) && isFunctionWord(word))) return true;
    // "gate 3", "plan B": what is grammar elsewhere.
    if (/\d/.test(word) || (word.length === 1 && !/[aiur]/.test(word))) return true;
    return !isNegation(word) && !isFunctionWord(word);
  };
}

/** Other ways to say a word are the same from this strength on; a corrected spelling is a guess. */
const SURE = 0.8;

function synonymsOf(stems: string, terms: readonly QueryTerm[]): string[] {
  return terms
    .filter((term) => term.stems.join(' ') === stems)
    .flatMap(({ alternatives }) => alternatives)
    .filter(({ relation, strength }) => (relation === 'same' || relation === 'synonym') && strength >= SURE)
    .map((one) => one.stems.join(' '));
}

function phraseAt(forms: readonly string[], at: number): { length: number; forms: readonly string[] } | null {
  for (let length = Math.min(LONGEST_PHRASE, forms.length - at); length > 0; length--) {
    const phrase = forms.slice(at, at + length).join(' ');
    const groups = GROUPS.filter((group) => group.includes(phrase));
    if (groups.length > 0) return { length, forms: groups.flat() };
  }
  return null;
}

function isAlike(a: Unit, b: Unit): boolean {
  for (const form of a.forms) if (b.forms.has(form)) return true;
  return isSlip(a, b) || isSlip(b, a);
}

/** Shortest word of which a slip is taken for one, and from which on two are, in letters. */
const SLIP_FROM = 5;
const TWO_SLIPS_FROM = 9;

/** Whether the first is a word that the articles do not know, written nearly like the second. */
function isSlip(a: Unit, b: Unit): boolean {
  const { text } = a;
  if (a.known || text.length < SLIP_FROM || text[0] !== b.text[0] || !/^\p{L}+$/u.test(text)) return false;
  const limit = text.length >= TWO_SLIPS_FROM ? 2 : 1;
  return editDistance(text, b.text, limit) <= limit;
}

/** Whether something that one goes from, to or without stands elsewhere in the other, which goes that way too. */
function isTurned(one: ReadQuestion, other: ReadQuestion): boolean {
  return one.units.some((unit) => {
    const same = other.units.filter((its) => isAlike(unit, its));
    const goesThere = other.units.some(({ behind }) => behind !== null && behind === unit.behind);
    return same.length > 0 && goesThere && same.every(({ behind }) => behind !== unit.behind);
  });
}
