import { styleText } from 'node:util';
import type { Block, Code, Row, Shown, Span, Step, Suggestions } from '../../src/answer/answer.js';
import { markOf, plainText, sourceLines, sourcesHeading, spansText } from '../../src/answer/plain-text.js';
import { printableIn } from './printable.js';

export interface RenderOptions {
  /** Width of the terminal, in columns. */
  readonly width: number;
  readonly colour: boolean;
}

/** Widest text that is comfortable to read, in columns. */
const MAX_WIDTH = 100;
/** Narrowest column of a table; below it rows are written one under the other. */
const MIN_COLUMN = 18;
const LABEL_COLUMN = 16;

type Style = 'bold' | 'dim' | 'cyan' | 'italic' | 'plain';

/** An answer for a person at a terminal: wrapped, comparisons as a table, sources dimmed. No control character is left in it but those that paint. */
export function renderTerminal(answer: Shown, { width, colour }: RenderOptions): string {
  const wide = Math.min(Math.max(width, 20), MAX_WIDTH);
  const paint = (style: Style, text: string) =>
    colour && style !== 'plain' && text !== '' ? styleText(style, text) : text;
  const { title, blocks, suggestions, citations } = printableIn({
    title: answer.title,
    blocks: answer.blocks,
    suggestions: answer.suggestions,
    citations: answer.citations,
  });
  const parts = [
    title ? paint('bold', wrap(spansText(title), wide)) : '',
    ...blocks.map((block) => renderBlock(block, wide, paint)),
    suggestions ? renderSuggestions(suggestions, wide, paint) : '',
  ];
  const sources = sourceLines(citations);
  if (sources.length > 0) {
    const lines = [sourcesHeading(citations), ...sources];
    parts.push(lines.map((line) => paint('dim', wrap(line, wide, '    '))).join('\n'));
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

/** An answer for a pipe: no markup, no wrapping. */
export function renderPlain(answer: Shown): string {
  return plainText(answer);
}

type Paint = (style: Style, text: string) => string;

function renderBlock(block: Block, width: number, paint: Paint): string {
  switch (block.type) {
    case 'heading':
      return paint('bold', wrap(spansText(block.spans), width));
    case 'paragraph':
      return block.spans.every((span) => span.type !== 'quoted')
        ? paint('plain', wrap(spansText(block.spans), width))
        : wrap(spansText(block.spans), width);
    case 'list':
      return block.items
        .map((item) => emphasise(wrap(`• ${spansText(item)}`, width, '  '), '• ', item, paint))
        .join('\n');
    case 'steps':
      return renderSteps(block.items, width, paint);
    case 'table':
      return renderTable(block.columns, block.rows, width, paint);
    case 'code':
      return renderCode(block);
  }
}

function renderSuggestions({ lead, questions }: Suggestions, width: number, paint: Paint): string {
  return [
    paint('dim', wrap(lead, width)),
    ...questions.map((question) => paint('cyan', wrap(`› ${question}`, width, '  '))),
  ].join('\n');
}

/** What code is moved in by. */
const CODE_INDENT = '    ';

/** Code as it stands: a line that is too long is not broken, so that it can be copied. */
function renderCode({ text, citation }: Code, indent = ''): string {
  return `${text
    .split('\n')
    .map((line) => `${indent}${CODE_INDENT}${line}`)
    .join('\n')}  [${citation}]`;
}

/** Steps with their numbers in a column, and what stands below a step further in. */
function renderSteps(items: readonly Step[], width: number, paint: Paint): string {
  const deepest = Math.max(0, ...items.map(({ level }) => level));
  const columns = Array.from({ length: deepest + 1 }, (_, level) =>
    Math.max(1, ...items.filter((one) => one.level === level).map((one) => markOf(one).length)),
  );
  /** Where a level begins; on a narrow terminal the deep ones have no room of their own. */
  const startOf = (level: number) =>
    Math.min(
      columns.slice(0, level).reduce((sum, column) => sum + column + 1, 0),
      Math.floor(width / 2),
    );
  return items
    .map(({ number, level, content }) => {
      const indent = ' '.repeat(startOf(level));
      const mark = `${indent}${markOf({ number, level }).padStart(columns[level] ?? 1)} `;
      if (content.type === 'code') {
        const own = renderCode(content, indent);
        return number === null ? own : `${mark.trimEnd()}\n${own}`;
      }
      const text = wrap(`${mark}${spansText(content.spans)}`, width, ' '.repeat(mark.length));
      return emphasise(text, mark, content.spans, paint);
    })
    .join('\n');
}

/** The label that opens an item in bold, when it stands on one line. */
function emphasise(text: string, mark: string, item: readonly Span[], paint: Paint): string {
  const [head] = item;
  const isLabel = head && (head.type === 'name' || (head.type === 'quoted' && head.label));
  return isLabel && text.startsWith(`${mark}${head.text}`)
    ? `${mark}${paint('bold', head.text)}${text.slice(mark.length + head.text.length)}`
    : text;
}

function renderTable(columns: readonly Span[], rows: readonly Row[], width: number, paint: Paint): string {
  const column = Math.floor((width - LABEL_COLUMN - 3 * columns.length) / columns.length);
  if (column < MIN_COLUMN) {
    return rows
      .map((row) =>
        [
          paint('bold', row.label.text),
          ...row.cells.map((cell, i) =>
            wrap(`  ${columns[i]?.text ?? ''}: ${spansText(cell)}`, width, '    '),
          ),
        ].join('\n'),
      )
      .join('\n');
  }
  const widths = [LABEL_COLUMN, ...columns.map(() => column)];
  const line = (cells: readonly string[], style: (text: string, i: number) => string): string => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? column).split('\n'));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, k) =>
      wrapped
        .map((lines, i) => style((lines[k] ?? '').padEnd(widths[i] ?? column), i))
        .join(' │ ')
        .trimEnd(),
    ).join('\n');
  };
  const rule = widths.map((n) => '─'.repeat(n)).join('─┼─');
  const head = line(['', ...columns.map((span) => span.text)], (text) => paint('bold', text));
  const body = rows.map((row) =>
    line([row.label.text, ...row.cells.map((cell) => spansText(cell))], (text, i) =>
      i === 0 ? paint('bold', text) : text,
    ),
  );
  return [head, rule, body.join(`\n${paint('dim', rule)}\n`)].join('\n');
}

/** Wraps at blanks; a word longer than the line is cut. Counts UTF-16 units as columns. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = /^ */.exec(paragraph)?.[0] ?? '';
    let empty = true;
    for (let word of paragraph.trim().split(/ +/)) {
      if (!empty && line.length + 1 + word.length > width) {
        lines.push(line);
        line = indent;
        empty = true;
      }
      while (line.length + word.length > width && word.length > width - indent.length) {
        const room = Math.max(1, width - line.length);
        lines.push(line + word.slice(0, room));
        word = word.slice(room);
        line = indent;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
