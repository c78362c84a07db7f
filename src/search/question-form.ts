import type { QueryTerm } from '../query/query.js';
import { isFunctionWord } from '../text/function-words.js';
import { KIND } from '../text/sentence-kinds.js';
import { fold, formOf } from '../text/tokenize.js';

/** What a question asks for by its form, finer than `AnswerType` and without a veto: it only ranks. */
export type Asked = 'date' | 'number' | 'person' | 'place' | 'reason' | 'name' | 'other';

export interface QuestionForm {
  readonly asked: Asked;
  /** {@link KIND} bits of which a sentence should have one; 0 when none tells. */
  readonly kinds: number;
  /** Forms of all words of the question: naming one of them again is no answer. */
  readonly said: ReadonlySet<number>;
  /** For each term 1 when it is a name or a number, which an answer can least do without. */
  readonly named: readonly number[];
  /** Place of the term that says what is wanted ("river" in "which river …"); -1 when there is none. */
  readonly focus: number;
}

const ASKED: readonly (readonly [RegExp, Asked, number])[] = [
  [/\b(?:what|which) (?:percentage|percent|proportion|share)\b/, 'number', KIND.percent],
  [
    /\bhow much\b.*\b(?:cost|money|paid|pay|spent|spend|worth|earn|price|fee|revenue|dollars?)\b|\b(?:what|which) (?:price|fee|cost|salary|amount of money)\b/,
    'number',
    KIND.money | KIND.count,
  ],
  [/\b(?:what|which) (?:\w+ )?years?\b/, 'date', KIND.year],
  [/^(?:\w+ ){0,3}when\b|\b(?:what|which) (?:month|day|date|century|decade|era|time)\b/, 'date', KIND.date],
  [/\bhow (?:long|old|often)\b/, 'number', KIND.span | KIND.count | KIND.date],
  [
    /\bhow (?:many|much|big|tall|far|large|high|deep|heavy|wide|fast)\b|\b(?:what|which) (?:\w+ ){0,2}(?:number|size|age|population|amount|rate|temperature|score)\b/,
    'number',
    KIND.count,
  ],
  [/\bwho(?:se|m)?\b/, 'person', 0],
  [
    /\bwhere\b|\b(?:what|which) (?:\w+ ){0,2}(?:country|city|state|town|place|location|region|county|continent|nation|area)\b/,
    'place',
    KIND.place,
  ],
  [
    /\bwhy\b|\bwhat (?:is|are|was|were) the (?:reasons?|causes?)\b|\bfor what reason\b/,
    'reason',
    KIND.reason,
  ],
];

/** Reads the form of a question. */
export function questionForm(question: string, terms: readonly QueryTerm[]): QuestionForm {
  const lower = question.toLowerCase();
  const written = question.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  const said = new Set<number>();
  const names = new Set<string>();
  written.forEach((word, i) => {
    const folded = fold(word).replace(/['’]/g, '');
    said.add(formOf(folded));
    if ((i > 0 && /^\p{Lu}/u.test(word)) || /\d/.test(word)) names.add(folded);
  });
  const words = written.map((word) => fold(word));
  const at = words.findIndex((word) => word === 'what' || word === 'which');
  const focus = at < 0 ? -1 : focusTerm(words.slice(at + 1, at + 5), terms);
  const found = ASKED.find(([pattern]) => pattern.test(lower));
  return {
    asked: found ? found[1] : focus >= 0 ? 'name' : 'other',
    kinds: found ? found[2] : 0,
    said,
    named: terms.map((term) => (term.text.split(' ').some((word) => names.has(word)) ? 1 : 0)),
    focus,
  };
}

/** The last of the content words that follow "what" or "which" at once. */
function focusTerm(words: readonly string[], terms: readonly QueryTerm[]): number {
  let last: string | undefined;
  for (const word of words) {
    if (isFunctionWord(word)) break;
    last = word;
  }
  return last === undefined ? -1 : terms.findIndex((term) => term.text === last);
}
