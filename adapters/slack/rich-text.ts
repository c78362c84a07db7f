import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { cut, type Whole } from '../chat/split.js';
import { visible } from './escape.js';
import { MAX_RICH_TEXT_LENGTH } from './limits.js';

/**
 * Rich text: what Slack recommends for text that others wrote. An element shows its text as it is and formats
 * nothing by itself: no mark is bold, no word a mention, no `<` a link. Styles are said beside the text.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block and block-elements/text-element.
 */
export type Run = RichTextText;

type Style = NonNullable<Run['style']>;

/** A run of text as it is. */
export function run(text: string, style?: Style): Run {
  return { type: 'text', text: visible(text), ...(style === undefined ? {} : { style }) };
}

/** A line or paragraph, as blocks; there is one, unless it is longer than a block. */
export function paragraph(runs: readonly Run[]): RichTextBlock[] {
  return split(runs).map((part) => block([section(part)]));
}

/** Points below what leads to them, if anything does. */
export function bullets(items: readonly (readonly Run[])[], lead: readonly Run[] = []): RichTextBlock[] {
  const leads = split(lead);
  const [first = [], ...more] = groups(items.flatMap(split));
  const last = leads.pop();
  const head = [...(last ? [section(last)] : []), ...list(first)];
  return [
    ...leads.map((part) => block([section(part)])),
    ...(head.length > 0 ? [block(head)] : []),
    ...more.map((group) => block(list(group))),
  ];
}

/** Code as it stands in an article, and what follows it. */
export function code(text: string, after: readonly Run[]): RichTextBlock[] {
  return inBlocks(preformatted(text, after));
}

/** A step, a point below one, or code that belongs to it, as runs. */
export type StepRuns = { readonly number: number | null; readonly level: number } & (
  | { readonly runs: readonly Run[] }
  | { readonly code: string; readonly after: readonly Run[] }
);

/** Deepest level of a list. Source: @slack/types, RichTextList. */
const MAX_INDENT = 8;

/**
 * Steps with the numbers that they have: a list for each run of steps that count on, code between. Slack nests no
 * list in another; it moves it in. What a list cannot hold (a step 0, the rest of one that is longer than a block)
 * is a line of its own.
 */
export function steps(items: readonly StepRuns[]): RichTextBlock[] {
  const out: Measured[] = [];
  let open = null as OpenList | null;
  const line = (runs: Run[]) => {
    open = null;
    out.push(measured(section(runs)));
  };
  for (const { number, level, ...content } of items) {
    if ('code' in content) {
      if (number !== null) line([run(`${number}.`)]);
      open = null;
      out.push(...preformatted(content.code, content.after));
      continue;
    }
    const isLine = number !== null && number < 1;
    const [first = [], ...rest] = split(isLine ? [run(`${number}. `), ...content.runs] : content.runs);
    if (isLine) line(first);
    else if (first.length > 0) {
      const goesOn = open?.level === level && open.next === number;
      const hasRoom = (open?.list.length ?? 0) + lengthOf(first) <= MAX_RICH_TEXT_LENGTH;
      const list = open && goesOn && hasRoom ? open.list : { element: numbered(number, level), length: 0 };
      if (list !== open?.list) out.push(list);
      list.element.elements.push(section(first));
      list.length += lengthOf(first);
      open = { list, level, next: number === null ? null : number + 1 };
    }
    for (const part of rest) line(part);
  }
  return inBlocks(out);
}

/** A list that may go on, and the number that its next step would have; `null` for points. */
interface OpenList {
  readonly list: Measured<NumberedList>;
  readonly level: number;
  readonly next: number | null;
}

/** Slack documents `offset`, which its types lack: how much is added to the first number, 1. */
type NumberedList = RichTextList & { offset?: number };

function numbered(number: number | null, level: number): NumberedList {
  return {
    type: 'rich_text_list',
    style: number === null ? 'bullet' : 'ordered',
    elements: [],
    ...(level === 0 ? {} : { indent: Math.min(level, MAX_INDENT) }),
    ...(number === null || number <= 1 ? {} : { offset: number - 1 }),
  };
}

/** An element, and how long its text is. */
interface Measured<Element extends RichTextBlockElement = RichTextBlockElement> {
  readonly element: Element;
  length: number;
}

function measured(element: RichTextSection | RichTextPreformatted): Measured {
  const texts = element.elements.flatMap((one) => (one.type === 'text' ? [one] : []));
  return { element, length: lengthOf(texts) };
}

function preformatted(text: string, after: readonly Run[]): Measured[] {
  return [
    ...split([run(text)]).map((part) => measured({ type: 'rich_text_preformatted', elements: part })),
    measured(section([...after])),
  ];
}

/** Elements in blocks, each as full as it may be. */
function inBlocks(elements: readonly Measured[]): RichTextBlock[] {
  const blocks: RichTextBlockElement[][] = [];
  let room = 0;
  for (const { element, length } of elements) {
    if (blocks.length === 0 || length > room) {
      blocks.push([]);
      room = MAX_RICH_TEXT_LENGTH;
    }
    blocks.at(-1)?.push(element);
    room -= length;
  }
  return blocks.map(block);
}

const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, { text }) => sum + text.length, 0);

const block = (elements: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements });
const section = (elements: Run[]): RichTextSection => ({ type: 'rich_text_section', elements });
const list = (items: readonly Run[][]): RichTextBlockElement[] =>
  items.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', elements: items.map(section) }];

/** The mark of a source stays with what it marks. */
const WHOLE: Whole = [/[ \u00a0]\[\d+\]/];

/** Runs in parts that are no longer than a block; a run that is cut goes on in the next part. */
function split(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [];
  let room = 0;
  for (const one of runs)
    for (const [i, text] of cut(one.text, MAX_RICH_TEXT_LENGTH, WHOLE).entries()) {
      if (i > 0 || text.length > room) {
        parts.push([]);
        room = MAX_RICH_TEXT_LENGTH;
      }
      parts.at(-1)?.push({ ...one, text });
      room -= text.length;
    }
  return parts;
}

/** Items in groups that are no longer than a block. */
function groups(items: readonly Run[][]): Run[][][] {
  const all: Run[][][] = [];
  let room = 0;
  for (const item of items) {
    const length = lengthOf(item);
    if (length > room) {
      all.push([]);
      room = MAX_RICH_TEXT_LENGTH;
    }
    all.at(-1)?.push(item);
    room -= length;
  }
  return all;
}
