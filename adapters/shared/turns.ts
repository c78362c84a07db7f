import { createHmac, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';

/** A question as it was asked, with what it leaned on: asked again, it gives the same answer. */
export interface Turn {
  readonly question: string;
  readonly conversation: Conversation | null;
}

/** Keeps the turns that are too long for the id of a button. */
export interface TurnStore {
  /**
   * @returns the key under which it is found again: 16 characters, one for equal turns. Nobody can compute it from a
   * question, and learn by it whether that was asked.
   */
  keep(turn: Turn): string;
  find(key: string): Turn | null;
}

const MAX_TURNS = 5_000;
const FILE = 'turns.jsonl';
/** Length of what keys are made with, anew in every process. Source: RFC 2104, section 3: that of the hash. */
const SECRET_BYTES = 32;

/** Longest text of a conversation, in characters: a heading, the path of an article. */
const MAX_TEXT = 1_000;

const text = z.string().max(MAX_TEXT);

/** What the next question may lean on, as it comes back from outside; {@link Conversation} has the same limits. */
export const CONVERSATION = z.object({
  subjects: z.array(text).max(4),
  listed: z.array(text).max(20),
  // The intent is one of the program's own; another version may have others, which do no harm.
  intent: text.transform((intent) => intent as Conversation['intent']),
  topic: z.string().max(200),
  places: z.array(z.object({ document: text, path: z.array(text).max(10) })).max(3),
  askedBack: z.boolean().default(false),
});

/** A turn as it comes back from outside. A conversation of another shape, such as an earlier version's, is none. */
export const TURN = z.object({ question: z.string(), conversation: CONVERSATION.nullable().catch(null) });

const LINE = z.object({ key: z.string(), turn: TURN });

/** What a button asks again: the question alone, unless it was completed from what was said before. */
export function turnOf(answer: Answer, question: string, conversation: Conversation | null): Turn {
  return answer.reading === null
    ? { question: answer.explanation.question || question, conversation: null }
    : { question, conversation };
}

export interface TurnStoreOptions {
  readonly max?: number;
  /** Is told when a turn cannot be written to the file. */
  readonly lost?: (error: unknown) => void;
}

/**
 * Keeps turns in memory, and with a folder also in `turns.jsonl` there, as they were asked, so that they outlive a restart.
 * The oldest go first. Lines that cannot be read are passed over; a file that has grown to twice what is kept is
 * rewritten at the start, and no sooner, because other processes may be writing to it.
 */
export function createTurnStore(
  folder: string | null = null,
  { max = MAX_TURNS, lost = () => undefined }: TurnStoreOptions = {},
): TurnStore {
  const kept = new LRUCache<string, Turn>({ max });
  const secret = randomBytes(SECRET_BYTES);
  const file = folder === null ? null : join(folder, FILE);
  if (folder !== null && file !== null) {
    mkdirSync(folder, { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const { key, turn } of readTurns(lines)) kept.set(key, turn);
    if (lines.length > 2 * max) rewrite(file, kept);
    // A line that was cut off when the process was killed does not spoil the next.
    else if (lines.at(-1)) appendFileSync(file, '\n');
  }
  return {
    find: (key) => kept.get(key) ?? null,
    keep(turn) {
      const text = JSON.stringify(turn);
      const key = createHmac('sha256', secret).update(text).digest('base64url').slice(0, 16);
      const isNew = !kept.has(key);
      kept.set(key, turn);
      if (isNew && file !== null) append(file, `${JSON.stringify({ key, turn })}\n`, lost);
      return key;
    },
  };
}

/** A full disk takes no answer away: the turn is known until the next restart. */
function append(file: string, line: string, lost: (error: unknown) => void): void {
  try {
    appendFileSync(file, line);
  } catch (error) {
    lost(error);
  }
}

/** Deletes what a store kept in a folder, once the texts of questions are not to be kept any more. */
export function forgetTurns(folder: string): void {
  for (const name of [FILE, `${FILE}.new`]) rmSync(join(folder, name), { force: true });
}

function rewrite(file: string, kept: LRUCache<string, Turn>): void {
  const lines = [...kept.entries()].reverse().map(([key, turn]) => `${JSON.stringify({ key, turn })}\n`);
  writeFileSync(`${file}.new`, lines.join(''));
  renameSync(`${file}.new`, file);
}

function readTurns(lines: readonly string[]): z.infer<typeof LINE>[] {
  return lines.flatMap((line) => {
    try {
      return [LINE.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
