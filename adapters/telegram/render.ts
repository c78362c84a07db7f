import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Block, Citation, Code, Shown, Span, Step } from '../../src/answer/answer.js';
import { fitToRoom } from '../../src/answer/fit.js';
import { spansText } from '../../src/answer/plain-text.js';
import { createActionIds } from '../chat/action-ids.js';
import type { Button, Controls, Menu } from '../chat/controls.js';
import { emphasised } from '../chat/emphasis.js';
import { label, MARK_GAP } from '../chat/label.js';
import type { Dress, Rendering, ShownAnswer } from '../chat/platform.js';
import { sourceList } from '../chat/source-list.js';
import { MAX_BUTTON_LABEL, MAX_CALLBACK_DATA, MAX_TEXT_LENGTH } from './limits.js';
import { pagesOf, type Rich, type Run, rich } from './rich.js';

/** A message as `sendMessage` takes it. */
export interface Page extends Rich {
  readonly reply_markup?: InlineKeyboardMarkup;
}

/** Most subjects that are offered for a comparison, and how many stand in a row. Ours: there is no menu. */
const MAX_COMPARED = 4;
const COMPARED_IN_ROW = 2;
/** Most buttons about an answer in a row, and of more than that: a phone cuts the labels of further ones. Ours. */
const ABOUT_IN_ROW = 4;
const ABOUT_OF_MANY_IN_ROW = 3;
/** Longest repeat of a question above its answer, in UTF-16 units. */
const MAX_ASKED = 200;

/** The state of a button as its `callback_data`. */
export const {
  encode: encodeAction,
  encodeComparison,
  encodeHandover,
  encodeConsent,
  decode: decodeAction,
} = createActionIds((id) => Buffer.byteLength(id) <= MAX_CALLBACK_DATA);

/** How Telegram shows what the bot says. */
export const RENDERING: Rendering<Page> = {
  answer(answer: ShownAnswer, dress: Dress) {
    const fitted = fitToRoom(answer, MAX_TEXT_LENGTH, (shown) => lengthOf(piecesOf(shown, dress)));
    return withKeyboard(pagesOf(piecesOf(fitted, dress), MAX_TEXT_LENGTH), keyboardOf(dress.controls));
  },
  shown: (shown) => pagesOf(piecesOf(shown), MAX_TEXT_LENGTH),
  notice: (text) => rich([{ text }]),
  encodeAction,
};

const lengthOf = (pieces: readonly Rich[]): number =>
  pieces.reduce((length, { text }) => length + text.length + 2, -2);

/** The buttons stand below the last of the messages. */
function withKeyboard(pages: readonly Page[], keyboard: InlineKeyboardButton[][]): Page[] {
  const all = pages.length > 0 ? pages : [rich([{ text: '…' }])];
  if (keyboard.length === 0) return [...all];
  return all.map((page, i) =>
    i === all.length - 1 ? { ...page, reply_markup: { inline_keyboard: keyboard } } : page,
  );
}

function keyboardOf({ about, compare, person, suggested }: Controls): InlineKeyboardButton[][] {
  const buttons = ({ label: text, value }: Button) => ({
    text: label(text, MAX_BUTTON_LABEL),
    callback_data: value,
  });
  return [
    ...rowsOf(about.map(buttons), about.length > ABOUT_IN_ROW ? ABOUT_OF_MANY_IN_ROW : ABOUT_IN_ROW),
    ...(person ? [[buttons(person)]] : []),
    ...(compare ? comparisons(compare) : []),
    ...suggested.map((one) => [buttons(one)]),
  ];
}

function comparisons({ own, others }: Menu): InlineKeyboardButton[][] {
  const buttons = others.flatMap((other): InlineKeyboardButton[] => {
    const id = encodeComparison([own.id, other.id]);
    return id === null
      ? []
      : [{ text: label(`Compare with ${other.name}`, MAX_BUTTON_LABEL), callback_data: id }];
  });
  return rowsOf(buttons.slice(0, MAX_COMPARED), COMPARED_IN_ROW);
}

const rowsOf = (buttons: readonly InlineKeyboardButton[], inRow: number): InlineKeyboardButton[][] =>
  Array.from({ length: Math.ceil(buttons.length / inRow) }, (_, i) =>
    buttons.slice(i * inRow, (i + 1) * inRow),
  );

/** The parts of a message, which stand below each other. */
function piecesOf({ title, blocks, citations }: Shown, dress?: Dress): Rich[] {
  const heading = title ? spansText(title, MARK_GAP) : (dress?.title ?? '');
  const asked = dress?.asked?.trim() ?? '';
  const top: Run[] = [
    ...(asked === '' ? [] : [{ text: label(asked, MAX_ASKED), style: 'italic' as const }]),
    ...(asked === '' || heading === '' ? [] : [{ text: '\n' }]),
    { text: heading, style: 'bold' },
  ];
  return [top, ...blocks.map(blockRuns), sourceRuns(citations)]
    .map(rich)
    .filter(({ text }) => text.trim() !== '');
}

function blockRuns(block: Block): Run[] {
  switch (block.type) {
    case 'heading':
      return [{ text: spansText(block.spans, MARK_GAP), style: 'bold' }];
    case 'paragraph':
      return spanRuns(block.spans);
    case 'list':
      return lines(block.items.map((item) => [{ text: '• ' }, ...spanRuns(item)]));
    case 'steps':
      return lines(block.items.map(stepRuns));
    case 'table':
      // No table fits a phone: below the label of a row stands each column's value behind the column's name.
      return lines(
        block.rows.flatMap(({ label: row, cells }) => [
          ...(row.text.trim() === '' ? [] : [[{ text: row.text, style: 'bold' as const }]]),
          ...cells.map((cell, i): Run[] => {
            const column = block.columns[i]?.text ?? '';
            const name: Run[] = column === '' ? [] : [{ text: column, style: 'italic' }, { text: ': ' }];
            return [{ text: '• ' }, ...name, { text: spansText(cell, MARK_GAP) }];
          }),
        ]),
      );
    case 'code':
      return codeRuns(block);
  }
}

const lines = (all: readonly (readonly Run[])[]): Run[] =>
  all.flatMap((runs, i) => (i === 0 ? runs : [{ text: '\n' }, ...runs]));

function stepRuns({ number, level, content }: Step): Run[] {
  const lead = `${'   '.repeat(level)}${number === null ? '•' : `${number}.`}`;
  return content.type === 'code'
    ? [{ text: `${lead}\n` }, ...codeRuns(content)]
    : [{ text: `${lead} ` }, ...spanRuns(content.spans)];
}

function codeRuns({ text, language, citation }: Code): Run[] {
  return [{ text, style: 'pre', language: language ?? undefined }, { text: `\n[${citation}]` }];
}

const spanRuns = (spans: readonly Span[]): Run[] =>
  emphasised(spans).map(({ text, isBold }): Run => (isBold ? { text, style: 'bold' } : { text }));

/** One line for every source; an article that has an address is linked. */
function sourceRuns(citations: readonly Citation[]): Run[] {
  const { single, lines: sources } = sourceList(citations);
  if (sources.length === 0) return [];
  return lines([
    single ? [{ text: 'Sources in ' }, linked(single), { text: ':' }] : [{ text: 'Sources:' }],
    ...sources.map(({ source, article, place }): Run[] => [
      { text: `[${source}] ` },
      ...(article ? [linked(article), { text: ' › ' }] : []),
      { text: place },
    ]),
  ]);
}

function linked({ title, url }: Citation): Run {
  return url !== null && /^https?:/.test(url) ? { text: title, url } : { text: `“${title}”` };
}
