import type { Corpus, Passage, Sentence } from '../knowledge/corpus.js';
import { listAt, type TermIndex } from '../knowledge/term-index.js';
import type { AnswerType, Query, QueryTerm } from '../query/query.js';
import { isFunctionWord, isNegation } from '../text/function-words.js';
import { holdsType, wordsOf } from './answer-type.js';
import { definition } from './defines.js';
import type { Evidence, Features, Match } from './evidence.js';
import type { Candidate } from './search-index.js';

/** What each feature is worth. See `Features`. */
export const WEIGHTS: Features = {
  coverage: 1,
  sentenceCoverage: 0.55,
  retrieval: 0.25,
  bigrams: 0.2,
  answerType: 0.4,
  defines: 0.35,
  scope: 0.25,
  brevity: 0.08,
};

/** How much a match counts by where it stands. */
const IN_SENTENCE = 1;
const IN_NAME = 0.95;
const IN_PASSAGE = 0.6;
const IN_HEADING = 0.5;
const IN_TITLE = 0.25;

/** Words of a phrase may stand this many words further apart than in the thesaurus. */
const PHRASE_SLACK = 2;
/** Words of a phrase that are found apart from each other count for this share of it. */
const PARTIAL = 0.85;
/** Words from which on a sentence is long to read in a chat. */
const COMFORTABLE_WORDS = 30;

/** Phrases and positions are looked up by small numbers: `wanted` maps a term of the index to one. */
export interface CompiledPhrase {
  /** Places in `slots`; -1 for a function word, which need not be found. */
  readonly slots: readonly number[];
  readonly content: readonly number[];
  readonly strength: number;
}

export interface CompiledTerm {
  readonly term: QueryTerm;
  readonly own: CompiledPhrase | null;
  /** The words of a phrase one by one. */
  readonly pieces: readonly CompiledTerm[];
  readonly alternatives: readonly CompiledPhrase[];
}

export interface Compiled {
  readonly terms: readonly CompiledTerm[];
  readonly wanted: ReadonlyMap<number, number>;
  readonly total: number;
  readonly names: ReadonlySet<string>;
  readonly answerType: AnswerType | null;
  readonly defined: readonly QueryTerm[];
  /** 1 when the question speaks of subjects in general, else 0. */
  readonly general: number;
}

/** What a list of terms holds of the wanted ones. */
export interface Found {
  /** First position of every wanted term in the list, or -1. */
  readonly first: Int32Array;
  readonly list: Int32Array;
  /** False when nothing wanted is in it. */
  readonly any: boolean;
}

/**
 * Ranks the sentences of candidate passages as answers to a question.
 * The person's own words decide; synonyms count for less, what stands around the sentence for less again.
 * @returns evidence, best first; ties in reading order. Sentences in which nothing is found are left out.
 */
export function rank(
  query: Query,
  terms: readonly QueryTerm[],
  candidates: readonly Candidate[],
  corpus: Corpus,
  index: TermIndex,
): Evidence[] {
  const compiled = compile(query, terms, index);
  const best = candidates.reduce((max, candidate) => Math.max(max, candidate.score), 0) || 1;
  const evidence: Evidence[] = [];
  const headings = new Map<number, Strengths>();
  const titles = new Map<string, Strengths>();
  for (const { passage: id, score } of candidates) {
    const passage = corpus.passages[id];
    if (!passage) continue;
    const heading = memoized(headings, passage.section, () =>
      strengths(look(listAt(index.headings, passage.section), compiled), compiled),
    );
    const title = memoized(titles, passage.document, () =>
      strengths(look(listAt(index.titles, documentNumber(corpus, passage)), compiled), compiled),
    );
    const first = index.firstSentence[id] ?? 0;
    const found = passage.sentences.map((_, i) => look(listAt(index.sentences, first + i), compiled));
    const sentences = found.map((one) => strengths(one, compiled));
    const places: Places = {
      sentences,
      name: strengths(look(listAt(index.names, id), compiled), compiled),
      lead: strengths(look(listAt(index.leads, id), compiled), compiled),
      heading,
      title,
    };
    for (let i = 0; i < sentences.length; i++) {
      const one = judge(passage, i, places, bigrams(compiled, found[i] as Found), score / best, compiled);
      if (one) evidence.push(one);
    }
  }
  return evidence.sort((a, b) => b.score - a.score || a.passage.id - b.passage.id || a.position - b.position);
}

/** A value of a map, made when it is first asked for. */
export function memoized<K, V>(memo: Map<K, V>, key: K, make: () => V): V {
  let value = memo.get(key);
  if (value === undefined) {
    value = make();
    memo.set(key, value);
  }
  return value;
}

const documentNumbers = new WeakMap<Corpus, ReadonlyMap<string, number>>();

/** Place of a passage's document among the documents; -1 when it has none. */
export function documentNumber(corpus: Corpus, passage: Passage): number {
  let known = documentNumbers.get(corpus);
  if (!known) {
    known = new Map(corpus.documents.map(({ id }, i) => [id, i]));
    documentNumbers.set(corpus, known);
  }
  return known.get(passage.document) ?? -1;
}

/** For every term, how well a stretch of text holds it, 0 to 1. */
export type Strengths = Float64Array;

export interface Places {
  readonly sentences: readonly Strengths[];
  readonly name: Strengths;
  readonly lead: Strengths;
  readonly heading: Strengths;
  readonly title: Strengths;
}

export function judge(
  passage: Passage,
  position: number,
  places: Places,
  bigramShare: number,
  retrieval: number,
  compiled: Compiled,
): Evidence | null {
  const total = compiled.total || 1;
  let covered = 0;
  let inSentence = 0;
  let inPassage = 0;
  const matches: Match[] = [];
  for (let t = 0; t < compiled.terms.length; t++) {
    const { term } = compiled.terms[t] as CompiledTerm;
    const match = matchTerm(term, t, position, places);
    matches.push(match);
    covered += term.weight * match.strength;
    if (match.where === 'sentence' || match.where === 'name') inSentence += term.weight * match.strength;
    inPassage += term.weight * Math.max(match.strength, passageStrength(t, places));
  }
  const sentence = passage.sentences[position] as Sentence;
  if (covered === 0 && compiled.terms.length > 0) return null;
  const features: Features = {
    coverage: covered / total,
    sentenceCoverage: inSentence / total,
    retrieval,
    bigrams: bigramShare,
    answerType: typeFeature(sentence.text, compiled),
    defines: compiled.defined.length > 0 ? definition(passage, position, compiled.defined) : 0,
    scope: passage.subject === null ? compiled.general : 0,
    brevity: Math.min(1, COMFORTABLE_WORDS / wordCount(sentence.text)),
  };
  return {
    passage,
    position,
    sentence,
    score: weigh(features),
    coverage: features.coverage,
    sentenceCoverage: features.sentenceCoverage,
    passageCoverage: inPassage / total,
    matches,
    features,
  };
}

function typeFeature(text: string, compiled: Compiled): number {
  if (!compiled.answerType) return 0.5;
  return holdsType(text, compiled.answerType, compiled.names) ? 1 : 0;
}

function wordCount(text: string): number {
  let n = 1;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 32) n++;
  return n;
}

function weigh(features: Features): number {
  let sum = 0;
  for (const key of Object.keys(WEIGHTS) as (keyof Features)[]) sum += WEIGHTS[key] * features[key];
  return sum;
}

/** The best match of a term in and around a sentence. */
function matchTerm(term: QueryTerm, t: number, position: number, places: Places): Match {
  let strength = (places.sentences[position]?.[t] ?? 0) * IN_SENTENCE;
  let where: Match['where'] = strength > 0 ? 'sentence' : 'none';
  const consider = (other: number, place: Match['where']) => {
    if (other > strength) {
      strength = other;
      where = place;
    }
  };
  if (strength < 1) {
    consider((places.name[t] ?? 0) * IN_NAME, 'name');
    for (const other of places.sentences) consider((other[t] ?? 0) * IN_PASSAGE, 'passage');
    consider((places.lead[t] ?? 0) * IN_PASSAGE, 'passage');
    consider((places.heading[t] ?? 0) * IN_HEADING, 'heading');
    consider((places.title[t] ?? 0) * IN_TITLE, 'heading');
  }
  return { term, strength, where };
}

/** How well the passage as a whole holds a term, which is what a reader of the whole passage sees. */
function passageStrength(t: number, places: Places): number {
  let best = Math.max(places.name[t] ?? 0, places.lead[t] ?? 0);
  for (const sentence of places.sentences) best = Math.max(best, sentence[t] ?? 0);
  return best;
}

export function strengths(found: Found, compiled: Compiled): Strengths {
  const out = new Float64Array(compiled.terms.length);
  if (found.any)
    for (let t = 0; t < out.length; t++)
      out[t] = strengthIn(compiled.terms[t] as CompiledTerm, found, compiled);
  return out;
}

export function strengthIn(term: CompiledTerm, found: Found, compiled: Compiled): number {
  if (term.own && holds(term.own, found, compiled)) return 1;
  let best = 0;
  for (const alternative of term.alternatives) {
    if (alternative.strength > best && holds(alternative, found, compiled)) best = alternative.strength;
  }
  if (best < PARTIAL && term.pieces.length > 1) {
    let sum = 0;
    let total = 0;
    for (const piece of term.pieces) {
      total += piece.term.weight;
      sum += piece.term.weight * strengthIn(piece, found, compiled);
    }
    best = Math.max(best, (PARTIAL * sum) / total);
  }
  return best;
}

/** Whether a phrase stands in a list: all its content words, within a stretch little longer than the phrase. */
function holds(phrase: CompiledPhrase, found: Found, compiled: Compiled): boolean {
  if (!found.any) return false;
  let low = Number.MAX_SAFE_INTEGER;
  let high = -1;
  for (const slot of phrase.content) {
    const at = found.first[slot] as number;
    if (at < 0) return false;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  const reach = phrase.slots.length + PHRASE_SLACK;
  return phrase.content.length === 1 || high - low < reach || standTogether(phrase, found, reach, compiled);
}

/** The same for phrases whose words stand apart at first and together later: one pass over the list. */
function standTogether(phrase: CompiledPhrase, found: Found, reach: number, compiled: Compiled): boolean {
  const last = phrase.content.map(() => Number.MIN_SAFE_INTEGER);
  for (let i = 0; i < found.list.length; i++) {
    const slot = compiled.wanted.get(found.list[i] as number);
    const word = slot === undefined ? -1 : phrase.content.indexOf(slot);
    if (word < 0) continue;
    last[word] = i;
    if (last.every((at) => i - at < reach)) return true;
  }
  return false;
}

export function look(list: Int32Array, compiled: Compiled): Found {
  const first = new Int32Array(compiled.wanted.size).fill(-1);
  let any = false;
  for (let i = 0; i < list.length; i++) {
    const slot = compiled.wanted.get(list[i] as number);
    if (slot === undefined || first[slot] !== -1) continue;
    first[slot] = i;
    any = true;
  }
  return { first, list, any };
}

/** Share of the pairs of neighbouring terms of the question that stand close together in the sentence, in order. */
function bigrams(compiled: Compiled, found: Found): number {
  let pairs = 0;
  let kept = 0;
  let before: CompiledTerm | null = null;
  for (const term of compiled.terms) {
    if (before && before.term.to + 2 >= term.term.from) {
      pairs++;
      const a = firstAt(before, found);
      const b = firstAt(term, found);
      if (a >= 0 && b > a && b - a <= 3) kept++;
    }
    before = term;
  }
  return pairs === 0 ? 0 : kept / pairs;
}

function firstAt(term: CompiledTerm, found: Found): number {
  const slot = term.own?.content[0];
  return slot === undefined ? -1 : (found.first[slot] ?? -1);
}

export function compile(query: Query, terms: readonly QueryTerm[], index: TermIndex): Compiled {
  const wanted = new Map<number, number>();
  const slotOf = (stemmed: string): number => {
    const number = index.vocabulary.get(stemmed);
    if (number === undefined) return -1;
    let slot = wanted.get(number);
    if (slot === undefined) {
      slot = wanted.size;
      wanted.set(number, slot);
    }
    return slot;
  };
  const phrase = (stems: readonly string[], strength: number): CompiledPhrase | null => {
    const slots = stems.map(slotOf);
    const carries = stems.map((stemmed) => !isFunctionWord(stemmed) || isNegation(stemmed));
    // "log in" is not said by "logs": where one word carries a phrase, its grammar must be there too.
    const whole = carries.filter(Boolean).length < 2;
    const content = whole ? slots : slots.filter((_, i) => carries[i]);
    return content.length === 0 || content.some((slot) => slot < 0) ? null : { slots, content, strength };
  };
  const compileTerm = (term: QueryTerm): CompiledTerm => ({
    term,
    own: phrase(term.stems, 1),
    pieces: term.pieces.map(compileTerm),
    alternatives: term.alternatives
      .map((one) => phrase(one.stems, one.strength))
      .filter((one) => one !== null),
  });
  const compiledTerms = terms.map(compileTerm);
  return {
    terms: compiledTerms,
    wanted,
    total: terms.reduce((sum, term) => sum + term.weight, 0),
    names: wordsOf(query.question),
    answerType: query.answerType,
    general: query.general ? 1 : 0,
    defined: query.defines ? terms.filter((term) => !term.light) : [],
  };
}
