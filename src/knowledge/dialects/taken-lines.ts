import { tagAt } from './tag.js';
import { templateEnd } from './templates.js';

/** What stands between a tag and its end. */
export interface TakenLines {
  /** Texts, and how many lines below the first each stands. */
  readonly pieces: readonly { readonly text: string; readonly below: number }[];
  /** What is left of the last line, behind the end. */
  readonly rest: string;
  /** How many lines they reach over. */
  readonly lines: number;
}

/**
 * Reads on up to the end of a tag; a tag of its own name inside is not the end.
 * @param first what is left of its line behind the tag
 * @param lineBelow the line so many below, or `null` where there is none
 */
export function takenLines(
  way: 'tag' | 'template',
  name: string,
  first: string,
  lineBelow: (n: number) => string | null,
): TakenLines | null {
  const pieces: { text: string; below: number }[] = [];
  let depth = 1;
  for (let below = 0; ; below++) {
    const line = below === 0 ? first : lineBelow(below);
    if (line === null) return null;
    let end: readonly [number, number] | null = null;
    if (way === 'template') end = templateEnd(line, name);
    else
      for (let at = line.indexOf('<'); at >= 0 && !end; at = line.indexOf('<', at + 1)) {
        const tag = tagAt(line, at);
        if (tag?.name.toLowerCase() !== name.toLowerCase() || tag.kind === 'empty') continue;
        depth += tag.kind === 'open' ? 1 : -1;
        if (depth === 0) end = [at, tag.end];
      }
    if (end) {
      pieces.push({ text: line.slice(0, end[0]), below });
      return { pieces, rest: line.slice(end[1]), lines: below + 1 };
    }
    pieces.push({ text: line, below });
  }
}
