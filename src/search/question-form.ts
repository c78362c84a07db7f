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
  /** For each term 1 when it only says which sort of thing is asked for ("year", "country"): an answer need not say it. */
  readonly sort: readonly number[];
}

/** The nouns that say what sort of thing is wanted: "in what year", "what is the capital of", "which percentage". */
const SORTS: ReadonlyMap<string, readonly [Asked, number]> = new Map(
  (
    [
      ['year years', 'date', KIND.year],
      ['date day month century decade era time birthday', 'date', KIND.date],
      ['percentage percent proportion share', 'number', KIND.percent],
      ['cost price fee salary revenue income budget money', 'number', KIND.money | KIND.count],
      ['number amount total size height length width depth weight distance area speed', 'number', KIND.count],
      ['age population rate ratio temperature score capacity density duration', 'number', KIND.count],
      ['country nation continent region county state city town village capital', 'place', KIND.place],
      ['place location venue street island birthplace', 'place', KIND.place],
      ['reason reasons cause causes', 'reason', KIND.reason],
    ] as const
  ).flatMap(([words, asked, kinds]) => words.split(' ').map((word) => [word, [asked, kinds]] as const)),
);

const ASKED: readonly (readonly [RegExp, Asked, number])[] = [
  [
    /\bhow much\b.*\b(?:cost|money|paid|pay|spent|spend|worth|earn|price|fee|revenue|dollars?)\b/,
    'number',
    KIND.money | KIND.count,
  ],
  [/^(?:\w+ ){0,3}when\b/, 'date', KIND.date],
  [/\bhow (?:long|old|often)\b/, 'number', KIND.span | KIND.count | KIND.date],
  [/\bhow (?:many|much|big|tall|far|large|high|deep|heavy|wide|fast)\b/, 'number', KIND.count],
  [/\bwho(?:se|m)?\b/, 'person', 0],
  [/\bwhere\b/, 'place', KIND.place],
  [/\bwhy\b/, 'reason', KIND.reason],
];

/** What stands between "what" and the noun: "what was the", "what are its". */
const BETWEEN = new Set(['is', 'are', 'was', 'were', 'the', 'a', 'an', 'his', 'her', 'its', 'their']);
const NAMES = new Set(['name', 'names']);
/** A number before what is asked for says how many answers there are: "which two rivers". */
const COUNTED = new Set(['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']);
/** What asking for a place says again: "where is it located". */
const PLACED = new Set(['located', 'situated']);

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
  const noun = at < 0 ? null : nounAfter(words, at + 1);
  const sort = noun === null ? undefined : SORTS.get(noun.word);
  const found = sort ?? ASKED.find(([pattern]) => pattern.test(lower))?.slice(1);
  const [asked, kinds] = (found as readonly [Asked, number] | undefined) ?? [
    noun && (noun.direct || NAMES.has(noun.word)) ? 'name' : 'other',
    0,
  ];
  const counted = at >= 0 && COUNTED.has(words[at + 1] ?? '') ? words[at + 1] : undefined;
  const isSort = ({ text }: QueryTerm) =>
    text === counted || (sort && text === noun?.word) || (asked === 'place' && PLACED.has(text));
  return {
    asked,
    kinds,
    said,
    named: terms.map((term) => (term.text.split(' ').some((word) => names.has(word)) ? 1 : 0)),
    sort: terms.map((term) => (isSort(term) ? 1 : 0)),
  };
}

/**
 * The noun that "what" or "which" asks for: the last of the content words that follow, or the first that says a
 * sort of thing.
 * @returns `direct` when it follows at once: "which river", and not "what is the river"
 */
function nounAfter(words: readonly string[], from: number): { word: string; direct: boolean } | null {
  let i = from;
  while (BETWEEN.has(words[i] ?? '')) i++;
  const direct = i === from;
  let last: string | null = null;
  for (; i < words.length && !isFunctionWord(words[i] as string); i++) {
    last = words[i] as string;
    if (SORTS.has(last)) break;
  }
  return last === null ? null : { word: last, direct };
}
