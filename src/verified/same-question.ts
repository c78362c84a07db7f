import type { KnownWords } from '../query/known-words.js';
import type { Query, QueryTerm } from '../query/query.js';
import { wordsOf } from '../query/words.js';
import { denies } from '../text/denials.js';
import { editDistance } from '../text/edit-distance.js';
import { isFunctionWord, isNegation } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { TELLING, WAYS_OF_ASKING } from './phrasing.js';

/** A word of a question that another must say too to ask the same. */
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
  /** What it is after: “why”, “how long”, “what”. */
  readonly asked: string;
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

/** Reads a question for comparing it with others. */
export function readQuestion(query: Query, words: Words): ReadQuestion {
  const plain = plainWords(query.question);
  const [after, pattern] = WAYS_OF_ASKING.find(([, one]) => plain.search(one) >= 0) ?? ['what', /(?!)/g];
  const asked = after ?? plain.match(pattern)?.[0] ?? '';
  const rest = plain.replace(pattern, ' ');
  return { text: query.question, asked, denies: denies(plain), units: unitsIn(rest, query, words) };
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

/**
 * How much of what two questions say both say, 0 to 1.
 * @param weightOf what a word weighs
 */
export function sharedPart(a: ReadQuestion, b: ReadQuestion, weightOf: (unit: Unit) => number): number {
  const sum = (units: readonly Unit[]) => units.reduce((total, unit) => total + weightOf(unit), 0);
  const all = sum(a.units) + sum(b.units);
  return all === 0 ? 0 : 1 - (sum(missing(a, b)) + sum(missing(b, a))) / all;
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
    .replace(/\b(what|it|why)['’]s\b/g, '$1s')
    .replace(/['’]s\b/g, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}.#+/_-]+/gu, ' ')
    .replace(/\b(?:have|has|had|need|needs) to\b/g, 'must')
    .trim();
}

const TELLS: ReadonlySet<string> = new Set(TELLING.trim().split(/\s+/));
const DIRECTIONS: ReadonlySet<string> = new Set(['from', 'to', 'into', 'onto', 'without', 'than', 'instead']);

/** The stem of a word; the word where it tells questions apart, or where little would be left of it. */
function formOf(word: string): string {
  if (TELLS.has(word)) return word;
  const short = stem(word);
  return short.length < 3 && word.endsWith('ing') ? word.slice(0, -3) : short;
}

/** Passages from which on it tells something that a word stands in a third of them. Ours. */
const MANY_PASSAGES = 100;

function unitsIn(text: string, query: Query, { known, passages }: Words): Unit[] {
  const isContent = contentIn(query);
  const named = new Set(
    query.subjects.flatMap(({ written }) => wordsOf(written).map(({ text: one }) => one)),
  );
  const units: Unit[] = [];
  let behind: string | null = null;
  for (const { text: word } of wordsOf(text)) {
    if (DIRECTIONS.has(word)) behind = word;
    else if (isContent(word)) {
      const form = formOf(word);
      const isWord = /^\p{L}{3,}$/u.test(word) && !TELLS.has(word) && !named.has(word);
      units.push({
        text: word,
        forms: new Set([form, ...synonymsOf(form, query.terms)]),
        known: known.isKnown(stem(word)),
        isGiven: isWord && passages >= MANY_PASSAGES && known.isOrdinary(stem(word)),
        mayBeImplied: isWord && !query.form.names.has(word),
        behind,
      });
    }
  }
  return units;
}

/** Which words are more than grammar in a question. */
function contentIn(query: Query): (word: string) => boolean {
  // "the IT budget", "in the US"
  const acronyms = new Set(wordsOf(query.question).flatMap(({ text, weight }) => (weight > 0 ? [text] : [])));
  return (word) => {
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
