import type { Item } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { KIND } from '../text/sentence-kinds.js';
import { type Analyzed, analyzed, type Line } from './analyze.js';
import { definition } from './defines.js';
import { BLOCK_FEATURES, columnsOf, LINE_FEATURES, namesOf, PASSAGE_FEATURES } from './features.js';
import { holdsTyped, isTyped, wordsOf } from './holds-type.js';
import { orderOf } from './order.js';
import type { Nearness, StoredBlock, StoredPassage } from './ports.js';
import { createScan, createScanner, type Scan, scanList } from './scan.js';
import type { Sought } from './seek.js';

/** A passage as an engine found it. */
export interface FoundPassage {
  readonly passage: StoredPassage;
  /** The engine's score; 0 for one that only meaning found. */
  readonly score: number;
  readonly near?: Nearness | undefined;
  /** The reranker's score, where it read the passage. */
  readonly reranked?: number | undefined;
}

/** Rows of features, one after the other. */
export interface Table {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/** All that was measured of the candidates of one question. */
export interface Tables {
  /** For each passage the largest share of a term that is in none of its places. */
  readonly gaps: Float64Array;
  /** For each passage and each term how well any of its places holds it, 0 to 1. */
  readonly held: Float64Array;
  readonly found: readonly FoundPassage[];
  readonly passages: Table;
  readonly blocks: Table;
  readonly lines: Table;
  /** For each passage where its rows begin in the table of blocks and of lines; one more for the end. */
  readonly firstBlock: Int32Array;
  readonly firstLine: Int32Array;
  readonly scan: Scan;
}

const P = columnsOf(PASSAGE_FEATURES);
const B = columnsOf(BLOCK_FEATURES);
const L = columnsOf(LINE_FEATURES);
const PASSAGE_COLUMNS = namesOf(PASSAGE_FEATURES).length;
const BLOCK_COLUMNS = namesOf(BLOCK_FEATURES).length;
const LINE_COLUMNS = namesOf(LINE_FEATURES).length;

/** Candidates that tell which document and section are spoken of. */
const VOTERS = 10;
/** What the sentence that introduces a list or a block of code says holds for each point, for this share. */
const LEAD_SHARE = 0.8;
/** A cell of a table is no better an answer for being shorter than a short sentence, in words. */
const SENTENCE_WORDS = 8;
/** A term found this well is found in the person's own words: next to it or in a name counts, a synonym does not. */
const OWN = 0.9;
/** Points of the reranker that count as a whole. */
export const WHOLE_RERANKED = 8;
/** Words below which a passage is a stub. */
const STUB_WORDS = 12;

const CHANGES =
  /\b(?:change ?logs?|release ?notes?|releases?|what.?s new|migrat\w+|upgrad\w+|history|news|blog|v?\d+\.\d+(?:\.\d+)?)\b/i;
const REFERENCE = /\b(?:reference|api|schema|man(?:ual)? ?page|options|glossary|index)\b/i;
const QUESTION = /\?\s*$|^(?:how|why|what|when|where|who|which|can|do|does|is|are|should) /i;

/** Measures all candidates of a question. @param found best first */
export function measure(sought: Sought, found: readonly FoundPassage[]): Tables {
  const forms = found.map(({ passage }) => analyzed(passage));
  const firstBlock = new Int32Array(found.length + 1);
  const firstLine = new Int32Array(found.length + 1);
  forms.forEach(({ lines, blocks }, p) => {
    firstBlock[p + 1] = (firstBlock[p] as number) + blocks.length;
    firstLine[p + 1] = (firstLine[p] as number) + lines.length;
  });
  const rows = firstLine[found.length] as number;
  const scan = createScan(rows, sought.terms.length);
  const scanLine = createScanner(sought, scan);
  forms.forEach(({ lines }, p) => {
    for (const [i, line] of lines.entries()) scanLine(line, (firstLine[p] as number) + i);
  });
  const tables: Tables = {
    found,
    passages: tableOf(found.length, PASSAGE_COLUMNS),
    blocks: tableOf(firstBlock[found.length] as number, BLOCK_COLUMNS),
    lines: tableOf(rows, LINE_COLUMNS),
    firstBlock,
    firstLine,
    scan,
    gaps: new Float64Array(found.length),
    held: new Float64Array(found.length * sought.terms.length),
  };
  const context = contextOf(sought, forms, tables);
  for (const [p, form] of forms.entries()) fill(p, form, context, tables);
  return tables;
}

function tableOf(rows: number, columns: number): Table {
  return { rows, columns, values: new Float64Array(rows * columns) };
}

interface Context {
  readonly sought: Sought;
  readonly best: number;
  /** For each term how much it tells the candidates apart, 1 in all. */
  readonly telling: Float64Array;
  readonly votes: Votes;
  readonly typed: ReadonlySet<string> | null;
  readonly meant: Meant;
}

/** What candidates are measured against in meaning. */
interface Meant {
  readonly nearest: number;
  /** For each passage its place by nearness, from 0 on. */
  readonly places: Int32Array;
  readonly bestReranked: number;
  /** What the passages count that the reranker did not read. */
  readonly leastReranked: number;
}

interface Votes {
  readonly documents: ReadonlyMap<string, number>;
  readonly sections: ReadonlyMap<number, number>;
  readonly total: number;
}

function contextOf(sought: Sought, forms: readonly Analyzed[], { found, scan, firstLine }: Tables): Context {
  const documents = new Map<string, number>();
  const sections = new Map<number, number>();
  let total = 0;
  for (const { passage, score } of found.slice(0, VOTERS)) {
    documents.set(passage.document.id, (documents.get(passage.document.id) ?? 0) + score);
    sections.set(passage.section.id, (sections.get(passage.section.id) ?? 0) + score);
    total += score;
  }
  const { query } = sought;
  return {
    sought,
    best: found[0]?.score || 1,
    telling: tellingTerms(forms, scan, firstLine, sought),
    votes: { documents, sections, total },
    typed: isTyped(query.form.asked) ? wordsOf(query.question) : null,
    meant: meantOf(found),
  };
}

function meantOf(found: readonly FoundPassage[]): Meant {
  const near = Float64Array.from(found, (one) => one.near?.whole ?? 0);
  const places = new Int32Array(found.length);
  for (const [place, p] of orderOf(near).entries()) places[p] = place;
  const reranked = found.flatMap((one) => one.reranked ?? []);
  return {
    nearest: Math.max(0, ...near),
    places,
    bestReranked: reranked.length > 0 ? Math.max(...reranked) : 0,
    leastReranked: reranked.length > 0 ? Math.min(...reranked) : 0,
  };
}

/** How much a term tells the candidates apart: what all of them hold tells nothing, however rare it is. */
function tellingTerms(
  forms: readonly Analyzed[],
  scan: Scan,
  firstLine: Int32Array,
  { terms }: Sought,
): Float64Array {
  const t = terms.length;
  const out = new Float64Array(t);
  let total = 0;
  for (let j = 0; j < t; j++) {
    let holding = 0;
    for (let p = 0; p < forms.length; p++) {
      const to = (firstLine[p + 1] as number) * t;
      for (let o = (firstLine[p] as number) * t + j; o < to; o += t)
        if ((scan.strength[o] as number) > 0) {
          holding++;
          break;
        }
    }
    out[j] = Math.log(1 + (forms.length - holding + 0.5) / (holding + 0.5));
    total += out[j] as number;
  }
  return out.map((value) => value / (total || 1));
}

/** Works out the rows of one passage, of its blocks and of its lines. */
function fill(p: number, form: Analyzed, context: Context, tables: Tables): void {
  const { sought } = context;
  const { found, scan, firstLine, firstBlock } = tables;
  const { passage, near: nearness, reranked } = found[p] as FoundPassage;
  const { query, weight, rarity, totalWeight, totalRarity, named } = sought;
  const { form: asks } = query;
  const t = weight.length;
  const row = firstLine[p] as number;
  const names = form.names.map((list) => scanList(list, sought));
  const labels = form.labels.map((list) => scanList(list, sought));
  const heading = scanList(form.heading, sought);
  const path = scanList(form.path, sought);
  const title = scanList(form.title, sought);
  const items = passage.blocks.flatMap((block) => block.items);
  const rareTotal = rarity.reduce((sum, r) => sum + r * r, 0) || 1;
  const functionTotal = sought.totalFunctionRarity || 1;
  const bigramTotal = sought.bigrams.total || 1;
  const nearTotal = sought.neighbours.total || 1;
  const wantsName = asks.asked === 'name' || asks.asked === 'person' || asks.asked === 'place';
  const leads = leadRows(passage, form);

  // Lines.
  const L_ = tables.lines.values;
  let bestLine = 0;
  let bestLineRow = 0;
  let bestLineRare = 0;
  let bestBigrams = 0;
  let bestNear = 0;
  let bestDefines = 0;
  let cells = 0;
  const about = query.subjects.some(({ subject }) => subject.id === passage.subject);
  const isElsewhere = query.subjects.length > 0 && !about;
  let namesSubject = false;
  const definedTerms = query.defines ? sought.terms.filter((term) => !term.light) : [];
  form.blocks.forEach(([from, to], b) => {
    const lead = leads[b] as number;
    for (let i = from; i < to; i++) {
      const line = form.lines[i] as Line;
      const item = items[line.item] as Item;
      const name = names[line.item] as Float64Array;
      const label = labels[b] as Float64Array;
      let weighed = 0;
      let byRarity = 0;
      let byRare = 0;
      let byWords = 0;
      let exact = 0;
      let soft = 0;
      let before = 0;
      let after = 0;
      let namesHeld = 0;
      let telling = 0;
      let own = 0;
      for (let j = 0; j < t; j++) {
        const o = (row + i) * t + j;
        const w = weight[j] as number;
        const r = rarity[j] as number;
        const introduced = lead < 0 ? 0 : LEAD_SHARE * (scan.strength[(row + lead) * t + j] as number);
        const strength = Math.max(
          scan.strength[o] as number,
          name[j] as number,
          introduced,
          0.9 * (label[j] as number),
        );
        const ahead = i > 0 ? (scan.strength[o - t] as number) : 0;
        const behind = i + 1 < form.lines.length ? (scan.strength[o + t] as number) : 0;
        weighed += w * strength;
        if (strength >= OWN) own += w;
        byRarity += r * strength;
        byRare += r * r * strength;
        byWords += strength;
        telling += (context.telling[j] as number) * strength;
        exact += w * (scan.exact[o] as number);
        soft += w * (scan.soft[o] as number);
        if (ahead > strength) before += r * (ahead - strength);
        if (behind > strength) after += r * (behind - strength);
        if (named[j]) namesHeld += w * strength;
      }
      const share = weighed / totalWeight;
      const rare = byRare / rareTotal;
      const holds = holdsAsked(line, scan.names[row + i] as number, item, context);
      const o = (row + i) * LINE_COLUMNS;
      const set = (column: number, value: number) => {
        L_[o + column] = value;
      };
      set(L.line, share);
      set(L.own, own / totalWeight);
      set(L.lineSquare, share * share);
      set(L.lineRarity, byRarity / totalRarity);
      set(L.lineRare, rare);
      set(L.lineWords, byWords / (t || 1));
      set(L.exact, exact / totalWeight);
      set(L.soft, soft / totalWeight);
      set(L.grammar, (scan.grammar[row + i] as number) / functionTotal);
      set(L.before, before / totalRarity);
      set(L.after, after / totalRarity);
      set(L.names, namesHeld / totalWeight);
      const namesIt =
        isElsewhere && (sayName(line.terms, sought) || sayName(form.names[line.item] as Int32Array, sought));
      if (namesIt) {
        set(L.namesSubject, 1);
        namesSubject = true;
      }
      set(L.bigrams, (scan.bigrams[row + i] as number) / bigramTotal);
      if (holds) set(L[typeColumn(asks.asked)], 1);
      if (wantsName) set(L.newNames, Math.min(1, (scan.names[row + i] as number) / 3));
      set(L.length, Math.log(1 + Math.max(line.length, SENTENCE_WORDS)) / 4);
      set(L.leans, line.kinds & KIND.leans ? 1 : 0);
      set(L.first, i === 0 ? 1 : 0);
      set(L.precision, Math.min(1, weighed / (5 + line.length)));
      set(L.telling, telling);
      set(L.meaning, nearness?.lines[i] ?? 0);
      if (definedTerms.length > 0 && share > 0) {
        const defines = definition(item, line.sentence, definedTerms);
        set(L.defines, defines);
        bestDefines = Math.max(bestDefines, defines);
      }
      if (share > bestLine) {
        bestLine = share;
        bestLineRow = i;
      }
      bestLineRare = Math.max(bestLineRare, rare);
      bestBigrams = Math.max(bestBigrams, scan.bigrams[row + i] as number);
      bestNear = Math.max(bestNear, scan.near[row + i] as number);
      if (item.kind === 'fact') cells++;
    }
  });

  // Blocks.
  const B_ = tables.blocks.values;
  let bestBlock = 0;
  const heldBy: Float64Array[] = form.blocks.map(([from, to], b) => {
    const held = new Float64Array(t);
    const lead = leads[b] as number;
    for (let j = 0; j < t; j++) {
      let best = Math.max(
        labels[b]?.[j] as number,
        lead < 0 ? 0 : (scan.strength[(row + lead) * t + j] as number),
      );
      for (let i = from; i < to; i++) {
        const strength = scan.strength[(row + i) * t + j] as number;
        if (strength > best) best = strength;
        const name = names[(form.lines[i] as Line).item]?.[j] as number;
        if (name > best) best = name;
      }
      held[j] = best;
    }
    return held;
  });
  form.blocks.forEach(([from, to], b) => {
    const { kind } = (passage.blocks[b] as StoredBlock).block;
    const held = heldBy[b] as Float64Array;
    const o = ((firstBlock[p] as number) + b) * BLOCK_COLUMNS;
    const set = (column: number, value: number) => {
      B_[o + column] = value;
    };
    let text = 0;
    let rare = 0;
    let exact = 0;
    let soft = 0;
    let before = 0;
    let after = 0;
    let label = 0;
    for (let j = 0; j < t; j++) {
      const w = weight[j] as number;
      const strength = held[j] as number;
      text += w * strength;
      rare += (rarity[j] as number) ** 2 * strength;
      label += w * (labels[b]?.[j] as number);
      let isExact = 0;
      let isSoft = 0;
      for (let i = from; i < to; i++) {
        isExact |= scan.exact[(row + i) * t + j] as number;
        isSoft |= scan.soft[(row + i) * t + j] as number;
      }
      exact += w * isExact;
      if (strength === 0) soft += w * isSoft;
      before += w * Math.max(0, (heldBy[b - 1]?.[j] ?? 0) - strength);
      after += w * Math.max(0, (heldBy[b + 1]?.[j] ?? 0) - strength);
    }
    let line = 0;
    let bigrams = 0;
    let near = 0;
    let grammar = 0;
    let words = 0;
    let holds = false;
    let nearest = 0;
    let nearAll = 0;
    for (let i = from; i < to; i++) {
      const cosine = nearness?.lines[i] ?? 0;
      nearest = Math.max(nearest, cosine);
      nearAll += cosine;
      const one = form.lines[i] as Line;
      line = Math.max(line, L_[(row + i) * LINE_COLUMNS + L.line] as number);
      bigrams = Math.max(bigrams, scan.bigrams[row + i] as number);
      near = Math.max(near, scan.near[row + i] as number);
      grammar = Math.max(grammar, scan.grammar[row + i] as number);
      words += one.length;
      holds ||= holdsAsked(one, scan.names[row + i] as number, items[one.item] as Item, context);
    }
    bestBlock = Math.max(bestBlock, text / totalWeight);
    set(B.text, text / totalWeight);
    set(B.textRare, rare / rareTotal);
    set(B.exact, exact / totalWeight);
    set(B.soft, soft / totalWeight);
    set(B.line, line);
    set(B.label, label / totalWeight);
    set(B.bigrams, bigrams / bigramTotal);
    set(B.near, near / nearTotal);
    set(B.grammar, grammar / functionTotal);
    set(B.holds, holds ? 1 : 0);
    set(B.lacks, asks.asked !== null && asks.asked !== 'name' && !holds ? 1 : 0);
    set(B.steps, kind === 'steps' ? 1 : 0);
    set(B.howSteps, asks.howTo && kind === 'steps' ? 1 : 0);
    set(B.list, kind === 'list' ? 1 : 0);
    set(B.table, kind === 'table' ? 1 : 0);
    set(B.code, kind === 'code' ? 1 : 0);
    set(B.askedCode, asks.code && kind === 'code' ? 1 : 0);
    set(B.howCode, asks.howTo && kind === 'code' ? 1 : 0);
    set(B.length, Math.log(1 + Math.max(words, SENTENCE_WORDS)) / 5);
    set(B.first, b === 0 ? 1 : 0);
    set(B.place, form.blocks.length > 1 ? b / (form.blocks.length - 1) : 0);
    set(B.before, before / totalWeight);
    set(B.after, after / totalWeight);
    set(B.meaning, nearest);
    set(B.meaningMean, to > from ? nearAll / (to - from) : 0);
  });

  // The passage.
  let text = 0;
  let byRarity = 0;
  let rare = 0;
  let byWords = 0;
  let exact = 0;
  let soft = 0;
  let headed = 0;
  let labelled = 0;
  let pathed = 0;
  let titled = 0;
  let above = 0;
  let whole = 0;
  let namesFound = 0;
  let namesMissing = 0;
  let telling = 0;
  let own = 0;
  let gap = 0;
  for (let j = 0; j < t; j++) {
    const w = weight[j] as number;
    let best = 0;
    for (const held of heldBy) best = Math.max(best, held[j] as number);
    let isExact = 0;
    let isSoft = 0;
    for (let i = row; i < row + form.lines.length; i++) {
      isExact |= scan.exact[i * t + j] as number;
      isSoft |= scan.soft[i * t + j] as number;
    }
    let small = 0;
    for (const one of labels) small = Math.max(small, one[j] as number);
    for (const one of names) small = Math.max(small, one[j] as number);
    const higher = Math.max(heading[j] as number, path[j] as number, title[j] as number);
    const all = Math.max(best, higher);
    text += w * best;
    if (best >= OWN) own += w;
    gap = Math.max(gap, w * (1 - all));
    tables.held[p * t + j] = all;
    byRarity += (rarity[j] as number) * best;
    rare += (rarity[j] as number) ** 2 * best;
    byWords += best;
    telling += (context.telling[j] as number) * best;
    exact += w * isExact;
    if (best === 0) soft += w * isSoft;
    headed += w * (heading[j] as number);
    labelled += w * small;
    pathed += w * (path[j] as number);
    titled += w * (title[j] as number);
    above += w * Math.max(0, higher - best);
    whole += w * all;
    if (named[j]) {
      namesFound += w * best;
      namesMissing += w * (1 - all);
    }
  }
  const { best, votes } = context;
  const { score } = found[p] as FoundPassage;
  const voted = p < VOTERS ? score : 0;
  const others = (votesFor: number | undefined) =>
    votes.total > 0 ? ((votesFor ?? 0) - voted) / votes.total : 0;
  const kinds = new Set(passage.blocks.map(({ block }) => block.kind));
  tables.gaps[p] = gap / totalWeight;
  const o = p * PASSAGE_COLUMNS;
  const P_ = tables.passages.values;
  const set = (column: number, value: number) => {
    P_[o + column] = value;
  };
  set(P.engine, Math.min(3, score / totalWeight) / 3);
  set(P.retrieval, score / best);
  set(P.rank, 1 / (1 + p));
  set(P.text, text / totalWeight);
  set(P.textSquare, (text / totalWeight) ** 2);
  set(P.textRarity, byRarity / totalRarity);
  set(P.textRare, rare / rareTotal);
  set(P.textWords, byWords / (t || 1));
  set(P.own, own / totalWeight);
  set(P.exact, exact / totalWeight);
  set(P.soft, soft / totalWeight);
  set(P.line, bestLine);
  set(P.lineRare, bestLineRare);
  set(P.block, bestBlock);
  set(P.heading, headed / totalWeight);
  set(P.headingExact, headingShare(form, sought));
  set(P.label, labelled / totalWeight);
  set(P.path, pathed / totalWeight);
  set(P.title, titled / totalWeight);
  set(P.above, above / totalWeight);
  set(P.whole, whole / totalWeight);
  set(P.wholeSquare, (whole / totalWeight) ** 2);
  set(P.namesFound, namesFound / totalWeight);
  set(P.namesMissing, namesMissing / totalWeight);
  set(P.bigrams, bestBigrams / bigramTotal);
  set(P.near, bestNear / nearTotal);
  set(P.grammar, form.lines.length > 0 ? (scan.grammar[row + bestLineRow] as number) / functionTotal : 0);
  set(P.telling, telling);
  if (asks.asked !== null && asks.asked !== 'name') {
    const column = L[typeColumn(asks.asked)];
    let holds = 0;
    for (let i = 0; i < form.lines.length; i++) {
      const at = (row + i) * LINE_COLUMNS;
      if (L_[at + column]) holds = Math.max(holds, 0.5 + 0.5 * (L_[at + L.line] as number));
    }
    set(P[typeColumn(asks.asked)], holds);
  }
  if (wantsName) {
    let most = 0;
    for (let i = 0; i < form.lines.length; i++) most = Math.max(most, scan.names[row + i] as number);
    set(P.newNames, Math.min(1, most / 3));
  }
  set(P.steps, asks.howTo && kinds.has('steps') ? 1 : 0);
  set(P.howCode, asks.howTo && kinds.has('code') ? 1 : 0);
  set(P.askedCode, asks.code && kinds.has('code') ? 1 : 0);
  set(P.table, form.lines.length > 0 ? cells / form.lines.length : 0);
  set(P.length, Math.log(1 + Math.max(form.size, SENTENCE_WORDS)) / 6);
  set(P.short, form.size < STUB_WORDS ? 1 : 0);
  set(P.document, others(votes.documents.get(passage.document.id)));
  set(P.section, others(votes.sections.get(passage.section.id)));
  set(P.first, passage.section.path.length === 0 ? 1 : 0);
  set(P.depth, Math.min(1, passage.section.path.length / 5));
  set(P.question, isQuestion(passage) ? 1 : 0);
  const place = `${passage.document.id.replace(/[-_/.]/g, ' ')} ${passage.document.title}`;
  set(P.changes, CHANGES.test(place) ? 1 : 0);
  set(P.reference, REFERENCE.test(place) ? 1 : 0);
  set(P.defines, bestDefines);
  set(P.ofSubject, about ? 1 : 0);
  set(P.ofOther, isElsewhere && passage.subject !== null ? 1 : 0);
  set(P.namesSubject, namesSubject || (isElsewhere && sayName(form.heading, sought)) ? 1 : 0);
  set(P.general, query.general && passage.subject === null ? 1 : 0);
  if (query.carried) set(P.samePlace, samePlace(passage, query));
  const { meant } = context;
  if (nearness) {
    const [line, next] = nearestTwo(nearness.lines);
    set(P.meaning, nearness.whole);
    set(P.meaningPlace, nearness.place);
    set(P.meaningLine, line);
    set(P.meaningLines, (line + next) / 2);
    set(P.meaningLead, nearness.whole - meant.nearest);
    set(P.meaningRank, 1 / (1 + (meant.places[p] as number)));
  }
  const behind = (reranked ?? meant.leastReranked) - meant.bestReranked;
  set(P.reranked, Math.max(-1, behind / WHOLE_RERANKED));
  set(P.rerankedFirst, reranked !== undefined && reranked === meant.bestReranked ? 1 : 0);
}

/** Whether words say one of the names that the subjects of the question go by. */
function sayName(words: Int32Array, { subjectNames }: Sought): boolean {
  return subjectNames.some((name) => words.some((_, at) => name.every((word, i) => words[at + i] === word)));
}

/** The two largest; one counts twice where it is alone. */
function nearestTwo(cosines: ArrayLike<number>): [number, number] {
  let first = 0;
  let second = 0;
  for (let i = 0; i < cosines.length; i++) {
    const one = cosines[i] as number;
    if (one > first) [first, second] = [one, first];
    else if (one > second) second = one;
  }
  return [first, cosines.length > 1 ? second : first];
}

/** The column of a sort of thing that may be asked for. */
function typeColumn(
  asked: Query['form']['asked'],
): 'date' | 'number' | 'person' | 'place' | 'reason' | 'typed' {
  switch (asked) {
    case 'date':
    case 'person':
    case 'place':
    case 'reason':
      return asked;
    case 'number':
    case 'price':
      return 'number';
    default:
      return 'typed';
  }
}

/** Whether a line holds the sort of thing that is asked for. */
function holdsAsked(line: Line, names: number, item: Item, { sought, typed }: Context): boolean {
  const { asked, kinds } = sought.query.form;
  if (asked === null || asked === 'name') return false;
  if (typed) return holdsTyped(item.sentences[line.sentence]?.text ?? '', asked, typed);
  if (asked === 'person') return names > 0;
  if (asked === 'place') return names > 0 && (line.kinds & kinds) !== 0;
  return (line.kinds & kinds) !== 0;
}

/** For each block the line that introduces it, or -1. */
function leadRows({ blocks }: StoredPassage, form: Analyzed): number[] {
  return blocks.map(({ block }, b) => {
    if (block.lead === null || blocks[b - 1]?.block.id !== block.lead) return -1;
    return (form.blocks[b - 1]?.[1] ?? 0) - 1;
  });
}

/** Share of the words of a heading that the question has. */
function headingShare({ heading }: Analyzed, { slotOf }: Sought): number {
  if (heading.length === 0) return 0;
  let held = 0;
  for (const number of heading) if (slotOf[number]) held++;
  return held / heading.length;
}

function isQuestion({ section, blocks }: StoredPassage): boolean {
  return (
    QUESTION.test(section.heading) ||
    blocks.some(
      ({ block, items }) => block.label?.kind === 'question' || items.some(({ name }) => name?.endsWith('?')),
    )
  );
}

function samePlace({ section, document }: StoredPassage, { carried }: Query): number {
  let best = 0;
  for (const { document: id, path } of carried?.places ?? []) {
    if (id !== document.id) continue;
    const same =
      path.length === section.path.length && path.every((heading, i) => heading === section.path[i]);
    best = Math.max(best, same ? 1 : 0.5);
  }
  return best;
}
