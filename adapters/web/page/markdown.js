import { addressOf, placeText, sourcesOf } from './sources.js';

/**
 * @import { AnswerBody, Block, SpanBody } from '../schemas.js'
 */

/** What a level further in is moved by, in Markdown: enough below “10. ”, and not so much that it is code. */
const INDENT = '    ';

/**
 * An answer as Markdown: the question, what is quoted with the numbers of its sources, and these with their addresses.
 * @param {string} question
 * @param {AnswerBody} answer
 */
export function markdownOf(question, answer) {
  const { title, blocks } = answer;
  const sources = sourcesOf(answer).map(({ source, cited }) => {
    const address = cited[0]?.url ?? `${location.origin}${location.pathname}${addressOf(cited)}`;
    return `${source}. [${escaped(placeText(cited))}](<${address}>)`;
  });
  return [
    `**${escaped(question.replace(/\s+/g, ' ').trim())}**`,
    ...(title === null ? [] : [`### ${spansText(title)}`]),
    ...blocks.map(blockText),
    ...(sources.length === 0 ? [] : ['Sources:', sources.join('\n')]),
  ].join('\n\n');
}

/**
 * @param {Block} block
 * @returns {string}
 */
function blockText(block) {
  switch (block.type) {
    case 'heading':
      return `### ${spansText(block.spans)}`;
    case 'paragraph':
      return spansText(block.spans);
    case 'list':
      return block.items.map((item) => `- ${spansText(item)}`).join('\n');
    case 'steps':
      return block.items.map(stepText).join('\n');
    case 'table':
      return tableText(block);
    case 'code':
      return `${codeText(block)}\n\n[${block.citation}]`;
  }
}

/** @param {Extract<Block, { type: 'steps' }>['items'][number]} step */
function stepText({ number, level, content }) {
  const sign = number === null ? '-' : `${number}.`;
  if (content.type === 'text') return indented(`${sign} ${spansText(content.spans)}`, level);
  const code = codeText(content);
  return indented(number === null ? code : `${sign} ${code.replace(/\n(?=.)/g, `\n${INDENT}`)}`, level);
}

/** @param {Extract<Block, { type: 'table' }>} table */
function tableText({ columns, rows }) {
  const row = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [
    row(['', ...columns.map((column) => escaped(column.text))]),
    row(['---', ...columns.map(() => '---')]),
    ...rows.map(({ label, cells }) => row([escaped(label.text), ...cells.map(spansText)])),
  ].join('\n');
}

/**
 * Code in a fence that is longer than any in it.
 * @param {{ text: string, language: string | null }} code
 */
function codeText({ text, language }) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language ?? ''}\n${text}\n${fence}`;
}

/**
 * @param {string} text
 * @param {number} level
 */
const indented = (text, level) => text.replace(/^(?=.)/gm, INDENT.repeat(level));

/**
 * Runs of text; the number of a source stands behind the last of a run of quotations from it.
 * @param {readonly SpanBody[]} spans
 */
function spansText(spans) {
  return spans
    .map((span, i) => {
      const text = escaped(span.text.replace(/\s*\n\s*/g, ' '));
      if (span.type === 'name' || (span.type === 'quoted' && span.label)) return `**${text}**`;
      if (span.type === 'framing') return text;
      const next = spans.slice(i + 1).find(({ type }) => type === 'quoted');
      return next?.type === 'quoted' && next.citation === span.citation ? text : `${text} [${span.citation}]`;
    })
    .join('');
}

/**
 * What Markdown would read as markup, and what it would read so where a line begins.
 * @param {string} text
 */
function escaped(text) {
  return text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/^(\s*)([#+-]|\d+(?=[.)]))/gm, (_, space, mark) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}
