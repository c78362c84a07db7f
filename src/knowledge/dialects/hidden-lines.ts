import type { Endings } from './endings.js';
import { endOfBraces } from './tag.js';

/** Lines that a page does not show, from one on. */
export interface Hidden {
  /** How many lines they reach over. */
  readonly lines: number;
  /** What is left of the last. */
  readonly rest: string;
  readonly what: string;
  readonly text: string;
}

/** Comments, by the sign that opens and the sign that ends them. */
const COMMENTS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['{/*', '*/}'],
  ['{# ', '#}'],
];

/** Whole lines that show nothing: link definitions that hold a comment, marks of includes, of targets and of tables of contents. */
const SHOWN_BY_NO_PAGE: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\[(?:comment|\/\/|_|#)[^\]]*\]:\s*(?:#|<>)/i, 'comment'],
  [/^\[\[?_?toc_?\]?\]$|^@\[toc\]$|^\$\{toc\}$/i, 'table of contents'],
  [/^(?:-+8<-+|<<<)\s*\S|^\{[*!] .* [*!]\}$|^\{![^{}]+!\}$|^!\[\[[^\]]+\]\]$/, 'include'],
  [/^\([\w:./ -]+\)=$/, 'link target'],
  [/^\{:[:/][^}]*\}$/, 'attributes'],
];

/** What imports and exports are told as. */
export const ESM = 'MDX import or export';

/** Most lines that code of MDX reaches over. */
const MAX_CODE_LINES = 400;

/**
 * What begins on a line and is not shown.
 * @param rest the line from its first character on
 */
export function hiddenLines(
  lines: readonly string[],
  at: number,
  rest: string,
  inParagraph: boolean,
  isMdx: boolean,
  endings: Endings,
): Hidden | null {
  // A sign at the end of the line has no blank behind it. The line is not copied: it may begin as often as it is long.
  for (const [start, end] of COMMENTS)
    if (rest.startsWith(start) || rest === start.trimEnd()) {
      if (endings.isAfter('sign', end, at)) return upTo(end, start.length, lines, at, rest, 'comment');
      // Never ended: a page would show nothing of all that follows.
      return { lines: 1, rest: rest.slice(start.length), what: 'comment', text: '' };
    }
  const line = rest.trimEnd();
  const [, diagram] = /^@start([a-z]+)\b/.exec(line) ?? [];
  if (diagram) return upTo(`@end${diagram}`, 1, lines.slice(0, at + MAX_CODE_LINES), at, rest, 'diagram');
  const known = SHOWN_BY_NO_PAGE.find(([pattern]) => pattern.test(line));
  if (known) return { lines: 1, rest: '', what: known[1], text: line };
  if (inParagraph) return null;
  if (/^import\b/.test(line)) return importLines(lines, at, line);
  if (/^export\b/.test(line)) return exportLines(lines, at, line);
  return isMdx && /^\{(?![%{#/:.])/.test(line) ? expressionLines(lines, at, rest) : null;
}

function upTo(
  end: string,
  from: number,
  lines: readonly string[],
  at: number,
  rest: string,
  what: string,
): Hidden {
  let line = rest;
  const said: string[] = [];
  for (let i = at; i < lines.length; i++) {
    if (i > at) line = lines[i] as string;
    const stop = line.indexOf(end, i === at ? from : 0);
    const begins = i === at ? from : 0;
    if (stop >= 0) {
      said.push(line.slice(begins, stop));
      return { lines: i - at + 1, rest: line.slice(stop + end.length), what, text: said.join('\n').trim() };
    }
    said.push(line.slice(begins));
  }
  return { lines: 1, rest: rest.slice(from), what, text: '' };
}

/** `import X from 'y'`, over several lines too; a sentence that begins with the word is none. */
function importLines(lines: readonly string[], at: number, first: string): Hidden | null {
  let text = first;
  for (let n = 1; n <= MAX_CODE_LINES; n++) {
    if (/^import\s+(?:type\s+)?(?:[\w*$\s,]*(?:\{[^{}]*\})?\s*from\s*)?(['"])[^'"]+\1\s*;?$/.test(text))
      return { lines: n, rest: '', what: ESM, text };
    const next = lines[at + n];
    if (next === undefined || next.trim() === '' || !/^import\s[\s\w*$,]*(?:\{[^{}]*)?$/.test(text))
      return null;
    text += `\n${next.trim()}`;
  }
  return null;
}

/** A declaration of MDX: up to a blank line outside its braces. */
function exportLines(lines: readonly string[], at: number, first: string): Hidden | null {
  if (
    !/^export\s+(?:(?:const|let|var)\s+[\w{[]|(?:default\s+)?(?:async\s+)?(?:function|class)\b|default\s+[\w({[]|\{.*\}\s*from|\*\s+from)/.test(
      first,
    )
  )
    return null;
  let depth = 0;
  const said: string[] = [];
  for (let n = 0; n < MAX_CODE_LINES && at + n < lines.length; n++) {
    const line = n === 0 ? first : (lines[at + n] as string);
    if (line.trim() === '' && depth <= 0) break;
    for (const sign of line) depth += '{[('.includes(sign) ? 1 : '}])'.includes(sign) ? -1 : 0;
    said.push(line);
  }
  return { lines: said.length, rest: '', what: ESM, text: said.join('\n') };
}

/** Code in braces that fills whole lines. */
function expressionLines(lines: readonly string[], at: number, rest: string): Hidden | null {
  const text = [rest, ...lines.slice(at + 1, at + MAX_CODE_LINES)].join('\n');
  const end = endOfBraces(text, 0);
  if (end < 0) return null;
  const code = text.slice(0, end);
  const behind = text.slice(end).split('\n', 1)[0] ?? '';
  if (behind.trim() !== '' || /^\{\s*["'`]/.test(code)) return null;
  return { lines: code.split('\n').length, rest: '', what: 'MDX expression', text: code.slice(1, -1).trim() };
}
