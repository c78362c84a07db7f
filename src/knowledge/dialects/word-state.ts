import type { Line } from './page.js';

/** A piece of running text, and what is known of it. */
export interface WordState {
  readonly text: string;
  readonly isMdx: boolean;
  /** `spared` where tags of templates stand for themselves, `html` where those of HTML do. */
  readonly kind: Line['kind'];
  readonly isHeading: boolean;
  /** What references may name, if it is known. */
  readonly defined: ReadonlySet<string> | null;
  /** Ids that were written in it. */
  readonly ids: string[];
  readonly unshown: { what: string; text: string }[];
  /** Where the next run of as many backticks begins, by place of a run. */
  readonly runs: ReadonlyMap<number, number>;
  /** Where the last end of each tag begins, and those of comments. */
  readonly ends: ReadonlyMap<string, number>;
}

/** What is written for something, and where that ends in the text. */
export interface Replacement {
  readonly text: string;
  readonly end: number;
}

export function wordState(
  text: string,
  isMdx: boolean,
  kind: Line['kind'],
  defined: ReadonlySet<string> | null,
): WordState {
  const isHeading = kind !== 'html' && /^[\s>]*#{1,6}\s/.test(text);
  return {
    text,
    isMdx,
    kind,
    isHeading,
    defined,
    ids: [],
    unshown: [],
    runs: runsOf(text),
    ends: endsIn(text),
  };
}

/** For every run of backticks the place of the next one as long. */
function runsOf(text: string): Map<number, number> {
  const next = new Map<number, number>();
  const last = new Map<number, number>();
  const runs = [...text.matchAll(/`+/g)];
  for (const { 0: run, index } of runs.reverse()) {
    const other = last.get(run.length);
    if (other !== undefined) next.set(index, other);
    last.set(run.length, index);
  }
  return next;
}

function endsIn(text: string): Map<string, number> {
  const ends = new Map<string, number>();
  for (const { 0: sign, 1: name = sign, index } of text.matchAll(/<\/([A-Za-z][\w.:-]*)|-->|\*\/\}/g))
    ends.set(name, index);
  return ends;
}

/** Whether an end of that name, or that sign, stands behind a place. */
export function isEnded({ ends }: WordState, name: string, from: number): boolean {
  return (ends.get(name) ?? -1) >= from;
}

/** Where code ends that begins with the backticks at a place: behind them where nothing ends it. */
export function endOfCode({ text, runs }: WordState, at: number): number {
  let behind = at;
  while (text[behind] === '`') behind++;
  const other = runs.get(at);
  return other === undefined ? behind : other + behind - at;
}

export function note({ unshown }: WordState, what: string, text: string): void {
  if (text.trim() !== '') unshown.push({ what, text: text.trim() });
}

export function matchedAt(pattern: RegExp, text: string, at: number): Replacement | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? { text: match[0], end: at + match[0].length } : null;
}
