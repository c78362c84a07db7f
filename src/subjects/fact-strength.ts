import type { Subject } from '../knowledge/corpus.js';
import type { Condition, QueryTerm } from '../query/query.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';

/** How far a row of a table says what a condition wants, 0 to 1: by its value, or by its label where the value is a yes. */
export function factStrength(condition: Condition, label: string, value: string): number {
  const inValue = stems(value);
  const inLabel = stems(label);
  const wantedStems = saidStems(condition);
  if (condition.mentions.length === 0 && !holdsAny(inValue, wantedStems) && !holdsAny(inLabel, wantedStems))
    return 0;
  const yes = isYes(value);
  // "with caffeine", "without caffeine": the label is named, and the value says whether there is any.
  if (namesLabel(condition, label)) return isNo(value) ? 0 : 1;
  let total = 0;
  let found = 0;
  let held = 0;
  for (const term of condition.terms) {
    if (term.light) continue;
    total += term.weight;
    const byValue = strengthOf(term, inValue);
    const byLabel = strengthOf(term, inLabel);
    if (byValue > 0) held++;
    found += term.weight * Math.max(byValue, held > 0 || yes ? byLabel : 0);
  }
  for (const mention of condition.mentions) {
    total += MENTION_WEIGHT;
    if (mention.names.some((one) => mentions(value, one))) {
      found += MENTION_WEIGHT;
      held++;
    }
  }
  return total > 0 && (held > 0 || yes) ? found / total : 0;
}

/**
 * Whether a row says that there is none of what a condition wants: "Sail: No".
 * @returns false where the condition may also be met in other words: "sail or motor"
 */
export function saysNo(condition: Condition, label: string, value: string): boolean {
  if (!namesLabel(condition, label) || !isNo(value)) return false;
  const inLabel = stems(label);
  return condition.terms.every((term) =>
    term.alternatives.every((one) => one.relation !== 'same' || one.stems.every((word) => inLabel.has(word))),
  );
}

/** What the mention of another subject carries in a condition: about as much as a rare word. */
export const MENTION_WEIGHT = 3;

/** Whether a condition names the label of a row and no more. */
export function namesLabel(condition: Condition, label: string): boolean {
  const heavy = condition.terms.filter((term) => !term.light);
  if (heavy.length === 0 || condition.mentions.length > 0) return false;
  const wanted = new Set(heavy.flatMap((term) => term.stems));
  const inLabel = stems(label);
  return [...wanted].every((word) => inLabel.has(word)) && contentSize(label) <= wanted.size;
}

/** Words of a "yes" in a table, and of a "no". */
const YES: ReadonlySet<string> = new Set(['yes', 'true']);
const NO: ReadonlySet<string> = new Set(['no', 'none', 'false', 'zero', '0']);

/** Whether a value says "yes" and no more. */
function isYes(value: string): boolean {
  const words = tokenize(value);
  return words.length === 1 && words.every(({ text }) => YES.has(text));
}

/** Whether a value says "no", with or without more: "no, never", "almost none"; not "on hire, no deposit" or "0.5 mg". */
function isNo(value: string): boolean {
  const words = tokenize(value).map(({ text }) => text);
  const [first = '', last = ''] = [words[0], words[words.length - 1]];
  return !YES.has(first) && (NO.has(first) || NO.has(last));
}

/** Whether some subject's value in a row is what the condition says and no more: "Python", not "Backend web framework". */
export function isWholeValue(condition: Condition, label: string, subjects: readonly Subject[]): boolean {
  const said = saidStems(condition);
  return subjects.some((subject) =>
    subject.facts.some(
      (fact) =>
        fact.label === label &&
        fact.values.some((value) => [...stems(value)].every((word) => said.has(word))),
    ),
  );
}

/** Whether a text holds a name, word for word. */
export function mentions(text: string, subjectName: string): boolean {
  if (!text.toLowerCase().includes(subjectName.toLowerCase().split(' ')[0] ?? '')) return false;
  const wanted = tokenize(subjectName).map((token) => token.joined);
  const words = tokenize(text).map((token) => token.joined);
  return words.some((_, i) => wanted.every((word, k) => words[i + k] === word));
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
    (best, one) =>
      one.relation !== 'related' && one.strength > best && one.stems.every((word) => words.has(word))
        ? one.strength
        : best,
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
