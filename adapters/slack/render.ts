import type { KnownBlock } from '@slack/types';
import type { Shown } from '../../src/answer/answer.js';
import { fitToRoom } from '../../src/answer/fit.js';
import { plainText, spansText } from '../../src/answer/plain-text.js';
import { label } from '../chat/label.js';
import type { Rendering, ShownAnswer } from '../chat/platform.js';
import { cut } from '../chat/split.js';
import { blockKit, sourceBlocks } from './block-kit.js';
import { controlBlocks } from './controls.js';
import { escapeText, WHOLE } from './escape.js';
import { MAX_BLOCKS, MAX_FALLBACK_LENGTH, MAX_TEXT_LENGTH, MESSAGE_ROOM } from './limits.js';
import { context, header, section } from './objects.js';
import { encodePick, encodeTurn } from './values.js';

/** A message as `chat.postMessage` and a `response_url` take it. */
export interface Message {
  /** What notifications show and screen readers read. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export interface RenderOptions {
  /** The question, where the platform does not show it beside the answer. */
  readonly asked?: string | null;
  /** What stands above an answer that has no title of its own. */
  readonly title?: string | null;
  /** Who brought it into the channel: a name, not an id, so that nobody is notified. */
  readonly sharedBy?: string | null;
  /** Buttons below the answer, with what they need beside them. */
  readonly controls?: readonly KnownBlock[];
}

/** Longest repeat of a question above its answer, in UTF-16 units. */
const MAX_ASKED = 200;

/**
 * An answer as messages, the first the answer and the others after it. There is one, because the answer is fitted
 * to a message first; only a single statement that is longer than a message makes more.
 */
export function renderAnswer(answer: ShownAnswer, options: RenderOptions = {}): Message[] {
  const { controls = [] } = options;
  const length = (shown: Shown) => {
    const blocks = [...allBlocks(shown, options), ...controls];
    return blocks.length > MAX_BLOCKS ? Number.POSITIVE_INFINITY : JSON.stringify(blocks).length;
  };
  const fitted = fitToRoom(answer, MESSAGE_ROOM, length);
  return messages([...allBlocks(fitted, options), ...controls], fallback(fitted, options));
}

/** What is for one person to see, all of it, in as many messages as it takes. */
export function renderShown(shown: Shown): Message[] {
  return messages(allBlocks(shown, {}), fallbackText(plainText({ ...shown, citations: [] })));
}

/** How Slack shows what the bot says. */
export const RENDERING: Rendering<Message> = {
  answer: (answer, { controls, mayShare, ...dress }) =>
    renderAnswer(answer, { ...dress, controls: controlBlocks(controls, mayShare) }),
  shown: renderShown,
  notice: renderNotice,
  encodeAction: (action, turns) =>
    action.type === 'pick' ? encodePick(action.passage, action.turn, turns) : encodeTurn(action.turn, turns),
};

/** A short text of the bot's own. */
export function renderNotice(text: string): Message {
  if (text.length > MAX_TEXT_LENGTH) throw new RangeError('A notice is a short text');
  return { text: escapeText(text), blocks: [section(text)] };
}

/** All blocks, but for suggestions, which are buttons. */
function allBlocks({ title, blocks, citations }: Shown, options: RenderOptions): KnownBlock[] {
  const heading = title ? spansText(title) : options.title;
  const note = noteOf(options);
  return [
    ...(note === '' ? [] : [context(note)]),
    ...(heading ? [header(heading)] : []),
    ...blocks.flatMap(blockKit),
    ...sourceBlocks(citations),
  ];
}

function noteOf({ asked, sharedBy }: RenderOptions): string {
  return [
    ...(asked?.trim() ? [label(asked, MAX_ASKED)] : []),
    ...(sharedBy ? [`(shared by ${sharedBy})`] : []),
  ].join(' ');
}

/** The answer as plain text, as much of it as has room. */
function fallback(answer: ShownAnswer, { title }: RenderOptions): string {
  const top = title && !answer.title ? `${title}\n\n` : '';
  const textOf = (shown: Shown) =>
    escapeText(top + plainText({ ...shown, suggestions: null, citations: [] }));
  return fallbackText(textOf(fitToRoom(answer, MAX_FALLBACK_LENGTH, (shown) => textOf(shown).length)), true);
}

function fallbackText(text: string, isEscaped = false): string {
  const [first = ''] = cut(isEscaped ? text : escapeText(text), MAX_FALLBACK_LENGTH, WHOLE);
  return first.trim() === '' ? '…' : first;
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
