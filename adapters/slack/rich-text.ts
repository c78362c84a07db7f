import type { RichTextBlock, RichTextBlockElement, RichTextSection, RichTextText } from '@slack/types';
import { cut, type Whole } from '../shared/split.js';
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
  const parts = split([run(text)]);
  return parts.map((part, i) =>
    block([
      { type: 'rich_text_preformatted', elements: part },
      ...(i === parts.length - 1 ? [section([...after])] : []),
    ]),
  );
}

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
    const length = item.reduce((sum, { text }) => sum + text.length, 0);
    if (length > room) {
      all.push([]);
      room = MAX_RICH_TEXT_LENGTH;
    }
    all.at(-1)?.push(item);
    room -= length;
  }
  return all;
}
