import type { KnownBlock } from '@slack/types';
import type { Answer, Block } from '../../src/answer/answer.js';
import { fitToRoom } from '../../src/answer/fit.js';
import { plainText, spansText } from '../../src/answer/plain-text.js';
import { label } from '../shared/label.js';
import { cut } from '../shared/split.js';
import { blockKit, sourceBlocks } from './block-kit.js';
import { escapeText, WHOLE } from './escape.js';
import { MAX_BLOCKS, MAX_FALLBACK_LENGTH, MAX_TEXT_LENGTH, MESSAGE_ROOM } from './limits.js';
import { context, header, section } from './objects.js';

/** A message as `chat.postMessage` and a `response_url` take it. */
export interface Message {
  /** What notifications show and screen readers read. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export interface RenderOptions {
  /** The question, where the platform does not show it beside the answer. */
  readonly asked?: string | null;
  /** What stands above an answer that has no heading of its own. */
  readonly title?: string | null;
  /** Who brought it into the channel: a name, not an id, so that nobody is notified. */
  readonly sharedBy?: string | null;
  /** Buttons below the answer, with what they need beside them. */
  readonly controls?: readonly KnownBlock[];
}

/** Longest repeat of a question above its answer, in UTF-16 units. */
const MAX_ASKED = 200;

type Shown = Pick<Answer, 'blocks' | 'citations'>;

/**
 * An answer as messages, the first the answer and the others after it. There is one, because the answer is fitted
 * to a message first; only a single statement that is longer than a message makes more.
 */
export function renderAnswer(answer: Answer, options: RenderOptions = {}): Message[] {
  const { controls = [] } = options;
  const length = (shown: Shown) => {
    const blocks = [...allBlocks(shown, options), ...controls];
    return blocks.length > MAX_BLOCKS ? Number.POSITIVE_INFINITY : JSON.stringify(blocks).length;
  };
  const fitted = fitToRoom(answer, MESSAGE_ROOM, length);
  return messages([...allBlocks(fitted, options), ...controls], fallback(fitted, options));
}

/** Blocks of the bot's own making, for one person to see. */
export function renderBlocks(blocks: readonly Block[]): Message[] {
  return messages(blocks.flatMap(blockKit), fallbackText(plainText({ blocks, citations: [] })));
}

/** A short text of the bot's own. */
export function renderNotice(text: string): Message {
  if (text.length > MAX_TEXT_LENGTH) throw new RangeError('A notice is a short text');
  return { text: escapeText(text), blocks: [section(text)] };
}

function allBlocks({ blocks, citations }: Shown, options: RenderOptions): KnownBlock[] {
  const [first] = blocks;
  const heading = first?.type === 'heading' ? spansText(first.spans) : options.title;
  const note = noteOf(options);
  return [
    ...(note === '' ? [] : [context(note)]),
    ...(heading ? [header(heading)] : []),
    ...bodyOf(blocks).flatMap(blockKit),
    ...sourceBlocks(citations),
  ];
}

function noteOf({ asked, sharedBy }: RenderOptions): string {
  return [
    ...(asked?.trim() ? [label(asked, MAX_ASKED)] : []),
    ...(sharedBy ? [`(shared by ${sharedBy})`] : []),
  ].join(' ');
}

/** Blocks without the heading, which stands above, and without suggestions, which are buttons. */
function bodyOf(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, i) => block.type !== 'suggestions' && !(i === 0 && block.type === 'heading'));
}

/** The answer as plain text, as much of it as has room. */
function fallback(answer: Answer, { title }: RenderOptions): string {
  const top = title ? `${title}\n\n` : '';
  const textOf = ({ blocks }: Shown) =>
    escapeText(
      top + plainText({ blocks: blocks.filter(({ type }) => type !== 'suggestions'), citations: [] }),
    );
  return fallbackText(textOf(fitToRoom(answer, MAX_FALLBACK_LENGTH, (shown) => textOf(shown).length)), true);
}

function fallbackText(text: string, isEscaped = false): string {
  return cut(isEscaped ? text : escapeText(text), MAX_FALLBACK_LENGTH, WHOLE)[0] ?? '…';
}

/** Blocks as messages, each as full as it may be. */
function messages(blocks: readonly KnownBlock[], text: string): Message[] {
  const pages: KnownBlock[][] = [];
  for (const block of blocks) {
    const page = pages[pages.length - 1];
    if (page && page.length < MAX_BLOCKS && JSON.stringify([...page, block]).length <= MESSAGE_ROOM)
      page.push(block);
    else pages.push([block]);
  }
  if (pages.length === 0) pages.push([section('…')]);
  return pages.map((page, i) => ({ text: i === 0 ? text : '…', blocks: page }));
}
