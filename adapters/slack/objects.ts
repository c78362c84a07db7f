import type { ContextBlock, HeaderBlock, MrkdwnElement, PlainTextElement, SectionBlock } from '@slack/types';
import { label } from '../chat/label.js';
import { cut } from '../chat/split.js';
import { mendStart, plainText, WHOLE } from './escape.js';
import { MAX_HEADER_LENGTH, MAX_TEXT_LENGTH } from './limits.js';

/** Text that has no mark-up; shortcodes of emojis stay as they are written. A longer one is shortened as a label. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: label(plainText(text), max), emoji: false };
}

/** Escaped text. `verbatim`: Slack makes no links, channels or mentions of what stands in it. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** A short text as it is, shown in full. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: plain(text, MAX_TEXT_LENGTH), expand: true };
}

/** A short text as it is, small. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [plain(text, MAX_TEXT_LENGTH)] };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, MAX_HEADER_LENGTH) };
}

/** Escaped text, small. */
export function contexts(text: string): ContextBlock[] {
  return parts(text).map((part) => ({ type: 'context', elements: [mrkdwn(part)] }));
}

function parts(text: string): string[] {
  if (text.length <= MAX_TEXT_LENGTH) return text === '' ? [] : [text];
  return cut(text, MAX_TEXT_LENGTH - 1, WHOLE).map((part, i) => (i === 0 ? part : mendStart(part)));
}
