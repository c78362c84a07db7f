import type { z } from 'zod';
import { messageBlocks, view } from './blocks.js';

/** Longest fallback text, in characters. Source: https://docs.slack.dev/reference/methods/chat.update, msg_too_long. */
const MAX_FALLBACK = 4000;
/** Most characters in all blocks of a message: more is `msg_blocks_too_long`. Source: slackapi/bolt-js#2509. */
const MAX_MESSAGE = 13_000;
/** Most characters in all cells of a message's table. Source: block-kit/blocks/data-table-block, Usage info. */
const MAX_TABLE = 10_000;
/** Most suggested prompts. Source: methods/assistant.threads.setSuggestedPrompts, Usage info. */
const MAX_PROMPTS = 4;

export type Thing = Readonly<Record<string, unknown>>;

export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What Slack would not take of a message, or would take and should not have been sent.
 * @param mentionable people whom it may name: those who asked
 */
export function messageFaults(body: Thing, mentionable: ReadonlySet<string> = new Set()): string[] {
  const faults: string[] = [];
  const { text, blocks } = body;
  if (typeof text !== 'string' || text.trim() === '') faults.push('text: there is no fallback text');
  else faults.push(...mrkdwnFaults(text, mentionable).map((fault) => `text: ${fault}`));
  if (typeof text === 'string' && text.length > MAX_FALLBACK) faults.push(`text: ${text.length} characters`);
  if (body.link_names) faults.push('link_names turns words into mentions');
  if (body.parse !== undefined && body.parse !== 'none') faults.push('parse turns words into mentions');
  if (body.attachments !== undefined) faults.push('attachments are not used');
  if (blocks === undefined) return faults;
  faults.push(...schemaFaults(messageBlocks, blocks), ...blockFaults(blocks, mentionable));
  const parts = partsOf(blocks);
  const tables = parts.filter(({ type }) => type === 'table' || type === 'data_table');
  if (tables.length > 1) faults.push(`${tables.length} tables`);
  for (const table of tables)
    if (lengthOf(table) > MAX_TABLE) faults.push(`${lengthOf(table)} characters in a table`);
  if (lengthOf(blocks) > MAX_MESSAGE) faults.push(`${lengthOf(blocks)} characters in all blocks`);
  return faults;
}

/** What Slack would not take of a modal or of the Home tab. */
export function viewFaults(given: unknown, mentionable: ReadonlySet<string> = new Set()): string[] {
  const blocks = isThing(given) ? given.blocks : undefined;
  return [...schemaFaults(view, given), ...blockFaults(blocks, mentionable)];
}

/** What Slack would not take of suggested prompts. */
export function promptFaults({ prompts, thread_ts: thread }: Thing, isAgent: boolean): string[] {
  if (!Array.isArray(prompts)) return ['prompts are no list'];
  const faults = prompts.length < 1 || prompts.length > MAX_PROMPTS ? [`${prompts.length} prompts`] : [];
  const isSaid = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  for (const prompt of prompts)
    if (!isThing(prompt) || !isSaid(prompt.title) || !isSaid(prompt.message))
      faults.push('a prompt without title or message');
  // Source: methods/assistant.threads.setSuggestedPrompts: "the call silently fails".
  if (isAgent && thread !== undefined) faults.push('an agent names no thread_ts');
  return faults;
}

/** Faults of blocks that stand in no schema: ids that occur twice, and texts that speak to people. */
function blockFaults(blocks: unknown, mentionable: ReadonlySet<string>): string[] {
  if (!Array.isArray(blocks)) return [];
  const faults: string[] = [];
  const blockIds = blocks.flatMap((block) => (isThing(block) && block.block_id ? [block.block_id] : []));
  if (new Set(blockIds).size < blockIds.length) faults.push('two blocks have one block_id');
  for (const block of blocks) {
    const ids = partsOf(block).flatMap(({ action_id: id }) => (id === undefined ? [] : [id]));
    if (new Set(ids).size < ids.length) faults.push('two elements of a block have one action_id');
  }
  for (const part of partsOf(blocks)) {
    // Source: block-elements/text-element: the text is shown as it is, so what was meant for mrkdwn would be seen.
    if (part.type === 'text' && /[*_~`]\u200b/.test(String(part.text)))
      faults.push(`a gap of mrkdwn in rich text: ${String(part.text).slice(0, 80)}`);
    if (part.type !== 'mrkdwn' || typeof part.text !== 'string') continue;
    faults.push(...mrkdwnFaults(part.text, mentionable));
    // Source: composition-objects/text-object: what is not verbatim is searched for names and mentions.
    if (part.verbatim !== true && /(?:^|[^\w`])@(?:here|channel|everyone)\b/.test(part.text))
      faults.push(`a word may become a mention: ${part.text.slice(0, 80)}`);
  }
  return faults;
}

/**
 * What may stand between angle brackets: a link with or without a label, a person who asked, a channel.
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
const LINK = /^(https?:\/\/[^\s|<>]{1,3000})(?:\|([^|<>\n]+))?$/;

/** Whether a text notifies somebody, or has one of the three special characters as it is. */
export function mrkdwnFaults(text: string, mentionable: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const rest = text.replace(/<([^<>]*)>/g, (all, inside: string) => {
    const person = /^(?:@|!subteam\^)(\w+)$/.exec(inside)?.[1];
    const isFine = LINK.test(inside) || /^#C\w+$/.test(inside) || (person && mentionable.has(person));
    if (!isFine) faults.push(`alive: ${all.slice(0, 80)}`);
    return '';
  });
  if (/</.test(rest)) faults.push('a < is not escaped');
  // At the beginning of a line it makes a quotation, which the app may want.
  if (/[^\n>]>/.test(rest)) faults.push('a > is not escaped');
  if (/&(?!(?:amp|lt|gt);)/.test(rest)) faults.push('a & is not escaped');
  return faults;
}

function schemaFaults(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** Everything in blocks that is an object, in order. */
export function partsOf(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  return isThing(value) ? [value, ...Object.values(value).flatMap(partsOf)] : [];
}

/** Characters of all texts in blocks. */
function lengthOf(value: unknown): number {
  return partsOf(value).reduce((sum, { text }) => sum + (typeof text === 'string' ? text.length : 0), 0);
}
