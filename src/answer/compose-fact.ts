import type { Passage } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { rank } from '../search/rank.js';
import { LIGHT_WEIGHT } from '../text/function-words.js';
import { terms } from '../text/tokenize.js';
import { type Block, framing, type Span } from './answer.js';
import { MAX_CELLS, soughtColumn } from './column.js';
import { composeAbstention } from './compose-abstain.js';
import { composeDefinition } from './compose-definition.js';
import { askedRow, composeRow } from './compose-row.js';
import { careful, judgeFact, type Verdict } from './confidence.js';
import { type Composed, draftFor, findEvidence, findOpenEvidence, type Knowledge } from './context.js';
import type { Draft } from './draft.js';

/** A passage is shown whole up to this length, in characters; of a longer one the best sentence and its neighbours. */
export const WHOLE_PASSAGE = 360;
/** Further passages are shown while the answer stays below this, in characters. */
export const FACT_LENGTH = 560;
/** A further passage must come this close to the first. */
const NEARLY_AS_GOOD = 0.82;
/** Most passages of an answer to one fact. */
const MAX_PASSAGES = 3;

/** Answers a question about one fact from the passages that hold it, or abstains. */
export async function composeFact(query: Query, knowledge: Knowledge): Promise<Composed> {
  const ids = query.subjects.map(({ subject }) => subject.id);
  const bound = ids.length > 0;
  const read = bound ? { ...query, terms: withoutGiven(query, knowledge) } : query;
  const open = bound ? null : await findOpenEvidence(read, knowledge);
  const evidence = open
    ? open.evidence
    : reordered(read, ids, await findEvidence(read, read.terms, knowledge, ids), knowledge);
  const row = askedRow(read);
  if (row) return composeRow(row, evidence, knowledge);
  const carried =
    !query.asksDeed && (bound || query.general || read.terms.some((term) => !term.light && term.known));
  const verdict = carried
    ? careful(judgeFact(read, evidence, knowledge.lexicon, open?.measures), knowledge.leastConfidence)
    : NOTHING_KNOWN;
  const [subject] = query.subjects;
  const vague = query.foreign || (query.terms.every((term) => term.light) && query.answerType === null);
  if (!verdict.answer && subject && ids.length === 1 && vague)
    return composeDefinition(query, subject.subject, knowledge);
  if (!verdict.answer) return composeAbstention(query, knowledge, verdict, evidence);
  const chosen = read.terms.some((term) => !term.light) ? choose(evidence) : evidence.slice(0, 1);
  const column = chosen[0] ? soughtColumn(read.question, chosen[0].passage, knowledge.corpus) : [];
  if (column.length > MAX_CELLS) return composeAbstention(query, knowledge, tooLong(column), evidence);
  const draft = draftFor(knowledge);
  const blocks: Block[] =
    column.length > 1
      ? [{ type: 'list', items: column.map((cell) => passageSpans(cell, [0], draft)) }]
      : chosen.flatMap((one) => [passageBlock(one, draft), ...introduced(one, knowledge, draft)]);
  const subjects = [
    ...new Set([...ids, ...chosen.map((one) => one.passage.subject).filter((id) => id !== null)]),
  ];
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: verdict.confidence,
    subjects: bound ? ids : subjects.slice(0, 1),
    decision: verdict.reason,
    candidates: evidence.slice(0, 10),
  };
}

const NOTHING_KNOWN: Verdict = {
  answer: false,
  confidence: 0.02,
  reason: 'No word that carries the question stands in the articles.',
};

function tooLong(column: readonly Passage[]): Verdict {
  const reason = `The question asks which of ${column.length} rows of a table has the most or the least; up to ${MAX_CELLS} are shown.`;
  return { answer: false, confidence: 0.2, reason };
}

/** Words that give a reason. */
const REASON = /\b(?:because|since|so that|which is why|that is why|due to|thanks to|reasons?|therefore)\b/i;
/** What giving a reason is worth to a question that asks why. */
const REASON_BONUS = 0.15;

/** The evidence with what the form of the question asks for first: a maker, users, a reason. */
function reordered(
  query: Query,
  ids: readonly string[],
  found: readonly Evidence[],
  knowledge: Knowledge,
): readonly Evidence[] {
  if (ids.length > 0 && (query.answerType === 'creator' || query.answerType === 'user')) {
    return [...toldByType(query, ids, found, knowledge), ...found];
  }
  if (!query.why) return found;
  const scoreOf = (one: Evidence) => one.score + (REASON.test(one.sentence.text) ? REASON_BONUS : 0);
  return [...found].sort((a, b) => scoreOf(b) - scoreOf(a));
}

/** The sentence that says who made or uses a subject: asked for by "who", it need not share a word with the question. */
function toldByType(
  query: Query,
  ids: readonly string[],
  found: readonly Evidence[],
  knowledge: Knowledge,
): Evidence[] {
  if (query.terms.some((term) => !term.light)) return [];
  const passages = ids.flatMap((id) =>
    (knowledge.passagesOf.get(id) ?? []).filter((one) => one.kind !== 'fact'),
  );
  const candidates = passages.map(({ id }) => ({ passage: id, score: 1 }));
  const all = rank({ ...query, terms: [] }, [], candidates, knowledge.corpus, knowledge.terms);
  const best = [...found, ...all].find((one) => one.features.answerType === 1 && one.passage.kind !== 'fact');
  return best ? [{ ...best, coverage: 1, sentenceCoverage: 1, passageCoverage: 1 }] : [];
}

/** A row that nearly every subject has sorts them, such as "Language". */
const SORTING_SHARE = 0.8;

/**
 * The terms of a question about a subject, those made light that its table gives beforehand: in "which Python
 * interface does X follow" about a subject whose language is Python, that word asks nothing.
 */
function withoutGiven(query: Query, knowledge: Knowledge): readonly QueryTerm[] {
  const { subjects } = knowledge.corpus;
  const having = (label: string) =>
    subjects.filter((one) => one.facts.some((fact) => fact.label === label)).length;
  const given = new Set(
    query.subjects
      .flatMap(({ subject }) => subject.facts)
      .filter((fact) => having(fact.label) >= SORTING_SHARE * subjects.length)
      .flatMap((fact) => fact.values.flatMap((value) => terms(value))),
  );
  const isGiven = (term: QueryTerm) => !term.light && term.stems.every((stem) => given.has(stem));
  const heavy = query.terms.filter((term) => !term.light);
  if (!heavy.some((term) => !isGiven(term))) return query.terms;
  return query.terms.map((term) =>
    isGiven(term) ? { ...term, light: true, weight: term.weight * LIGHT_WEIGHT } : term,
  );
}

/** The best passage, and others that say nearly as much and add something. */
export function choose(evidence: readonly Evidence[]): Evidence[] {
  const best = evidence[0] as Evidence;
  const chosen = [best];
  let length = shownLength(best);
  for (const one of evidence.slice(1)) {
    if (chosen.length >= MAX_PASSAGES) break;
    if (one.score < NEARLY_AS_GOOD * best.score) break;
    if (chosen.some((other) => other.passage.id === one.passage.id)) continue;
    if (one.passage.kind === 'fact' && chosen.some((other) => other.passage.kind !== 'fact')) continue;
    const more = shownLength(one);
    if (length + more > FACT_LENGTH) continue;
    chosen.push(one);
    length += more;
  }
  return chosen;
}

function shownLength(evidence: Evidence): number {
  return shownSentences(evidence.passage, ...quoted(evidence)).reduce(
    (sum, i) => sum + (evidence.passage.sentences[i]?.text.length ?? 0) + 1,
    evidence.passage.name?.length ?? 0,
  );
}

/** Points shown below the sentence that introduces them. */
const MAX_POINTS = 8;

/** The list or the code that a passage introduces: a lead without it would be an empty promise. */
function introduced({ passage }: Evidence, knowledge: Knowledge, draft: Draft): Block[] {
  const last = passage.sentences[passage.sentences.length - 1];
  if (!last?.text.endsWith(':')) return [];
  const below = knowledge.corpus.passages[passage.id + 1];
  if (below?.kind === 'code' && below.section === passage.section && below.lead === last.text)
    return [codeBlock(below, draft)];
  const points: Passage[] = [];
  for (let id = passage.id + 1; points.length < MAX_POINTS; id++) {
    const next = knowledge.corpus.passages[id];
    if (!next || next.section !== passage.section || next.lead !== last.text || next.kind !== 'point') break;
    points.push(next);
  }
  return points.length > 0
    ? [{ type: 'list', items: points.map((point) => passageSpans(point, [0], draft)) }]
    : [];
}

/** First and last position of the sentences that answer. */
function quoted({ position, beside = position }: Evidence): [number, number] {
  return [Math.min(position, beside), Math.max(position, beside)];
}

/** Which sentences of a passage are shown with those that answer, in reading order. */
export function shownSentences(passage: Passage, first: number, last = first): number[] {
  if (passage.text.length <= WHOLE_PASSAGE) return passage.sentences.map((_, i) => i);
  let from = first;
  let to = last;
  let length = passage.sentences.slice(first, last + 1).reduce((sum, { text }) => sum + text.length, 0);
  for (;;) {
    const after = passage.sentences[to + 1]?.text.length;
    const before = passage.sentences[from - 1]?.text.length;
    if (after !== undefined && length + after <= WHOLE_PASSAGE) {
      to++;
      length += after;
    } else if (before !== undefined && length + before <= WHOLE_PASSAGE) {
      from--;
      length += before;
    } else break;
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** A passage as a block, the sentence that answers cited first. */
export function passageBlock(evidence: Evidence, draft: Draft): Block {
  const { passage } = evidence;
  if (passage.kind === 'code') return codeBlock(passage, draft);
  const [first, last] = quoted(evidence);
  // Cited first, wherever it stands among those shown: it is the one that answers.
  draft.sentence(passage, first, last);
  return {
    type: 'paragraph',
    spans: passageSpans(passage, shownSentences(passage, first, last), draft, [first, last]),
  };
}

function codeBlock(passage: Passage, draft: Draft): Block {
  const quoted = draft.sentence(passage, 0);
  return { type: 'code', text: quoted.text, citation: quoted.type === 'quoted' ? quoted.citation : 1 };
}

/**
 * Sentences of a passage, its name before them.
 * @param together first and last position of sentences that are one quotation
 */
export function passageSpans(
  passage: Passage,
  positions: readonly number[],
  draft: Draft,
  together: readonly [number, number] = [0, 0],
): Span[] {
  const [first, last] = together;
  const spans: Span[] = [];
  if (passage.name) spans.push(draft.label(passage), framing(passage.kind === 'fact' ? ': ' : ' – '));
  positions.forEach((i, n) => {
    if (i > first && i <= last) return;
    if (n > 0) spans.push(framing(' '));
    spans.push(draft.sentence(passage, i, i === first ? last : i));
  });
  return spans;
}
