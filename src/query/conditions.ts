import type { Subject } from '../knowledge/corpus.js';
import { type Bound, boundsIn } from '../text/amounts.js';
import type { Condition, QueryTerm, SubjectMention } from './query.js';
import { type Word, wordsOf } from './words.js';

/** Words that hold a condition together: "ease of use", "built on top of the JVM". */
const INSIDE = new Set(['of', 'in', 'to', 'the', 'a', 'an', 's']);
const NEGATIONS = new Set([
  'not',
  'isnt',
  'arent',
  'without',
  'no',
  'non',
  'except',
  'doesnt',
  'dont',
  'never',
  'neither',
  'nor',
  'besides',
  'excluding',
]);

/** What is said before the thing by which subjects are told apart. */
const WEIGHING: ReadonlySet<string> = new Set(['most', 'least', 'fewest', 'more', 'less', 'fewer']);

/**
 * Cuts the terms of a question after subjects into the conditions that a subject must meet: what stands
 * together between grammar words, each with its negation. Light words alone make no condition, unless the
 * question weighs them: "the most power".
 */
export function findConditions(
  question: string,
  words: readonly Word[],
  terms: readonly QueryTerm[],
  subjects: readonly SubjectMention[],
): Condition[] {
  // A phrase that an amount is part of ("spars or 100 g") stays whole.
  const bounds = boundsIn(question)
    .flatMap((set) => placed(set, words))
    .filter((bound) => terms.every((term) => !crosses(term, bound)));
  const out: Condition[] = [];
  let either = false;
  let open: { terms: QueryTerm[]; mentions: Subject[]; negated: boolean } = {
    terms: [],
    mentions: [],
    negated: false,
  };
  let negated = false;
  let weighed = false;
  const isSaid = () => open.negated && open.terms.length > 0;
  const close = () => {
    const carries = open.terms.some((term) => !term.light) || (weighed && open.terms.length > 0);
    if (open.mentions.length > 0 || carries) {
      out.push({
        ...open,
        bound: null,
        spare: false,
        either: either && out.length > 0,
        text: [...open.terms.map((term) => term.text), ...open.mentions.map((subject) => subject.name)].join(
          ' ',
        ),
      });
    }
    if (open.terms.length > 0 || open.mentions.length > 0) either = false;
    open = { terms: [], mentions: [], negated };
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (word.pause) close();
    const bound = bounds.find(({ from }) => from === i);
    if (bound) {
      const isNegated = negated && !isSaid();
      close();
      const own = terms.filter(({ from, to }) => from >= bound.from && to <= bound.to);
      const set = { set: bound.set, words: new Set(words.map(({ stem }) => stem)) };
      out.push({
        text: bound.set.text,
        terms: own,
        mentions: [],
        negated: isNegated,
        either: either && out.length > 0,
        spare: false,
        bound: set,
      });
      either = false;
      i = bound.to;
      continue;
    }
    const term = terms.find(({ from }) => from === i);
    const mention = subjects.find(({ from }) => from === i);
    if (term) {
      open.terms.push(term);
      i = term.to;
    } else if (mention) {
      open.mentions.push(mention.subject);
      i = mention.to;
    } else {
      if (NEGATIONS.has(word.text)) negated = true;
      else if (INSIDE.has(word.text)) continue;
      // "not that hard" is still negated, "without a sail that …" is not any more.
      else if (
        /^(?:and|but|with|that|which|or)$/.test(word.text) &&
        !(word.text === 'that' && negated && !isSaid())
      )
        negated = negated && word.text === 'or';
      // Mentions of subjects stay with the words around them: "by the makers of oolong".
      if (open.mentions.length > 0 && open.terms.length === 0) continue;
      close();
      weighed = WEIGHING.has(word.text);
      if (word.text === 'or' && !negated) either = true;
      open.negated = negated;
    }
  }
  close();
  return mergeMentions(out);
}

/** A bound with its first and last word. */
function placed(set: Bound, words: readonly Word[]): (Stretch & { readonly set: Bound })[] {
  const own = wordsOf(set.text);
  const from = words.findIndex((_, at) => own.every(({ text }, i) => words[at + i]?.text === text));
  return from < 0 || own.length === 0 ? [] : [{ set, from, to: from + own.length - 1 }];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether two stretches of words overlap, and the first is not inside the second. */
function crosses(a: Stretch, b: Stretch): boolean {
  return a.from <= b.to && a.to >= b.from && !(a.from >= b.from && a.to <= b.to);
}

/** A mention with no words of its own belongs to the condition beside it. */
function mergeMentions(conditions: readonly Condition[]): Condition[] {
  const bare = conditions.filter((one) => one.terms.length === 0 && one.mentions.length > 0);
  const rest = conditions.filter((one) => !bare.includes(one));
  if (bare.length === 0 || rest.length === 0) return [...conditions];
  const last = rest[rest.length - 1] as Condition;
  const joined: Condition = {
    ...last,
    text: [last.text, ...bare.map((one) => one.text)].join(' '),
    mentions: [...last.mentions, ...bare.flatMap((one) => one.mentions)],
  };
  return [...rest.slice(0, -1), joined];
}
