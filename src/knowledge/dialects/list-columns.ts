import { indentOf } from './columns.js';

const MARKER = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;
const BREAK = /^([-*_])\1{2,}$/;
/** More white space than this behind a marker belongs to the text. Source: CommonMark 0.31, List items. */
const MOST_SPACE = 4;

/** A footnote, whose text goes on indented. Source: micromark-extension-gfm-footnote, Syntax. */
const FOOTNOTE = /^\[\^[^\]\s]+\]:[ \t]*/;
const NOTE_INDENT = 4;

/** A line without the markers of lists that it begins with. */
export interface ListLine {
  /** White space and markers. */
  readonly prefix: string;
  readonly rest: string;
  /** Columns of the text of each list that begins here. */
  readonly begins: readonly number[];
}

export function listLine(text: string): ListLine {
  let at = text.length - text.trimStart().length;
  let column = indentOf(text);
  const begins: number[] = [];
  const note = FOOTNOTE.exec(text.slice(at));
  if (note) {
    at += note[0].length;
    return { prefix: text.slice(0, at), rest: text.slice(at), begins: [column + NOTE_INDENT] };
  }
  for (;;) {
    const rest = text.slice(at);
    const marker = BREAK.test(rest.replace(/\s/g, '')) ? null : MARKER.exec(rest);
    if (!marker) break;
    const behind = rest.slice(marker[0].length);
    const space = indentOf(behind);
    const isBare = behind.trim() === '';
    column += marker[0].length + (isBare || space > MOST_SPACE ? 1 : space);
    at +=
      marker[0].length +
      (isBare ? behind.length : space > MOST_SPACE ? 1 : behind.length - behind.trimStart().length);
    begins.push(column);
    if (isBare || space > MOST_SPACE) break;
  }
  return { prefix: text.slice(0, at), rest: text.slice(at), begins };
}
