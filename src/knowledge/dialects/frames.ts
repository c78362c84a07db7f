import type { Meaning } from './boxes.js';
import { dedented, indentOf, isBlank } from './columns.js';

/**
 * What ends a frame: a dedent (`indented`), a line without `>` (`quote`, `alert`), a blank line (`paragraph`),
 * the next one of its kind (`section`), or a mark of its own.
 */
export type Way =
  | 'page'
  | 'quote'
  | 'alert'
  | 'indented'
  | 'paragraph'
  | 'section'
  | 'colons'
  | 'slashes'
  | 'fence'
  | 'tag'
  | 'template';

/** Something that is open at a line, and what stands in it. */
export interface Frame {
  readonly way: Way;
  /** What its end must name: a tag's name, the sign of a fence. */
  readonly key: string;
  /** How many signs its end must have. */
  readonly size: number;
  /** Columns before its beginning. */
  readonly indent: number;
  /** `null` of the page and of a quotation. */
  readonly meaning: Meaning | null;
  /** Position of its box among all. */
  readonly box: number | null;
  /** Position of its first line. */
  readonly from: number;
  /** Columns that lists in it indent their text by, the innermost last, where columns are counted anew. */
  readonly lists: number[];
  /** Columns by which what is in it is indented further than its beginning; `null` before it is known. */
  body: number | null;
  /** Tabs that began in it. */
  tabs: number;
  /** Level of the headings that are tabs in it. */
  level: number | null;
}

export function frameOf(
  way: Way,
  key: string,
  size: number,
  indent: number,
  meaning: Meaning | null,
  box: number | null,
  from = 0,
): Frame {
  return { way, key, size, indent, meaning, box, from, lists: [], body: null, tabs: 0, level: null };
}

/** Whether columns are counted anew in a frame. */
export function hasOwnColumns({ way }: Frame): boolean {
  return way === 'page' || way === 'quote' || way === 'alert' || way === 'indented';
}

/** What a frame puts before its lines. */
export function prefixOf(frame: Frame): string {
  if (frame.way === 'page' || !hasOwnColumns(frame)) return '';
  return ' '.repeat(frame.indent) + (frame.way === 'quote' ? '> ' : '');
}

/** Least columns that MkDocs indents by what is in a box, and most. Authors who take fewer mean the same. */
const LEAST_BODY = 2;
const MOST_BODY = 4;

/** A line as it stands in a frame, or `null` where the frame has ended before it. */
export function lineIn(frame: Frame, text: string): string | null {
  switch (frame.way) {
    case 'quote':
    case 'alert': {
      const own = dedented(text, frame.indent);
      const match = /^ {0,3}> ?/.exec(own);
      const inner = match ? own.slice(match[0].length) : null;
      // Another one begins, though no blank line parts them.
      return frame.way === 'alert' && /^\[![A-Za-z]+\]/.test(inner ?? '') ? null : inner;
    }
    case 'indented': {
      if (isBlank(text)) return '';
      const deeper = indentOf(text) - frame.indent;
      frame.body ??= Math.min(MOST_BODY, deeper);
      return frame.body < LEAST_BODY || deeper < frame.body
        ? null
        : dedented(text, frame.indent + frame.body);
    }
    case 'tag':
    case 'template': {
      if (isBlank(text)) return text;
      const deeper = indentOf(text) - frame.indent;
      frame.body ??= Math.max(0, deeper);
      return deeper <= 0
        ? text
        : ' '.repeat(frame.indent) + dedented(text, frame.indent + Math.min(frame.body, deeper));
    }
    default:
      return text;
  }
}
