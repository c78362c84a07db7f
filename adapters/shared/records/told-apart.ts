import { DENIALS, OPPOSITES } from '../../../src/english/opposites.js';
import { cleanMessage } from '../../../src/query/clean-question.js';
import { isNegation } from '../../../src/text/function-words.js';
import { stem } from '../../../src/text/stem.js';
import { tokenize } from '../../../src/text/tokenize.js';

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

const PAIRS: readonly (readonly [string, string])[] = OPPOSITES.trim()
  .split(/\s*,\s*/)
  .map((pair) => pair.split(/\s+/).map(stem) as [string, string]);
const DENYING: ReadonlySet<string> = new Set(DENIALS.trim().split(/\s+/));

/** Shortest word that is taken for one that another undoes, in characters. */
const MIN_UNDONE = 3;
/** A text in which more than this part of the words are capitals tells nothing of names. */
const SHOUTED = 0.5;

/** @returns the marks of each question; a name is what most questions that say it write with a capital letter */
export function marksOf(questions: readonly Said[]): Marks[] {
  const read = questions.map(({ text }) => (text === null ? null : wordsOf(text)));
  const names = namesIn(read.filter((words) => words !== null));
  return questions.map(({ terms, subjects }, i) => {
    const words = read[i]?.map(({ word }) => word) ?? terms.flatMap((term) => term.split(' '));
    const told = words.filter((word) => /\d/.test(word) || names.has(word));
    const denies = words.some((word) => isNegation(word) || DENYING.has(word));
    const stems = new Set(words.map(stem));
    return {
      same: [denies ? 'not' : '', ...new Set([...subjects, ...told.map(versionOf)].sort())].join(' '),
      ...sidesOf(stems),
      stems,
      undone: words.flatMap(undoneBy),
    };
  });
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

interface Word {
  /** In lower case. */
  readonly word: string;
  /** Whether it is written with a capital letter where no sentence begins. */
  readonly capital: boolean;
}

function wordsOf(text: string): Word[] {
  return cleanMessage(text)
    .split(/(?<=[.!?:])\s/)
    .flatMap((sentence) => tokenize(sentence).map(({ text: word, capital }, i) => ({ word, capital: capital && i > 0 })));
}

function namesIn(texts: readonly (readonly Word[])[]): ReadonlySet<string> {
  const votes = new Map<string, number>();
  for (const words of texts) {
    const capitals = words.filter(({ capital }) => capital).length;
    if (capitals > SHOUTED * words.length) continue;
    for (const { word, capital } of words) votes.set(word, (votes.get(word) ?? 0) + (capital ? 1 : -1));
  }
  return new Set([...votes].flatMap(([word, more]) => (more > 0 && word !== 'i' && word !== 'im' ? [word] : [])));
}

/** "v3" is "3". */
const versionOf = (word: string): string => word.replace(/^v(?=\d)/, '');

function sidesOf(stems: ReadonlySet<string>): Pick<Marks, 'first' | 'second'> {
  let [first, second] = [0, 0];
  for (const [i, [one, other]] of PAIRS.entries()) {
    const [has, hasOther] = [stems.has(one), stems.has(other)];
    if (has && !hasOther) first |= 1 << i;
    if (hasOther && !has) second |= 1 << i;
  }
  return { first, second };
}

function undoneBy(word: string): string[] {
  const rest = /^(?:un|dis)(.+)$/.exec(word)?.[1] ?? '';
  return rest.length < MIN_UNDONE ? [] : [stem(rest), ...(word.startsWith('dis') ? [stem(`en${rest}`)] : [])];
}
