/** Where a text may not be cut: each match is kept whole. */
export type Whole = readonly RegExp[];

/**
 * Packs pieces into pages of at most `limit` UTF-16 units, joined by `glue`. Pages break between pieces; only a
 * piece that is longer than a page is cut, at the end of a paragraph, line, sentence or word (the first of them
 * that does not leave a page half empty), never inside what `whole` matches or inside a surrogate pair.
 */
export function packPages(pieces: readonly string[], limit: number, whole: Whole, glue = '\n\n'): string[] {
  const pages: string[] = [];
  for (const piece of pieces.filter((text) => text !== '').flatMap((text) => cut(text, limit, whole))) {
    const last = pages[pages.length - 1];
    if (last !== undefined && last.length + glue.length + piece.length <= limit)
      pages[pages.length - 1] = `${last}${glue}${piece}`;
    else pages.push(piece);
  }
  return pages;
}

const BREAKS: readonly RegExp[] = [/\n\n+/g, /\n/g, /(?<=[.!?…])\s/g, /\s/g];

/** Cuts a text into parts of at most `limit` UTF-16 units. */
export function cut(text: string, limit: number, whole: Whole): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const [end, next] = cutAt(rest, limit, whole);
    parts.push(rest.slice(0, end));
    rest = rest.slice(next);
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** @returns where the part ends, and where the rest begins */
function cutAt(text: string, limit: number, whole: Whole): [number, number] {
  const closed = whole.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern.source, addGlobal(pattern.flags)))].map(
      ({ index, 0: match }) => [index, index + match.length] as const,
    ),
  );
  const isOpen = (at: number) => !closed.some(([from, to]) => from < at && at < to);
  const window = text.slice(0, limit + 2);
  for (const wanted of [limit / 2, 1]) {
    for (const pattern of BREAKS) {
      const places = [...window.matchAll(pattern)]
        .map(({ index, 0: gap }) => [index, index + gap.length] as const)
        .filter(([end]) => end >= wanted && end <= limit && isOpen(end));
      const last = places[places.length - 1];
      if (last) return [last[0], last[1]];
    }
  }
  // One long word: before what must stay whole, if something stands before it, else through the word.
  const blocking = closed.find(([from, to]) => from < limit && limit < to);
  if (blocking && blocking[0] > 0) return [blocking[0], blocking[0]];
  const pair = /[\uD800-\uDBFF]/.test(text[limit - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[limit] ?? '');
  const end = Math.max(1, pair ? limit - 1 : limit);
  return [end, end];
}

const addGlobal = (flags: string): string => (flags.includes('g') ? flags : `${flags}g`);
