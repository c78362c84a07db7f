import { compact } from '../text/compact.js';
import type { Part } from './parts.js';

/** Headings that close an article, and belong to none of the things before. */
const CLOSING =
  /^(?:conclusions?|summary|in (?:short|closing|summary)|final (?:words|thoughts)|wrapping up|wrap-?up|(?:the )?bottom line|(?:the )?verdict|key takeaways|takeaways|faqs?|frequently asked questions|references|sources|further reading|about the author)\b/i;

/** The heading given to closing words that have none. */
export const CONCLUSION = 'Conclusion';

/** A title and a section are 1 and 2; Markdown has six. */
const DEEPEST = 6;

/**
 * Gives every heading its level. Numbers decide where there are any ("2." above "Advantages of X", "2.1"
 * below "2."), then the size of type, then underlines and capitals; else a heading that another one's
 * name stands in, or that is there several times, is below.
 */
export function withLevels(parts: readonly Part[], notes: string[]): Part[] {
  const headings = parts.filter(({ kind }) => kind === 'heading');
  const levels = new Map(levelsOf(headings).map((level, i) => [headings[i], Math.min(level, DEEPEST)]));
  return withConclusion(
    parts.map((part) => ({ ...part, level: levels.get(part) ?? 0 })),
    notes,
  );
}

function levelsOf(headings: readonly Part[]): number[] {
  if (headings.some(({ marker }) => marker)) return byNumber(headings);
  if (headings.some(({ size }) => size !== null)) return bySize(headings);
  return byLook(headings);
}

function byNumber(headings: readonly Part[]): number[] {
  let current = 1;
  /** The number last seen at the outermost level. */
  let outer = 0;
  let nested = false;
  return headings.map((heading, i) => {
    const { marker } = heading;
    if (!marker) {
      if (current === 1 || CLOSING.test(heading.text)) return 2;
      return current + 1;
    }
    if (marker.numbers.length > 1) {
      current = marker.numbers.length + 1;
      return current;
    }
    const [n = 0] = marker.numbers;
    const isNext = n === outer + 1;
    // A count that begins anew below a sub-heading is a count of that sub-heading's points.
    nested = outer > 0 && !isNext && (n === 1 || nested) && headings[i - 1]?.marker !== undefined;
    if (nested) return current + 2;
    outer = n;
    current = 2;
    return 2;
  });
}

function bySize(headings: readonly Part[]): number[] {
  const sizes = [...new Set(headings.flatMap(({ size }) => (size === null ? [] : [size])))].sort(
    (a, b) => a - b,
  );
  return headings.map(({ size }) => 2 + (size === null ? sizes.length : sizes.indexOf(size)));
}

function byLook(headings: readonly Part[]): number[] {
  const marks = headings.map(({ underline, text }) =>
    underline === '='
      ? 0
      : underline === '-'
        ? 1
        : /\p{L}/u.test(text) && text === text.toUpperCase()
          ? 2
          : 3,
  );
  const kinds = [...new Set(marks)].sort();
  if (kinds.length > 1) return marks.map((mark) => 2 + kinds.indexOf(mark));
  const keys = headings.map(({ text }) => compact(text));
  return headings.map((heading, i) => {
    const key = keys[i] ?? '';
    if (CLOSING.test(heading.text)) return 2;
    const repeated = keys.filter((other) => other === key).length > 1;
    const named = keys.slice(0, i).some((name) => name.length > 2 && name !== key && key.includes(name));
    return repeated || named ? 3 : 2;
  });
}

/**
 * Closing words below the last numbered heading's list that name other headings and not this one get a
 * heading of their own: they are not about it.
 */
function withConclusion(parts: readonly Part[], notes: string[]): Part[] {
  const names = parts.filter(({ kind, marker }) => kind === 'heading' && marker?.numbers.length === 1);
  const last = names[names.length - 1];
  let from = parts.length;
  while (parts[from - 1]?.kind === 'paragraph') from--;
  const tail = parts.slice(from);
  const [first] = tail;
  if (!last || !first || parts[from - 1]?.kind !== 'point') return [...parts];
  const said = compact(tail.map(({ text }) => text).join(' '));
  const others = names.filter((name) => name !== last && said.includes(compact(name.text)));
  if (others.length < 2 || said.includes(compact(last.text))) return [...parts];
  notes.push(`The closing words were given the heading "${CONCLUSION}".`);
  const heading: Part = { ...first, kind: 'heading', text: CONCLUSION, level: 2, marker: null };
  return [...parts.slice(0, from), heading, ...tail];
}
