import type { Corpus } from '../knowledge/corpus.js';
import { listAt, type TermIndex } from '../knowledge/term-index.js';
import { KIND } from '../text/sentence-kinds.js';
import { definition } from './defines.js';
import type { Asked } from './question-form.js';
import { documentNumber, type Places } from './rank.js';
import { createScan, createScanner, type Scan, scanList } from './scan.js';
import type { Candidate } from './search-index.js';
import type { Sought } from './sought.js';

/**
 * What is known of a sentence before it is weighed, in the order of a row of the table. "Share" is of the
 * question: by weight (rarity, light words for less), by rarity alone, or by the number of words.
 */
export const FEATURES = [
  'sentence', // share by weight that the sentence and its name hold
  'sentenceSquare',
  'sentenceRarity', // the same by rarity
  'sentenceRare', // by rarity squared: the rarest words before all
  'sentenceWords', // by number
  'exact', // by weight, in the very form of the question
  'soft', // by weight, in words that only begin alike
  'grammar', // share of the question's function words
  'grammarRarity', // the same by rarity, of all words
  'before', // by rarity: in the sentence before, and not in this one
  'after',
  'passage', // share by weight that the passage holds
  'passageSquare',
  'passageSoft',
  'passageExact',
  'passageWords', // share by rarity, times the number of words
  'namesFound', // share by weight: names and numbers of the question that the sentence holds
  'namesMissing', // that neither the passage nor the headings above it hold
  'above', // by weight: in the headings or the title, and not in the passage
  'engine', // the engine's score for each unit of weight
  'retrieval', // the engine's score beside the best one's
  'bigrams', // by worth: words side by side
  'passageBigrams', // the same, of the passage's best sentence
  'passageNear', // content words that follow each other in the question and stand near in some sentence
  'date', // 1 when a date is asked for and there is one; and so on
  'number',
  'person',
  'place',
  'reason',
  'newNames', // names that the question does not have, where a name is asked for; three are 1
  'length', // logarithm of the number of words
  'passageLength', // logarithm of the number of sentences
  'document', // the other candidates' share of the engine's scores that stand in the same document
  'leans', // 1 when it opens with a pronoun
  'first', // 1 when it opens the passage
  'precision', // weight found for each word
  'defines', // how well it says what the asked word is
  'telling', // share of the sentence by how few of the candidates hold a word
  'passageTelling', // the same of the passage
] as const;

export const FEATURE_COUNT = FEATURES.length;

/** The sentences of all candidates with their features. */
export interface SentenceTable {
  readonly size: number;
  /** For every row the place of its candidate, and its position in the passage. */
  readonly candidate: Int32Array;
  readonly position: Int32Array;
  /** Row after row of {@link FEATURES}. */
  readonly values: Float64Array;
  readonly passages: readonly ScannedPassage[];
  /** What was found in the sentences, by row. */
  readonly scan: Scan;
}

/** A candidate with what was found in it. */
export interface ScannedPassage {
  readonly candidate: Candidate;
  /** Its first row, and how many it has: one for each sentence. */
  readonly row: number;
  readonly rows: number;
  /** Share of all passages that stand in its document. */
  readonly documentShare: number;
  readonly name: Float64Array;
  readonly lead: Float64Array;
  readonly heading: Float64Array;
  readonly title: Float64Array;
}

/** Candidates that tell which document is spoken of. */
const DOCUMENT_VOTERS = 10;
/** What the sentence that introduces a list or a block of code says holds for each point, for this share. */
const LEAD_SHARE = 0.8;
/** A cell of a table is no better an answer for being shorter than a short sentence, in words. */
const SENTENCE_WORDS = 8;
/** A question of so many terms is of common length. */
const COMMON_TERMS = 8;

/** Fills the table of the sentences of all candidates. */
export function tabulate(
  sought: Sought,
  candidates: readonly Candidate[],
  corpus: Corpus,
  index: TermIndex,
): SentenceTable {
  const headings = new Map<number, Float64Array>();
  const titles = new Map<string, Float64Array>();
  const votes = new Map<string, number>();
  let voted = 0;
  let size = 0;
  const passages: ScannedPassage[] = [];
  for (const candidate of candidates) {
    const passage = corpus.passages[candidate.passage];
    if (!passage) continue;
    if (passages.length < DOCUMENT_VOTERS) {
      votes.set(passage.document, (votes.get(passage.document) ?? 0) + candidate.score);
      voted += candidate.score;
    }
    let heading = headings.get(passage.section);
    if (!heading) {
      heading = scanList(listAt(index.headings, passage.section), sought);
      headings.set(passage.section, heading);
    }
    let title = titles.get(passage.document);
    if (!title) {
      title = scanList(listAt(index.titles, documentNumber(corpus, passage)), sought);
      titles.set(passage.document, title);
    }
    const name = scanList(listAt(index.names, passage.id), sought);
    const lead = scanList(listAt(index.leads, passage.id), sought);
    const rows = passage.sentences.length;
    passages.push({
      candidate,
      row: size,
      rows,
      documentShare: shareOf(passage.document, corpus),
      name,
      lead,
      heading,
      title,
    });
    size += rows;
  }
  const scan = createScan(size, sought.terms.length);
  const scanSentence = createScanner(sought, index, scan);
  const table: SentenceTable = {
    size,
    candidate: new Int32Array(size),
    position: new Int32Array(size),
    values: new Float64Array(size * FEATURE_COUNT),
    passages,
    scan,
  };
  const best = candidates[0]?.score || 1;
  for (const one of passages) {
    const from = index.firstSentence[one.candidate.passage] as number;
    for (let i = 0; i < one.rows; i++) scanSentence(from + i, one.row + i);
  }
  const telling = tellingTerms(passages, scan, sought.terms.length);
  passages.forEach((one, c) => {
    for (let i = 0; i < one.rows; i++) {
      table.candidate[one.row + i] = c;
      table.position[one.row + i] = i;
    }
    const document = corpus.passages[one.candidate.passage]?.document ?? '';
    const others = (votes.get(document) ?? 0) - (c < DOCUMENT_VOTERS ? one.candidate.score : 0);
    const context = { best, telling, document: voted > 0 ? others / voted : 0 };
    fillPassage(one, context, sought, corpus, index, table);
  });
  return table;
}

/**
 * How much a term tells the candidates apart, as 0 to 1 in all: what all of them hold tells nothing, however
 * rare it is in the articles.
 */
function tellingTerms(passages: readonly ScannedPassage[], scan: Scan, terms: number): Float64Array {
  const out = new Float64Array(terms);
  let total = 0;
  for (let j = 0; j < terms; j++) {
    let holding = 0;
    for (const { name, row, rows } of passages) {
      let held = (name[j] as number) > 0;
      for (let i = row; !held && i < row + rows; i++) held = (scan.strength[i * terms + j] as number) > 0;
      if (held) holding++;
    }
    out[j] = Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));
    total += out[j] as number;
  }
  return out.map((value) => value / (total || 1));
}

const counts = new WeakMap<Corpus, Map<string, number>>();

function shareOf(document: string, corpus: Corpus): number {
  let known = counts.get(corpus);
  if (!known) {
    known = new Map();
    for (const passage of corpus.passages)
      known.set(passage.document, (known.get(passage.document) ?? 0) + 1);
    counts.set(corpus, known);
  }
  return (known.get(document) ?? 0) / corpus.passages.length;
}

/** Works out the rows of one passage. */
function fillPassage(
  { candidate, row, rows, name, lead, heading, title }: ScannedPassage,
  context: { readonly best: number; readonly document: number; readonly telling: Float64Array },
  sought: Sought,
  corpus: Corpus,
  index: TermIndex,
  { scan, values }: SentenceTable,
): void {
  const { weight, rarity, form, totalWeight, totalRarity, compiled } = sought;
  const t = weight.length;
  const words = t || 1;
  let passageWeight = 0;
  let passageRarity = 0;
  let passageSoft = 0;
  let passageExact = 0;
  let above = 0;
  let missing = 0;
  let passageTelling = 0;
  for (let j = 0; j < t; j++) {
    let best = Math.max(name[j] as number, lead[j] as number);
    let soft = 0;
    let exact = 0;
    for (let o = row * t + j; o < (row + rows) * t; o += t) {
      if ((scan.strength[o] as number) > best) best = scan.strength[o] as number;
      soft |= scan.soft[o] as number;
      exact |= scan.exact[o] as number;
    }
    const w = weight[j] as number;
    const higher = Math.max(heading[j] as number, title[j] as number);
    passageWeight += w * best;
    passageTelling += (context.telling[j] as number) * best;
    passageRarity += (rarity[j] as number) * best;
    if (best === 0 && soft) passageSoft += w;
    passageExact += w * exact;
    above += w * Math.max(0, higher - best);
    if (form.named[j]) missing += w * (1 - Math.max(higher, best));
  }
  let passageBigrams = 0;
  let passageNear = 0;
  for (let i = row; i < row + rows; i++) {
    passageBigrams = Math.max(passageBigrams, scan.bigrams[i] as number);
    passageNear = Math.max(passageNear, scan.near[i] as number);
  }
  const passage = passageWeight / totalWeight;
  const bigramTotal = sought.bigrams.total || 1;
  const nearTotal = sought.neighbours.total || 1;
  const functionWords = sought.functionSlots.length || 1;
  const from = index.firstSentence[candidate.passage] as number;
  // A sentence can only define a word that it holds: the costly look is for those.
  const holdsDefined = (i: number) =>
    sought.terms.every(
      (term, j) => term.light || (scan.strength[(row + i) * t + j] as number) > 0 || (name[j] as number) > 0,
    );
  const wantsName = form.asked === 'name' || form.asked === 'person' || form.asked === 'place';
  for (let i = 0; i < rows; i++) {
    let inSentence = 0;
    let byRarity = 0;
    let byRare = 0;
    let rareTotal = 0;
    let byWords = 0;
    let exact = 0;
    let soft = 0;
    let before = 0;
    let after = 0;
    let named = 0;
    let telling = 0;
    for (let j = 0; j < t; j++) {
      const o = (row + i) * t + j;
      const w = weight[j] as number;
      const r = rarity[j] as number;
      const introduced = LEAD_SHARE * (lead[j] as number);
      const strength = Math.max(scan.strength[o] as number, name[j] as number, introduced);
      const ahead = i > 0 ? (scan.strength[o - t] as number) : (lead[j] as number);
      const behind = i + 1 < rows ? (scan.strength[o + t] as number) : 0;
      inSentence += w * strength;
      byRarity += r * strength;
      byRare += r * r * strength;
      rareTotal += r * r;
      byWords += strength;
      telling += (context.telling[j] as number) * strength;
      exact += w * (scan.exact[o] as number);
      soft += w * (scan.soft[o] as number);
      if (ahead > strength) before += r * (ahead - strength);
      if (behind > strength) after += r * (behind - strength);
      if (form.named[j]) named += w * strength;
    }
    const kinds = index.kinds[from + i] as number;
    const names = scan.names[row + i] as number;
    const length =
      (index.sentences.starts[from + i + 1] as number) - (index.sentences.starts[from + i] as number);
    const share = inSentence / totalWeight;
    const met = holdsAsked(form.asked, form.kinds, kinds, names);
    let o = (row + i) * FEATURE_COUNT;
    values[o++] = share;
    values[o++] = share * share;
    values[o++] = byRarity / totalRarity;
    values[o++] = rareTotal > 0 ? byRare / rareTotal : 0;
    values[o++] = byWords / words;
    values[o++] = exact / totalWeight;
    values[o++] = soft / totalWeight;
    values[o++] = (scan.grammar[row + i] as number) / functionWords;
    values[o++] = (scan.grammarRarity[row + i] as number) / (totalRarity + sought.totalFunctionRarity);
    values[o++] = before / totalRarity;
    values[o++] = after / totalRarity;
    values[o++] = passage;
    values[o++] = passage * passage;
    values[o++] = passageSoft / totalWeight;
    values[o++] = passageExact / totalWeight;
    values[o++] = ((passageRarity / totalRarity) * t) / COMMON_TERMS;
    values[o++] = named / totalWeight;
    values[o++] = missing / totalWeight;
    values[o++] = above / totalWeight;
    values[o++] = candidate.score / totalWeight;
    values[o++] = candidate.score / context.best;
    values[o++] = (scan.bigrams[row + i] as number) / bigramTotal;
    values[o++] = passageBigrams / bigramTotal;
    values[o++] = passageNear / nearTotal;
    values[o++] = form.asked === 'date' && met ? 1 : 0;
    values[o++] = form.asked === 'number' && met ? 1 : 0;
    values[o++] = form.asked === 'person' && met ? 1 : 0;
    values[o++] = form.asked === 'place' && met ? 1 : 0;
    values[o++] = form.asked === 'reason' && met ? 1 : 0;
    values[o++] = wantsName ? Math.min(1, names / 3) : 0;
    values[o++] = Math.log(1 + Math.max(length, SENTENCE_WORDS)) / 4;
    values[o++] = Math.log(1 + rows) / 3;
    values[o++] = context.document;
    values[o++] = kinds & KIND.leans ? 1 : 0;
    values[o++] = i === 0 ? 1 : 0;
    values[o++] = inSentence / (5 + length);
    if (compiled.defined.length > 0 && holdsDefined(i)) {
      const one = corpus.passages[candidate.passage] as Corpus['passages'][number];
      values[o] = definition(one, i, compiled.defined);
    }
    o++;
    values[o++] = telling;
    values[o++] = passageTelling;
  }
}

function holdsAsked(asked: Asked, wanted: number, kinds: number, names: number): boolean {
  if (asked === 'person') return names > 0;
  if (asked === 'place') return names > 0 && (kinds & wanted) !== 0;
  return (kinds & wanted) !== 0;
}

/** The strengths of a scanned passage as `judge` reads them. */
export function placesOf(passage: ScannedPassage, { scan }: SentenceTable, terms: number): Places {
  const { row, rows, name, lead, heading, title } = passage;
  const sentences = Array.from({ length: rows }, (_, i) =>
    scan.strength.subarray((row + i) * terms, (row + i + 1) * terms),
  );
  return { sentences, name, lead, heading, title };
}
