import type { Corpus, Passage, Sentence } from '../knowledge/corpus.js';
import { listAt, type TermIndex } from '../knowledge/term-index.js';
import type { AnswerType, Query, QueryTerm } from '../query/query.js';
import { isFunctionWord } from '../text/function-words.js';
import { holdsType } from './answer-type.js';
import { definesTerm } from './defines.js';
import type { Evidence, Features, Match } from './evidence.js';
import type { Candidate } from './search-index.js';

/** What each feature is worth. See `Features`. */
export const WEIGHTS: Features = {
  coverage: 1,
  sentenceCoverage: 0.55,
  retrieval: 0.25,
  bigrams: 0.2,
  answerType: 0.2,
  defines: 0.35,
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
interface CompiledPhrase {
  /** Places in `slots`; -1 for a function word, which need not be found. */
  readonly slots: readonly number[];
  readonly content: readonly number[];
  readonly strength: number;
}

interface CompiledTerm {
  readonly term: QueryTerm;
  readonly own: CompiledPhrase | null;
  /** The words of a phrase one by one. */
  readonly pieces: readonly CompiledTerm[];
  readonly alternatives: readonly CompiledPhrase[];
}

interface Compiled {
  readonly terms: readonly CompiledTerm[];
  readonly wanted: ReadonlyMap<number, number>;
  readonly total: number;
  readonly names: ReadonlySet<string>;
  readonly answerType: AnswerType | null;
  readonly defined: readonly QueryTerm[];
}

/** First position of every wanted term in a list, or -1. */
type Positions = Int32Array;

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
  const headings = new Map<number, Positions>();
  const titles = new Map<string, Positions>();
  for (const { passage: id, score } of candidates) {
    const passage = corpus.passages[id];
    if (!passage) continue;
    let heading = headings.get(passage.section);
    if (!heading) {
      heading = positions(listAt(index.headings, passage.section), compiled);
      headings.set(passage.section, heading);
    }
    let title = titles.get(passage.document);
    if (!title) {
      title = positions(
        listAt(
          index.titles,
          corpus.documents.findIndex((document) => document.id === passage.document),
        ),
        compiled,
      );
      titles.set(passage.document, title);
    }
    const first = index.firstSentence[id] ?? 0;
    const found = passage.sentences.map((_, i) => positions(listAt(index.sentences, first + i), compiled));
    const name = positions(listAt(index.names, id), compiled);
    const lead = positions(listAt(index.leads, id), compiled);
    passage.sentences.forEach((sentence, i) => {
      const places: Places = {
        own: found[i] as Positions,
        name,
        heading,
        lead,
        title,
        others: found.filter((_, other) => other !== i),
      };
      const one = judge(passage, sentence, i, places, score / best, compiled);
      if (one) evidence.push(one);
    });
  }
  return evidence.sort((a, b) => b.score - a.score || a.passage.id - b.passage.id || a.position - b.position);
}

interface Places {
  readonly own: Positions;
  readonly name: Positions;
  readonly heading: Positions;
  readonly lead: Positions;
  readonly title: Positions;
  readonly others: readonly Positions[];
}

function judge(
  passage: Passage,
  sentence: Sentence,
  position: number,
  places: Places,
  retrieval: number,
  compiled: Compiled,
): Evidence | null {
  let covered = 0;
  let inSentence = 0;
  const matches: Match[] = [];
  for (const term of compiled.terms) {
    const match = matchTerm(term, places);
    matches.push(match);
    covered += term.term.weight * match.strength;
    if (match.where === 'sentence' || match.where === 'name') inSentence += term.term.weight * match.strength;
  }
  if (covered === 0 && compiled.terms.length > 0) return null;
  const total = compiled.total || 1;
  const words = sentence.text.split(' ').length;
  const features: Features = {
    coverage: covered / total,
    sentenceCoverage: inSentence / total,
    retrieval,
    bigrams: bigrams(compiled, places.own),
    answerType: compiled.answerType
      ? holdsType(sentence.text, compiled.answerType, compiled.names)
        ? 1
        : 0
      : 0.5,
    defines: compiled.defined.length > 0 && definesTerm(passage, sentence.text, compiled.defined) ? 1 : 0,
    brevity: Math.min(1, COMFORTABLE_WORDS / words),
  };
  return {
    passage,
    position,
    sentence,
    score: weigh(features),
    coverage: features.coverage,
    sentenceCoverage: features.sentenceCoverage,
    matches,
    features,
  };
}

function weigh(features: Features): number {
  let sum = 0;
  for (const key of Object.keys(WEIGHTS) as (keyof Features)[]) sum += WEIGHTS[key] * features[key];
  return sum;
}

function matchTerm(compiled: CompiledTerm, places: Places): Match {
  const { term } = compiled;
  const inOwn = strengthIn(compiled, places.own) * IN_SENTENCE;
  if (inOwn === 1) return { term, strength: 1, where: 'sentence' };
  let best: Match = { term, strength: inOwn, where: inOwn > 0 ? 'sentence' : 'none' };
  const consider = (strength: number, where: Match['where']) => {
    if (strength > best.strength) best = { term, strength, where };
  };
  consider(strengthIn(compiled, places.name) * IN_NAME, 'name');
  for (const other of places.others) consider(strengthIn(compiled, other) * IN_PASSAGE, 'passage');
  consider(strengthIn(compiled, places.lead) * IN_PASSAGE, 'passage');
  consider(strengthIn(compiled, places.heading) * IN_HEADING, 'heading');
  consider(strengthIn(compiled, places.title) * IN_TITLE, 'heading');
  return best;
}

function strengthIn(term: CompiledTerm, found: Positions): number {
  if (term.own && holds(term.own, found)) return 1;
  let best = 0;
  for (const alternative of term.alternatives)
    if (alternative.strength > best && holds(alternative, found)) best = alternative.strength;
  if (best < PARTIAL && term.pieces.length > 1) {
    let sum = 0;
    let total = 0;
    for (const piece of term.pieces) {
      total += piece.term.weight;
      sum += piece.term.weight * strengthIn(piece, found);
    }
    best = Math.max(best, (PARTIAL * sum) / total);
  }
  return best;
}

/** Whether a phrase stands in a list: all its content words, within a stretch little longer than the phrase. */
function holds(phrase: CompiledPhrase, found: Positions): boolean {
  let first = Number.MAX_SAFE_INTEGER;
  let last = -1;
  for (const slot of phrase.content) {
    const at = found[slot] ?? -1;
    if (at < 0) return false;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return phrase.content.length === 1 || last - first < phrase.slots.length + PHRASE_SLACK;
}

function positions(list: Int32Array, compiled: Compiled): Positions {
  const found = new Int32Array(compiled.wanted.size).fill(-1);
  for (let i = 0; i < list.length; i++) {
    const slot = compiled.wanted.get(list[i] as number);
    if (slot !== undefined && found[slot] === -1) found[slot] = i;
  }
  return found;
}

/** Share of the pairs of neighbouring terms of the question that stand close together in the sentence, in order. */
function bigrams(compiled: Compiled, found: Positions): number {
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

function firstAt(term: CompiledTerm, found: Positions): number {
  const slot = term.own?.content[0];
  return slot === undefined ? -1 : (found[slot] ?? -1);
}

function compile(query: Query, terms: readonly QueryTerm[], index: TermIndex): Compiled {
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
    const carries = stems.map((stemmed) => !isFunctionWord(stemmed));
    const content = slots.filter((_, i) => carries[i] || !carries.some(Boolean));
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
    names: new Set(query.question.toLowerCase().split(/[^\p{L}\p{N}'’-]+/u)),
    answerType: query.answerType,
    defined: query.defines ? terms.filter((term) => !term.light) : [],
  };
}
