import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import { createState, type Entry, type State } from './state.js';
import { STATE_KINDS } from './state-rows.js';

/** A question as it was asked, with what it leaned on: asked again, it gives the same answer. */
export interface Turn {
  readonly question: string;
  readonly conversation: Conversation | null;
  /** What was seen where it was asked, if that is not everything. */
  readonly scope?: string | undefined;
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
/** How long turns outlive a restart, in milliseconds; where records are kept for less long, so are these. Ours. */
const KEPT_FOR_MS = 90 * 86_400_000;
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
export const TURN = z.object({
  question: z.string(),
  conversation: CONVERSATION.nullable().catch(null),
  scope: z.string().optional(),
});

const LINE = z.object({ key: z.string(), turn: TURN });
const KEPT = LINE.extend({ owner: z.string().optional() });

interface Kept {
  readonly key: string;
  /** Keyed hash of whose turn it is. */
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
  /** Whether turns outlive a restart, as they were asked; without, they are in memory alone. */
  readonly keeps?: boolean;
  readonly now?: () => number;
}

/**
 * Keeps turns in memory, and where it may in the state. The oldest go first. Who is forgotten is forgotten here too.
 */
export function createTurnStore(
  state: State = createState(),
  { max = MAX_TURNS, keeps = false, now = Date.now }: TurnStoreOptions = {},
): OwnedTurns {
  const kept = new LRUCache<string, Kept>({
    max,
    dispose(_, key, reason) {
      // Where processes share, another may still have it.
      if (keeps && !state.shared && reason === 'evict') state.drop(STATE_KINDS.turn, key);
    },
  });
  // The buttons below one answer share a key, which no one can work out who guesses the question.
  const keys = new LRUCache<string, string>({ max });
  const know = (value: unknown) => {
    const { success, data } = KEPT.safeParse(value);
    if (success) kept.set(data.key, data);
  };
  if (keeps) for (const { value } of state.kept(STATE_KINDS.turn)) know(value);
  state.shared?.onKept(STATE_KINDS.turn, know);
  state.onForgotten((owners) => {
    for (const [key, { owner }] of kept) if (owner === undefined || owners.has(owner)) kept.delete(key);
    for (const [text, key] of keys) if (!kept.has(key)) keys.delete(text);
  });

  const storeOf = (person: string | undefined): TurnStore => {
    const owner = person === undefined ? undefined : state.owner(person);
    return {
      find: (key) => kept.get(key)?.turn ?? null,
      keep(turn) {
        const text = JSON.stringify([owner, turn]);
        const known = keys.get(text);
        if (known !== undefined && kept.get(known) !== undefined) return known;
        const key = randomBytes(KEY_BYTES).toString('base64url');
        const line = { key, owner, turn };
        keys.set(text, key);
        kept.set(key, line);
        if (keeps) state.keep({ ...entryOf(line, now()), person });
        return key;
      },
    };
  };
  return { ...storeOf(undefined), of: storeOf };
}

const entryOf = (line: Kept, now: number): Entry => ({
  ...{ kind: STATE_KINDS.turn, name: line.key, value: line },
  until: now + KEPT_FOR_MS,
});

/** The turns of a file in which an earlier version kept them. Lines that cannot be read are passed over. */
export function turnEntries(file: string, now: number): Entry[] {
  return file.split('\n').flatMap((line) => {
    try {
      return [entryOf(LINE.parse(JSON.parse(line)), now)];
    } catch {
      return [];
    }
  });
}
