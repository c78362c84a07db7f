import type { Item } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { analyzed, type Line } from './analyze.js';
import { likelihoodOf, measuresOf } from './calibrate.js';
import { chooseBlocks, lengthOf, QUOTED_LENGTH } from './choose-blocks.js';
import type { Evidence, LinePlace, Retrieved, TermHeld } from './evidence.js';
import { namesOf, PASSAGE_FEATURES } from './features.js';
import { orderOf } from './order.js';
import type { Features } from './ports.js';
import { probabilities, type Ranking, rank, type Weights } from './rank.js';
import { release, type Sought, seek } from './seek.js';
import { type FoundPassage, measure, type Tables } from './tables.js';

/** How many are handed on, best first, where no more are wanted. */
export const HANDED_ON = 6;

/**
 * A second and a third passage are shown with the first where they have this share of its likelihood and so many
 * characters of room; all of them together may be so long, and the first, where the second vies with it. The rest of a
 * short answer's room is for the sources and the words around. Of 2,265 questions on 31 bodies 1,705 are right; with
 * 640, 480 and 1,000 characters, of which the end was cut off again, 1,682; with 360, 320 and 680 1,692.
 */
const BESIDE_SHARES = [0.05, 0.2] as const;
const BESIDE_ROOM = 360;
const TOGETHER = 780;
const VYING_SHARE = 0.1;
const VIED_ROOM = 420;

/**
 * A neighbour with this share of the first line's likelihood is quoted with it: where two sentences vie, the person
 * sees both.
 */
const BESIDE_SHARE = 0.2;
/** Two sentences longer than this, in characters, are too much for one quotation. */
const QUOTATION = 600;

/** Measures, ranks and calibrates. @param most passages that are handed on */
export function judge(
  query: Query,
  found: readonly FoundPassage[],
  weights: Weights,
  most = HANDED_ON,
): Retrieved {
  for (const { passage } of found) analyzed(passage);
  const sought = seek(query);
  let tables: Tables;
  try {
    tables = measure(sought, found);
  } finally {
    release(sought);
  }
  const ranking = rank(tables, weights);
  const likely = probabilities(ranking.passages);
  const [best = -1, next = -1] = ranking.order;
  const isViedWith = (likely[next] ?? 0) >= VYING_SHARE * (likely[best] ?? 0);
  const evidence = ranking.order.slice(0, most).map((p) =>
    evidenceOf(p, tables, ranking, likely, {
      room: p !== best ? BESIDE_ROOM : isViedWith ? VIED_ROOM : QUOTED_LENGTH,
      howTo: query.form.howTo,
    }),
  );
  const shown = shownTogether(evidence);
  const measures = measuresOf(query, sought, tables, ranking, evidence.slice(0, shown));
  return {
    evidence,
    shown,
    likelihood: likelihoodOf(measures, weights),
    before: [],
    measures,
    terms: termsHeld(sought, tables, ranking.order.slice(0, shown)),
  };
}

function termsHeld({ weight, totalWeight }: Sought, { held }: Tables, shown: readonly number[]): TermHeld[] {
  return Array.from(weight, (w, j) => ({
    share: w / totalWeight,
    held: Math.max(0, ...shown.map((p) => held[p * weight.length + j] as number)),
  }));
}

/** How many are shown together: the first, and the second and the third where they vie and there is room for them. */
function shownTogether(evidence: readonly Evidence[]): number {
  const [first, ...others] = evidence;
  if (!first) return 0;
  const length = (one: Evidence) => one.blocks.reduce((sum, block) => sum + lengthOf(block), 0);
  let room = TOGETHER - length(first);
  for (const [i, share] of BESIDE_SHARES.entries()) {
    const one = others[i];
    const fits = one && one.probability >= share * first.probability;
    if (!fits || length(one) > Math.min(BESIDE_ROOM, room)) return 1 + i;
    room -= length(one);
  }
  return 1 + BESIDE_SHARES.length;
}

function evidenceOf(
  p: number,
  tables: Tables,
  ranking: Ranking,
  likely: Float64Array,
  wish: { readonly room: number; readonly howTo: boolean },
): Evidence {
  const { passage } = tables.found[p] as FoundPassage;
  const form = analyzed(passage);
  const items = passage.blocks.flatMap((block) => block.items);
  const [firstLine, endLine] = [tables.firstLine[p] as number, tables.firstLine[p + 1] as number];
  const scores = ranking.lines.subarray(firstLine, endLine);
  const [best = 0] = orderOf(scores);
  const placeOf = (i: number): LinePlace => {
    const { item, sentence } = form.lines[i] as Line;
    return { item: items[item] as Item, sentence };
  };
  const whole = placeOf(best);
  const beside = besideOf(best, scores, form.lines, whole.item);
  const blockScores = ranking.blocks.subarray(tables.firstBlock[p], tables.firstBlock[p + 1]);
  const itemScores = new Map<Item, number>();
  form.lines.forEach(({ item: at }, i) => {
    const item = items[at] as Item;
    itemScores.set(item, Math.max(itemScores.get(item) ?? Number.NEGATIVE_INFINITY, scores[i] as number));
  });
  const { blocks, line } = chooseBlocks(passage, { blocks: blockScores, items: itemScores }, whole, wish);
  return {
    passage,
    blocks,
    line,
    beside: beside === null || !line.item.sentences[line.sentence + beside] ? null : line.sentence + beside,
    probability: likely[p] as number,
    features: featuresOf(p, tables),
    foundBy: foundBy(
      tables.found[p] as FoundPassage,
      tables.passages.values[p * tables.passages.columns + RANK] as number,
    ),
  };
}

/** Whether the sentence after (1) or before (-1) the best one is quoted with it; `null` when it stands by itself. */
function besideOf(
  best: number,
  scores: Float64Array,
  lines: readonly Line[],
  { sentences }: Item,
): 1 | -1 | null {
  const place = lines[best]?.sentence ?? 0;
  const length = (step: number) => sentences[place + step]?.text.length ?? QUOTATION;
  let beside: 1 | -1 | null = null;
  for (const step of [-1, 1] as const) {
    const at = best + step;
    if (lines[at] === undefined || lines[at]?.item !== lines[best]?.item) continue;
    if ((scores[at] as number) < (scores[best] as number) + Math.log(BESIDE_SHARE)) continue;
    if (length(0) + length(step) >= QUOTATION) continue;
    if (beside === null || (scores[at] as number) > (scores[best + beside] as number)) beside = step;
  }
  return beside;
}

/** Meaning found what is among the so many nearest. */
const NEAREST = 8;

function foundBy({ score }: FoundPassage, meaningRank: number): Evidence['foundBy'] {
  if (meaningRank < 1 / NEAREST) return 'words';
  return score > 0 ? 'both' : 'meaning';
}

const FEATURE_NAMES = namesOf(PASSAGE_FEATURES);
const RANK = FEATURE_NAMES.indexOf('meaningRank');

/** Those that are not 0. */
function featuresOf(p: number, { passages: { columns, values } }: Tables): Features {
  const features: Record<string, number> = {};
  for (let i = 0; i < columns; i++) {
    const value = values[p * columns + i] as number;
    if (value !== 0) features[FEATURE_NAMES[i] as string] = value;
  }
  return features;
}
