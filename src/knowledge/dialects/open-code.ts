import { indentOf, isBlank } from './columns.js';
import { codeInfo, type Fence, fenceIn, labelOfCode } from './fences.js';
import type { Page } from './page.js';
import type { Source } from './source.js';

/** A block of code that is open. */
export interface OpenCode extends Fence {
  readonly indent: number;
  /** Columns of the list that it stands in. */
  readonly column: number;
  /** How many frames are open around it. */
  readonly frames: number;
  readonly hasTab: boolean;
  /** Whether lines that are indented too little belong to it. */
  readonly isMended: boolean;
}

/** Columns from which on a line is code. Source: CommonMark 0.31, Indented code blocks. */
export const CODE_INDENT = 4;

/** Most lines of code that are looked through for the end. */
const MAX_LINES = 300;

/** Writes the line that opens a block of code; in a group of code it stands in a tab. */
export function openCode(fence: Fence, prefix: string, line: string, page: Page, source: Source): OpenCode {
  const label = page.groupKind === 'code' && !page.isFull ? labelOfCode(fence) : null;
  if (label !== null) page.open('section', 'code', 0, { kind: 'box', name: 'tab', label }, prefix);
  const before = label === null ? prefix : ' '.repeat(prefix.length);
  const info = codeInfo(fence);
  page.write(before + (info === fence.info ? line : fence.sign.repeat(fence.size) + info), 'code');
  const { column } = page;
  return {
    ...fence,
    info,
    indent: prefix.length,
    column,
    frames: page.frames.length,
    hasTab: label !== null,
    isMended: column > 0 && endsInItem(fence, column, page, source),
  };
}

/** Whether the next fence below ends this one and is indented like it: lines between that are not are a slip. */
function endsInItem({ sign, size }: Fence, column: number, page: Page, source: Source): boolean {
  for (let n = 1; n <= MAX_LINES; n++) {
    const line = source.below(n, page.frames);
    if (line === null) return false;
    const fence = line.includes(sign.repeat(3)) ? fenceIn(line.trim()) : null;
    if (fence?.sign === sign && fence.size >= size) return fence.info === '' && indentOf(line) >= column;
  }
  return false;
}

/**
 * Writes a line in code.
 * @returns what it was: in it, its end, or no line of it, which is not written
 */
export function codeLine(code: OpenCode, text: string, page: Page): 'in' | 'end' | 'outside' {
  const indent = indentOf(text);
  const isOutside = !isBlank(text) && indent < code.column;
  if (isOutside && !code.isMended) return 'outside';
  const fence = fenceIn(text.trim());
  const isNear = indent - code.column < CODE_INDENT || code.isMended;
  if (fence?.sign === code.sign && fence.size >= code.size && fence.info === '' && isNear) {
    page.write(' '.repeat(code.indent) + text.trim(), 'code');
    return 'end';
  }
  page.write(isOutside ? ' '.repeat(code.column) + text.trimStart() : text, 'code');
  return 'in';
}
