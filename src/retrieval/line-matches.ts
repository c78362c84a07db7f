import type { Item } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import { analyzed } from './analyze.js';
import type { StoredPassage } from './ports.js';
import { createScan, createScanner, scanList } from './scan.js';
import { release, seek } from './seek.js';

/** How one term was found in and around a line. */
export interface TermMatch {
  readonly term: QueryTerm;
  /** 0 (not found) to 1 (the very word, in the line). */
  readonly strength: number;
  /** Where the best match stands. */
  readonly where: 'line' | 'name' | 'item' | 'heading' | 'none';
}

/** A line with what it holds of some terms. */
export interface MatchedLine {
  readonly passage: StoredPassage;
  readonly item: Item;
  readonly sentence: number;
  readonly matches: readonly TermMatch[];
}

/** How much a match counts by where it stands. */
const IN_NAME = 0.95;
const IN_ITEM = 0.6;
const IN_HEADING = 0.5;
const IN_TITLE = 0.25;

/** The lines of passages that hold any of the query's terms, in reading order. */
export function matchLines(query: Query, passages: readonly StoredPassage[]): MatchedLine[] {
  for (const passage of passages) analyzed(passage);
  const sought = seek(query);
  const t = sought.terms.length;
  try {
    return passages.flatMap((passage) => {
      const form = analyzed(passage);
      const scan = createScan(form.lines.length, t);
      const scanLine = createScanner(sought, scan);
      for (const [i, line] of form.lines.entries()) scanLine(line, i);
      const names = form.names.map((list) => scanList(list, sought));
      const heading = scanList(form.heading, sought);
      const path = scanList(form.path, sought);
      const title = scanList(form.title, sought);
      const items = passage.blocks.flatMap((block) => block.items);
      const leads = leadLines(passage, form.blocks);
      return form.lines.flatMap((line, i): MatchedLine[] => {
        const matches = sought.terms.map((term, j): TermMatch => {
          let strength = scan.strength[i * t + j] as number;
          let where: TermMatch['where'] = strength > 0 ? 'line' : 'none';
          const consider = (other: number, place: TermMatch['where']) => {
            if (other <= strength) return;
            strength = other;
            where = place;
          };
          consider((names[line.item]?.[j] ?? 0) * IN_NAME, 'name');
          form.lines.forEach((other, k) => {
            if (other.item === line.item || k === leads[i])
              consider((scan.strength[k * t + j] as number) * IN_ITEM, 'item');
          });
          consider(Math.max(heading[j] as number, path[j] as number) * IN_HEADING, 'heading');
          consider((title[j] as number) * IN_TITLE, 'heading');
          return { term, strength, where };
        });
        const isFound = matches.some(({ strength }) => strength > 0);
        return isFound ? [{ passage, item: items[line.item] as Item, sentence: line.sentence, matches }] : [];
      });
    });
  } finally {
    release(sought);
  }
}

/** For each line the one that introduces its block, or -1. */
function leadLines({ blocks }: StoredPassage, ranges: readonly (readonly [number, number])[]): number[] {
  return ranges.flatMap(([from, to], b) => {
    const isLed = blocks[b]?.block.lead !== null && blocks[b - 1]?.block.id === blocks[b]?.block.lead;
    return Array.from({ length: to - from }, () => (isLed ? (ranges[b - 1]?.[1] ?? 0) - 1 : -1));
  });
}

/** Share of the terms' weight that a line holds, 0 to 1. */
export function coverageOf({ matches }: MatchedLine): number {
  let total = 0;
  let found = 0;
  for (const { term, strength } of matches) {
    total += term.weight;
    found += term.weight * strength;
  }
  return total > 0 ? found / total : 0;
}
