import { isFunctionWord } from '../text/function-words.js';
import { KIND } from '../text/sentence-kinds.js';
import { fold, formOf } from '../text/tokenize.js';
import { type AnswerType, expectedAnswerType } from './answer-type.js';

/** What the form of a question tells of the answer that is wanted. Nothing of it decides: it is measured. */
export interface QuestionForm {
  /** The sort of thing asked for; `null` when it may be any. */
  readonly asked: AnswerType | null;
  /** {@link KIND} bits of which a sentence should have one; 0 when none tells. */
  readonly kinds: number;
  /** Forms of all words of the question: naming one of them again is no answer. */
  readonly said: ReadonlySet<number>;
  /** Words, folded, that are names or numbers: an answer can least do without them. */
  readonly names: ReadonlySet<string>;
  /** Words that only say which sort of thing is asked for ("year", "country"): an answer need not say them. */
  readonly sorts: ReadonlySet<string>;
  /** Asks how something is done. */
  readonly howTo: boolean;
  /** Asks for a command, a setting, an example. */
  readonly code: boolean;
  /** Can be answered with yes or no. */
  readonly yesNo: boolean;
}

export const NO_FORM: QuestionForm = {
  asked: null,
  kinds: 0,
  said: new Set(),
  names: new Set(),
  sorts: new Set(),
  howTo: false,
  code: false,
  yesNo: false,
};

/** The nouns that say what sort of thing is wanted: "in what year", "what is the capital of", "which percentage". */
const SORTS: ReadonlyMap<string, readonly [AnswerType, number]> = new Map(
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

const ASKED: readonly (readonly [RegExp, AnswerType, number])[] = [
  [/^(?:\w+ ){0,3}when\b/, 'date', KIND.date],
  [/\bhow (?:long|old|often)\b/, 'number', KIND.span | KIND.count | KIND.date],
  [/\bhow (?:many|much|big|tall|far|large|high|deep|heavy|wide|fast)\b/, 'number', KIND.count],
  [/\bwho(?:se|m)?\b/, 'person', 0],
  [/\bwhere\b/, 'place', KIND.place],
  [/\bwhy\b/, 'reason', KIND.reason],
];

/** What stands between "what" and the noun: "what was the", "what are its". */
const BETWEEN = new Set(['is', 'are', 'was', 'were', 'the', 'a', 'an', 'his', 'her', 'its', 'their']);

const HOW_TO =
  /\b(?:how (?:do|can|to|should|would|could|might)|ways? (?:to|of)|steps? (?:to|for)|instructions?|guide|tutorial|walk me through|set ?up|configure|where (?:do|can) (?:i|we|you)|what (?:do|must|should|shall) (?:i|we|you))\b/;
const CODE =
  /\b(?:commands?|cli|config(?:uration)?|settings?|options?|flags?|parameters?|env(?:ironment)?|variables?|examples?|snippets?|scripts?|syntax|yaml|json|toml|code|docker|compose|regex|query|curl|sql)\b|(?:^|\s)--?[a-z]|[a-z]_[a-z]|\w\.\w+\(/i;
const YES_NO =
  /^(?:and |but |so |ok |hey |hi )*(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|must|am)\b/;

/**
 * Reads the form of a question.
 * @param shape its words with `SUBJ` and `NOUN` for what the articles name
 */
export function questionForm(question: string, shape: string): QuestionForm {
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
  const [byWords, kinds] = (found as readonly [AnswerType, number] | undefined) ?? [
    noun?.direct ? ('name' as const) : null,
    0,
  ];
  const asked = expectedAnswerType(shape) ?? byWords;
  const sorts = new Set<string>();
  if (sort && noun) sorts.add(noun.word);
  return {
    asked,
    kinds: kinds || (asked === null ? 0 : (KINDS[asked] ?? 0)),
    said,
    names,
    sorts,
    howTo: HOW_TO.test(lower),
    code: CODE.test(question),
    yesNo: YES_NO.test(shape),
  };
}

/** What a sentence should hold where the words of the question tell no more. */
const KINDS: Partial<Record<AnswerType, number>> = {
  date: KIND.date | KIND.span,
  number: KIND.number,
  price: KIND.money | KIND.count,
  place: KIND.place,
  reason: KIND.reason,
};

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
