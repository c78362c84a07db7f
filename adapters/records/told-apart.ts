import { cleanMessage } from '../../src/query/clean-question.js';
import { isDenial } from '../../src/text/denials.js';
import { stem } from '../../src/text/stem.js';
import { tokenize } from '../../src/text/tokenize.js';
import { OPPOSITES } from './opposites.js';

/**
 * What keeps two questions apart however alike they are: numbers, versions, names and whether something is denied
 * must be the same, and neither may ask for the opposite of the other. Nearness proves none of it.
 */
export interface Marks {
  /** Numbers, names and denial: of questions that ask the same it is the same. */
  readonly same: string;
  /** Pairs of opposites of which it says the first word alone, and the second alone, a bit each. */
  readonly first: number;
  readonly second: number;
  readonly stems: ReadonlySet<string>;
  /** Stems that it says undone: `lock` of "unlock", `abl` of "disable". */
  readonly undone: readonly string[];
}

/** A question as far as it was kept: its text or, without one, its words. */
export interface Said {
  readonly text: string | null;
  readonly terms: readonly string[];
  readonly subjects: readonly string[];
}

/** Stems that have an opposite: a bit for their pair, the same for both of it. */
const PAIRS = OPPOSITES.trim().split(/\s*,\s*/);
const sideOf = (side: 0 | 1): ReadonlyMap<string, number> =>
  new Map(PAIRS.map((pair, i) => [stem(pair.split(/\s+/)[side] ?? ''), 1 << i]));
const [FIRST, SECOND] = [sideOf(0), sideOf(1)];

/** Who asks is written with a capital letter in English, and is no name. */
const SELF = /^i(?:m|d|ll|ve)?$/;
/** A text without markup, mentions and links. */
const PLAIN = /^[\w ,.?!;:'’"()+#-]*$/;
/** Shortest word that is taken for one that another undoes, in characters. */
const MIN_UNDONE = 3;
/** What a capital letter weighs against one that is small: people write a fourth of the names rightly. Ours. */
const CAPITAL = 3;
/** A text in which more than this part of the words are capitals tells nothing of names. */
const SHOUTED = 0.5;

/** What a word tells, in lower case; the same one for all questions that say it. */
interface Word {
  readonly word: string;
  readonly stem: string;
  readonly denies: boolean;
  readonly isNumber: boolean;
  readonly undone: readonly string[];
  /** Larger than 0 when it is often enough written with a capital letter where no sentence begins. */
  capitals: number;
}

/** @returns the marks of each question; a name is what enough of the questions that say it write with a capital letter */
export function marksOf(questions: readonly Said[]): Marks[] {
  const words = new Map<string, Word>();
  const wordOf = (text: string): Word => {
    const word = words.get(text) ?? readWord(text);
    words.set(text, word);
    return word;
  };
  const said = questions.map(({ text, terms }) =>
    text === null ? terms.flatMap((term) => term.split(' ').map(wordOf)) : wordsOf(text, wordOf),
  );
  return questions.map(({ subjects }, i) => marksIn(said[i] ?? [], subjects));
}

function marksIn(words: readonly Word[], subjects: readonly string[]): Marks {
  const same = new Set(subjects);
  const stems = new Set<string>();
  const undone: string[] = [];
  let denies = false;
  let [first, second] = [0, 0];
  for (const word of words) {
    if (word.isNumber || word.capitals > 0) same.add(versionOf(word.word));
    if (word.denies) denies = true;
    if (word.undone.length > 0) undone.push(...word.undone);
    stems.add(word.stem);
    first |= FIRST.get(word.stem) ?? 0;
    second |= SECOND.get(word.stem) ?? 0;
  }
  return {
    same: [denies ? 'not' : '', ...[...same].sort()].join(' '),
    first: first & ~second,
    second: second & ~first,
    stems,
    undone,
  };
}

/** Whether two questions cannot ask for the same. */
export function tellsApart(a: Marks, b: Marks): boolean {
  return (
    a.same !== b.same ||
    (a.first & b.second) !== 0 ||
    (a.second & b.first) !== 0 ||
    undoes(a, b) ||
    undoes(b, a)
  );
}

/** Whether one says undone what the other says, and does not say itself. */
const undoes = (a: Marks, b: Marks): boolean =>
  a.undone.some((word) => b.stems.has(word) && !a.stems.has(word));

function wordsOf(text: string, wordOf: (text: string) => Word): Word[] {
  const words: Word[] = [];
  const capital: number[] = [];
  // Cleaning takes longer than all else, and most texts are clean.
  for (const sentence of (PLAIN.test(text) ? text : cleanMessage(text)).split(/(?<=[.!?:])\s/))
    for (const [i, token] of tokenize(sentence).entries()) {
      words.push(wordOf(token.text));
      // The first word of a sentence has a capital letter whatever it is.
      const isName = token.capital && !SELF.test(token.text);
      capital.push(isName ? (i === 0 ? 0 : CAPITAL) : -1);
    }
  if (capital.filter((own) => own === CAPITAL).length <= SHOUTED * words.length)
    for (const [i, word] of words.entries()) word.capitals += capital[i] as number;
  return words;
}

function readWord(word: string): Word {
  const stemmed = stem(word);
  return {
    word,
    stem: stemmed,
    denies: isDenial(word),
    isNumber: /\d/.test(word),
    undone: undoneBy(word),
    capitals: 0,
  };
}

/** "v3" is "3". */
const versionOf = (word: string): string => word.replace(/^v(?=\d)/, '');

function undoneBy(word: string): string[] {
  const rest = /^(?:un|dis)(.+)$/.exec(word)?.[1] ?? '';
  return rest.length < MIN_UNDONE ? [] : [stem(rest), ...(word.startsWith('dis') ? [stem(`en${rest}`)] : [])];
}
