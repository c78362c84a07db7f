/** Longest run of backslashes that is looked at. */
const MAX_BACKSLASHES = 20;

/** Which places of a line begin nothing: those between backticks and behind a backslash. */
export function plainPlaces(text: string): (at: number) => boolean {
  const ranges = codeRanges(text);
  return (at) => isEscaped(text, at) || ranges.some(([from, to]) => at >= from && at < to);
}

function isEscaped(text: string, at: number): boolean {
  let signs = 0;
  while (text[at - 1 - signs] === '\\' && signs < MAX_BACKSLASHES) signs++;
  return signs % 2 === 1;
}

/** Most runs of backticks on a line that are told apart: a line with more is no text. */
const MAX_RANGES = 200;

function codeRanges(text: string): (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  const runs = text.includes('`') ? [...text.matchAll(/`+/g)].slice(0, MAX_RANGES) : [];
  for (let i = 0; i < runs.length; i++) {
    const [run] = runs[i] ?? [];
    const end = runs.findIndex((other, k) => k > i && other[0] === run);
    if (end < 0) continue;
    ranges.push([runs[i]?.index ?? 0, runs[end]?.index ?? 0]);
    i = end;
  }
  return ranges;
}
