import type { Corpus, Fact, Subject } from '../knowledge/corpus.js';
import type { Condition, QueryTerm } from '../query/query.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';
import type { Evidence } from './evidence.js';

/** How a subject meets a condition. */
export interface ConditionMatch {
  readonly condition: Condition;
  /** 0 to 1. */
  readonly strength: number;
  /** The row of its table that says so, with the value that matches. */
  readonly fact: { readonly fact: Fact; readonly value: string } | null;
  /** True when the row is one that sorts the subjects, such as "Language". */
  readonly sorting: boolean;
  /** True when a row that sorts the subjects says otherwise ("Origin: Japan" for "from China"). */
  readonly denied: boolean;
  /** The row that sorts the subjects and holds something else, where the condition is that it must: "not Python". */
  readonly instead: Fact | null;
  /** The sentence that says so; beside a row only when there is one. */
  readonly evidence: Evidence | null;
}

export interface SubjectMatch {
  readonly subject: Subject;
  readonly matches: readonly ConditionMatch[];
  /** Mean strength over the conditions, weighed by what each carries. */
  readonly score: number;
  /** True when every condition is met and none that is excluded holds. */
  readonly all: boolean;
}

/** Share of a condition's weight that a subject must show to meet it. */
export const MEETS = 0.7;

/** A wish in words that the articles do not know counts for less beside one that they do: it is named as not stated. */
const UNKNOWN_SHARE = 0.5;

/** Words of a "yes" in a table, and of a "no". */
const YES = new Set(['yes', 'true']);
const NO = new Set(['no', 'none', 'false', 'zero', '0', 'free']);

/**
 * Holds every subject against every condition. Where the tables have a row that knows the condition (a row
 * "Language" with the value "PHP" for "written in PHP"), the row decides for every subject that has it;
 * otherwise sentences do.
 * @param evidenceOf for each condition the ranked sentences, of all subjects together
 * @returns one entry for each subject, in the order of the corpus
 */
export function matchSubjects(
  conditions: readonly Condition[],
  evidenceOf: readonly (readonly Evidence[])[],
  corpus: Corpus,
): SubjectMatch[] {
  const deciding = conditions.map((condition) => decidingLabels(condition, corpus));
  return corpus.subjects.map((subject) => {
    const matches = conditions.map(
      (condition, i): ConditionMatch =>
        matchCondition(condition, subject, deciding[i] as ReadonlySet<string>, evidenceOf[i] ?? [], corpus),
    );
    // Conditions joined by "or" count as the one of them that is met best.
    const groups: ConditionMatch[][] = [];
    for (const match of matches) {
      const last = groups[groups.length - 1];
      if (match.condition.either && last) last.push(match);
      else groups.push([match]);
    }
    const best = groups.map((group) => group.reduce((a, b) => (b.strength > a.strength ? b : a)));
    let weight = 0;
    let sum = 0;
    for (const match of best) {
      if (match.condition.negated) continue;
      const carried = weightOf(match.condition);
      weight += carried;
      sum += carried * match.strength;
    }
    const all = best.every((match) =>
      match.condition.negated ? match.strength < MEETS : match.strength >= MEETS,
    );
    return { subject, matches: best, score: weight > 0 ? sum / weight : 0, all };
  });
}

function weightOf(condition: Condition): number {
  const weight = (term: QueryTerm) =>
    term.light ? 0 : term.known ? term.weight : UNKNOWN_SHARE * term.weight;
  return condition.terms.reduce((sum, term) => sum + weight(term), 0) + condition.mentions.length * 3;
}

function matchCondition(
  condition: Condition,
  subject: Subject,
  deciding: ReadonlySet<string>,
  evidence: readonly Evidence[],
  corpus: Corpus,
): ConditionMatch {
  let best: ConditionMatch = {
    condition,
    strength: 0,
    sorting: false,
    denied: false,
    instead: null,
    fact: null,
    evidence: null,
  };
  let sorted: Fact | null = null;
  for (const fact of subject.facts) {
    if (!deciding.has(fact.label)) continue;
    if (!sorted && sorts(fact.label, corpus) && isWholeValue(condition, fact.label, corpus)) sorted = fact;
    for (const value of fact.values) {
      const strength = factStrength(condition, fact.label, value);
      if (strength > best.strength)
        best = {
          condition,
          strength,
          sorting: sorts(fact.label, corpus),
          denied: false,
          instead: null,
          fact: { fact, value },
          evidence: null,
        };
    }
  }
  if (best.strength >= MEETS) return { ...best, evidence: toldBy(condition, subject, evidence) };
  if (sorted && !condition.negated) return { ...best, denied: true };
  for (const one of evidence) {
    if (one.passage.subject !== subject.id) continue;
    if (condition.mentions.includes(subject)) continue;
    const strength = Math.min(1, textStrength(condition, one));
    if (strength <= best.strength) continue;
    if (deciding.size > 0 && !saysNames(condition, one.sentence.text, corpus)) continue;
    best = { condition, strength, sorting: false, denied: false, instead: null, fact: null, evidence: one };
    if (strength >= 0.99) break;
  }
  return condition.negated && best.strength < MEETS ? { ...best, instead: sorted } : best;
}

/** The best sentence of a subject that says what its table says. */
function toldBy(condition: Condition, subject: Subject, evidence: readonly Evidence[]): Evidence | null {
  const own = evidence.filter((one) => one.passage.subject === subject.id && one.passage.kind !== 'fact');
  return own.find((one) => textStrength(condition, one) >= MEETS) ?? null;
}

/** Share of the subjects that have a row which sorts them, such as "Language": it speaks for all that have it. */
const SORTING_SHARE = 0.8;

/** Whether some subject's value in a row is what the condition says and no more: "Python", not "Backend web framework". */
function isWholeValue(condition: Condition, label: string, corpus: Corpus): boolean {
  const said = saidStems(condition);
  return corpus.subjects.some((subject) =>
    subject.facts.some(
      (fact) =>
        fact.label === label &&
        fact.values.some((value) => [...stems(value)].every((word) => said.has(word))),
    ),
  );
}

/** Whether nearly every subject has a row of this label. */
export function sorts(label: string, corpus: Corpus): boolean {
  let known = sorting.get(corpus);
  if (!known) {
    known = new Map();
    sorting.set(corpus, known);
  }
  let answer = known.get(label);
  if (answer === undefined) {
    answer = hasNearlyEvery(label, corpus);
    known.set(label, answer);
  }
  return answer;
}

const sorting = new WeakMap<Corpus, Map<string, boolean>>();

function hasNearlyEvery(label: string, corpus: Corpus): boolean {
  const having = corpus.subjects.filter((subject) =>
    subject.facts.some((fact) => fact.label === label),
  ).length;
  return having >= SORTING_SHARE * corpus.subjects.length;
}

/** Coverage by the heavy terms alone, and by the mentions of other subjects. */
function textStrength(condition: Condition, evidence: Evidence): number {
  let total = 0;
  let found = 0;
  for (const match of evidence.matches) {
    const weight = match.term.light ? match.term.weight * 0.3 : match.term.weight;
    total += weight;
    found += weight * (match.where === 'heading' ? 0.5 * match.strength : match.strength);
  }
  for (const mention of condition.mentions) {
    total += 3;
    if (mention.names.some((one) => mentions(evidence.sentence.text, one))) found += 3;
  }
  return total > 0 ? found / total : 0;
}

function mentions(text: string, subjectName: string): boolean {
  if (!text.toLowerCase().includes(subjectName.toLowerCase().split(' ')[0] ?? '')) return false;
  const wanted = tokenize(subjectName).map((token) => token.joined);
  const words = tokenize(text).map((token) => token.joined);
  return words.some((_, i) => wanted.every((word, k) => words[i + k] === word));
}

/**
 * Whether a sentence holds the names among a condition's words as they are: "Node" is not said by "nodes".
 * Words that are no names may be said in other ways.
 */
function saysNames(condition: Condition, text: string, corpus: Corpus): boolean {
  const words = new Set(tokenize(text).flatMap((token) => [...token.parts, token.joined]));
  return condition.terms
    .filter((term) => !term.light)
    .flatMap((term) => term.text.split(' '))
    .every((word) => words.has(word) || !isName(word, corpus));
}

const names = new WeakMap<Corpus, Map<string, boolean>>();

/** Whether the articles write a word with a capital inside sentences more often than not. */
function isName(word: string, corpus: Corpus): boolean {
  let known = names.get(corpus);
  if (!known) {
    known = new Map();
    names.set(corpus, known);
  }
  let name = known.get(word);
  if (name === undefined) {
    let capital = 0;
    let small = 0;
    for (const passage of corpus.passages) {
      if (!passage.text.toLowerCase().includes(word)) continue;
      for (const match of passage.text.matchAll(/(?<=[\p{L}\p{N},;)] )[\p{L}\p{N}#+]+/gu)) {
        if (match[0].toLowerCase() !== word) continue;
        if (match[0] === word) small++;
        else capital++;
      }
    }
    name = capital > small;
    known.set(word, name);
  }
  return name;
}

/**
 * Conditions as the tables suggest: in "a Java shop" the table knows "Java", so the rest is a wish of its own;
 * and a word that stands nearly everywhere ("backend") is no wish at all beside others.
 */
export function refineConditions(
  conditions: readonly Condition[],
  corpus: Corpus,
  isOrdinary: (stem: string) => boolean,
): Condition[] {
  const split = conditions.flatMap((condition): Condition[] => {
    const heavy = condition.terms.filter((term) => !term.light);
    if (heavy.length < 2 || condition.mentions.length > 0 || decidingLabels(condition, corpus).size > 0)
      return [condition];
    const known = heavy.filter((term) => decidingLabels(only(condition, [term]), corpus).size > 0);
    const rest = condition.terms.filter((term) => !known.includes(term));
    if (known.length === 0) return [condition];
    return [
      ...known.map((term) => only(condition, [term])),
      ...(rest.some((term) => !term.light)
        ? [{ ...only(condition, rest), spare: rest.filter((term) => !term.light).length === 1 }]
        : []),
    ];
  });
  const telling = split.filter(
    (condition) =>
      condition.mentions.length > 0 ||
      [...decidingLabels(condition, corpus)].some((label) => isWholeValue(condition, label, corpus)) ||
      condition.terms.some((term) => !term.light && !term.stems.every(isOrdinary)),
  );
  return telling.length > 0 ? telling : split;
}

/** Whether some row of the subjects' tables decides a condition. */
export function isKnownToTables(condition: Condition, corpus: Corpus): boolean {
  return decidingLabels(condition, corpus).size > 0;
}

function only(condition: Condition, terms: readonly QueryTerm[]): Condition {
  return { ...condition, terms, text: terms.map((term) => term.text).join(' ') };
}

/** Labels of rows of which some subject's value meets the condition. */
function decidingLabels(condition: Condition, corpus: Corpus): ReadonlySet<string> {
  let known = decided.get(condition);
  if (!known) {
    known = findDecidingLabels(condition, corpus);
    decided.set(condition, known);
  }
  return known;
}

/** A condition belongs to one question, and a question to one corpus. */
const decided = new WeakMap<Condition, ReadonlySet<string>>();

function findDecidingLabels(condition: Condition, corpus: Corpus): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const subject of corpus.subjects) {
    for (const fact of subject.facts) {
      if (labels.has(fact.label)) continue;
      if (fact.values.some((value) => factStrength(condition, fact.label, value) >= 0.95))
        labels.add(fact.label);
    }
  }
  // "Colour: Red" knows "red" better than "Made from: Red bush", of which it is a part.
  const whole = [...labels].filter((label) => isWholeValue(condition, label, corpus));
  return whole.length > 0 ? new Set(whole) : labels;
}

/** Every stem that a condition's words and synonyms are made of. */
function saidStems(condition: Condition): ReadonlySet<string> {
  let known = said.get(condition);
  if (!known) {
    known = new Set(
      condition.terms.flatMap((term) => [...term.stems, ...term.alternatives.flatMap((one) => one.stems)]),
    );
    said.set(condition, known);
  }
  return known;
}

const said = new WeakMap<Condition, ReadonlySet<string>>();

function holdsAny(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const word of words) if (wanted.has(word)) return true;
  return false;
}

function factStrength(condition: Condition, label: string, value: string): number {
  const inValue = stems(value);
  const inLabel = stems(label);
  const wantedStems = saidStems(condition);
  if (condition.mentions.length === 0 && !holdsAny(inValue, wantedStems) && !holdsAny(inLabel, wantedStems))
    return 0;
  const yes = inValue.size === 1 && [...inValue].some((word) => YES.has(word));
  // "with caffeine", "without caffeine": the label is named, and the value says whether there is any.
  const heavy = condition.terms.filter((term) => !term.light);
  if (heavy.length > 0 && condition.mentions.length === 0) {
    const wanted = new Set(heavy.flatMap((term) => term.stems));
    const named = [...wanted].every((word) => inLabel.has(word)) && contentSize(label) <= wanted.size;
    if (named) return [...inValue].some((word) => NO.has(word)) ? 0 : 1;
  }
  let total = 0;
  let found = 0;
  let named = 0;
  for (const term of condition.terms) {
    if (term.light) continue;
    total += term.weight;
    const byValue = strengthOf(term, inValue);
    const byLabel = strengthOf(term, inLabel);
    if (byValue > 0) named++;
    found += term.weight * Math.max(byValue, named > 0 || yes ? byLabel : 0);
  }
  for (const mention of condition.mentions) {
    total += 3;
    if (mention.names.some((one) => mentions(value, one))) {
      found += 3;
      named++;
    }
  }
  return total > 0 && (named > 0 || yes) ? found / total : 0;
}

/** Words of a label that carry it. */
function contentSize(label: string): number {
  let known = sizes.get(label);
  if (known === undefined) {
    known = tokenize(label)
      .flatMap((token) => token.parts)
      .filter((part) => !isFunctionWord(part)).length;
    if (sizes.size > MEMO_LIMIT) sizes.clear();
    sizes.set(label, known);
  }
  return known;
}

const sizes = new Map<string, number>();
/** Cells and labels that are kept in stems. */
const MEMO_LIMIT = 20_000;

function strengthOf(term: QueryTerm, words: ReadonlySet<string>): number {
  if (term.stems.every((word) => words.has(word))) return 1;
  return term.alternatives.reduce(
    (best, one) => (one.strength > best && one.stems.every((word) => words.has(word)) ? one.strength : best),
    0,
  );
}

const memo = new Map<string, Set<string>>();

/** Stems of a table's cell; tables are small and asked often. */
function stems(text: string): Set<string> {
  let known = memo.get(text);
  if (!known) {
    known = new Set(tokenize(text).flatMap((token) => [...token.parts.map(stem), stem(token.joined)]));
    if (memo.size > MEMO_LIMIT) memo.clear();
    memo.set(text, known);
  }
  return known;
}
