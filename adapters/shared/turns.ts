import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import { createForgotten, forgetFrom, ownerHash } from './forgotten.js';
import { appendPrivate, makePrivate, makePrivateFolder, writePrivate } from './private-files.js';

/** A question as it was asked, with what it leaned on: asked again, it gives the same answer. */
export interface Turn {
  readonly question: string;
  readonly conversation: Conversation | null;
}

/** Keeps the turns that are too long for the id of a button. */
export interface TurnStore {
  /** @returns the key under which it is found again: 16 characters, which say nothing of it */
  keep(turn: Turn): string;
  find(key: string): Turn | null;
}

/** A store that knows whose turns it keeps, so that they can be forgotten. */
export interface OwnedTurns extends TurnStore {
  /** The same store, for turns of a person by the platform's id; without one they are nobody's. */
  of(person: string | undefined): TurnStore;
}

const MAX_TURNS = 5_000;
const FILE = 'turns.jsonl';
/** 16 characters in base64url. */
const KEY_BYTES = 12;

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

const LINE = z.object({
  key: z.string(),
  /** Keyed hash of whose turn it is. */
  owner: z.string().optional(),
  turn: TURN,
});

interface Line {
  readonly key: string;
  readonly owner?: string | undefined;
  readonly turn: Turn;
}

/** What a button asks again: the question alone, unless it was completed from what was said before. */
export function turnOf(answer: Answer, question: string, conversation: Conversation | null): Turn {
  return answer.reading === null
    ? { question: answer.explanation.question || question, conversation: null }
    : { question, conversation };
}

export interface TurnStoreOptions {
  readonly max?: number;
  /** Where it is noted who is to be forgotten while the program runs; without, nobody is. */
  readonly forgottenIn?: string | null;
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
  { max = MAX_TURNS, forgottenIn = folder, lost = () => undefined }: TurnStoreOptions = {},
): OwnedTurns {
  const kept = new LRUCache<string, Line>({ max });
  // The buttons below one answer share a key, which no one can work out who guesses the question.
  const keys = new LRUCache<string, string>({ max });
  const forgotten = forgottenIn === null ? null : createForgotten(forgottenIn);
  const ownerOf = forgottenIn === null ? () => undefined : ownersIn(forgottenIn, lost);
  const file = folder === null ? null : join(folder, FILE);
  if (folder !== null && file !== null) {
    makePrivateFolder(folder);
    makePrivate(file);
    const lines = linesOf(file);
    for (const line of readTurns(lines)) kept.set(line.key, line);
    if (lines.length > 2 * max) rewrite(file, [...kept.values()].reverse());
    // A line that was cut off when the process was killed does not spoil the next.
    else if (lines.at(-1)) appendPrivate(file, '\n');
  }

  function dropForgotten(): void {
    const owners = forgotten?.() ?? new Set<string>();
    if (owners.size === 0) return;
    for (const [key, { owner }] of kept) if (owner !== undefined && owners.has(owner)) kept.delete(key);
    for (const [text, key] of keys) if (!kept.has(key)) keys.delete(text);
  }

  const storeOf = (owner: string | undefined): TurnStore => ({
    find(key) {
      dropForgotten();
      return kept.get(key)?.turn ?? null;
    },
    keep(turn) {
      const text = JSON.stringify([owner, turn]);
      const known = keys.get(text);
      if (known !== undefined && kept.get(known) !== undefined) return known;
      const key = randomBytes(KEY_BYTES).toString('base64url');
      const line = { key, owner, turn };
      keys.set(text, key);
      kept.set(key, line);
      if (file !== null) append(file, lineOf(line), lost);
      return key;
    },
  });
  return {
    ...storeOf(undefined),
    of: (person) => storeOf(person === undefined ? undefined : ownerOf(person)),
  };
}

/** Without the key turns are nobody's: answers have their buttons all the same. */
function ownersIn(folder: string, lost: (error: unknown) => void): (person: string) => string | undefined {
  try {
    return ownerHash(folder);
  } catch (error) {
    lost(error);
    return () => undefined;
  }
}

/** A full disk takes no answer away: the turn is known until the next restart. */
function append(file: string, line: string, lost: (error: unknown) => void): void {
  try {
    appendPrivate(file, line);
  } catch (error) {
    lost(error);
  }
}

/** Deletes what a store kept in a folder, once the texts of questions are not to be kept any more. */
export function forgetTurns(folder: string): void {
  for (const name of [FILE, `${FILE}.new`]) rmSync(join(folder, name), { force: true });
}

/**
 * Deletes the turns of a person: in the file of a folder, and soon in the programs that have that folder as theirs.
 * Turns that an earlier version kept do not say whose they are, so all of these go.
 * @returns how many turns the file has lost
 */
export function forgetTurnsOf(folder: string, person: string): number {
  const owner = forgetFrom(folder, person);
  const file = join(folder, FILE);
  rmSync(`${file}.new`, { force: true });
  const lines = readTurns(linesOf(file));
  const left = lines.filter((line) => line.owner !== undefined && line.owner !== owner);
  if (existsSync(file)) rewrite(file, left);
  return lines.length - left.length;
}

const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`;
const linesOf = (file: string): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);

function rewrite(file: string, lines: readonly Line[]): void {
  writePrivate(`${file}.new`, lines.map(lineOf).join(''));
  renameSync(`${file}.new`, file);
}

function readTurns(lines: readonly string[]): Line[] {
  return lines.flatMap((line) => {
    try {
      return [LINE.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
