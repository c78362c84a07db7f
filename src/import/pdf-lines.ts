import type { Dropped } from './draft.js';
import type { Line } from './lines.js';

/** A run of text on a page, as PDF.js gives it: `transform` is [a, b, c, d, x, y], in points from the bottom left. */
export interface TextRun {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}
export type PageText = readonly TextRun[];

interface PageLine {
  text: string;
  readonly x: number;
  readonly y: number;
  /** Of the type, in points. */
  readonly size: number;
  end: number;
}

/** Type this much larger than the body's is a heading's. */
const HEADING_RATIO = 1.12;
/** Lines this much further apart than usual, in line pitches, are of two paragraphs. */
const GAP_RATIO = 1.3;
const PITCH_QUANTILE = 0.15;
/** Room between two runs that is a blank, in type sizes. */
const BLANK = 0.15;
/** Lines at the top and at the bottom of a page that may be its header or footer. */
const EDGE_LINES = 2;
/** A line on at least this share of the pages, at their edge, belongs to the page. */
const RUNNING_SHARE = 0.5;

/** The lines of all pages, in the order in which the file has them, without page headers, footers and numbers. */
export function pageLines(pages: readonly PageText[], dropped: Dropped[]): Line[] {
  const all = withoutRunning(pages.map(linesOnPage), dropped);
  const flat = all.flat();
  const body = commonest(flat.map(({ size, text }) => [round(size), text.length] as const));
  const sizes = [...new Set(flat.map(({ size }) => round(size)))]
    .filter((size) => size >= body * HEADING_RATIO)
    .sort((a, b) => b - a);
  const pitch = pitchOf(all.flatMap(steps), body);
  const left = Math.min(...flat.map(({ x }) => x));
  return all.flatMap((page, p) =>
    page.map((line, i): Line => {
      const above = page[i - 1];
      const rank = sizes.indexOf(round(line.size));
      return {
        text: line.text,
        indent: Math.max(0, Math.round((2 * (line.x - left)) / (body || 1))),
        gap: above
          ? above.y - line.y > GAP_RATIO * pitch || line.y > above.y
          : endsSentence(all[p - 1]) && /^\p{Lu}/u.test(line.text),
        size: rank < 0 ? null : rank + 1,
      };
    }),
  );
}

/** Across a page break, the end of a sentence is taken for the end of a paragraph. */
function endsSentence(page: readonly PageLine[] | undefined): boolean {
  return /[.!?:]["”’)]*$/.test(page?.[page.length - 1]?.text ?? '.');
}

function linesOnPage(runs: PageText): PageLine[] {
  const lines: PageLine[] = [];
  let open: PageLine | null = null;
  for (const run of runs) {
    const [, , , , x = 0, y = 0] = run.transform;
    const size = run.height || Math.abs(run.transform[3] ?? 0);
    if (run.str !== '') {
      if (open && Math.abs(open.y - y) < 0.5 * Math.max(open.size, 1)) {
        const apart = x - open.end > BLANK * open.size && !/\s$/.test(open.text) && !/^\s/.test(run.str);
        open.text += apart ? ` ${run.str}` : run.str;
        open.end = x + run.width;
      } else if (run.str.trim() !== '') {
        open = { text: run.str, x, y, size, end: x + run.width };
        lines.push(open);
      }
    }
    if (run.hasEOL) open = null;
  }
  return lines
    .map((line) => ({
      ...line,
      text: line.text
        .replace(/\u00ad/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    }))
    .filter(({ text }) => text !== '');
}

/** Without what stands at the edge of most pages, numbers aside. */
function withoutRunning(pages: readonly PageLine[][], dropped: Dropped[]): PageLine[][] {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter((_, i) => isEdge(i, page)).map(runningKey)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const told = new Set<string>();
  return pages.map((page) =>
    page.filter((line, i) => {
      const key = runningKey(line);
      const runs = isEdge(i, page) && (counts.get(key) ?? 0) >= Math.max(2, RUNNING_SHARE * pages.length);
      if (runs && !told.has(key)) dropped.push({ what: 'page header or footer', text: line.text });
      if (runs) told.add(key);
      return !runs;
    }),
  );
}

function isEdge(i: number, page: readonly PageLine[]): boolean {
  return i < EDGE_LINES || i >= page.length - EDGE_LINES;
}

/** A title is larger than the header that repeats it. */
function runningKey({ text, size }: PageLine): string {
  return `${round(size)} ${text.replace(/\d+/g, '#').toLowerCase()}`;
}

function steps(page: readonly PageLine[]): number[] {
  return page.slice(1).flatMap((line, i) => {
    const step = (page[i]?.y ?? 0) - line.y;
    return step > 0 ? [step] : [];
  });
}

/** From one line to the next of a paragraph: among the shorter steps, as those between paragraphs may be the most. */
function pitchOf(all: readonly number[], body: number): number {
  const sorted = all.filter((step) => step >= body).sort((a, b) => a - b);
  return sorted[Math.floor(PITCH_QUANTILE * sorted.length)] ?? body;
}

/** The value with the greatest weight; 0 for none. */
function commonest(weighted: readonly (readonly [value: number, weight: number])[]): number {
  const sums = new Map<number, number>();
  for (const [value, weight] of weighted) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

function round(size: number): number {
  return Math.round(2 * size) / 2;
}
