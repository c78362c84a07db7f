import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Bot } from '../../../src/bot.js';
import type { Contents } from '../../../src/knowledge/contents.js';
import type { KeyedText } from './gap-books.js';
import type { Pseudonyms } from './pseudonyms.js';

/** Most questions of which it is remembered whether the articles at hand answer them. */
const MAX_KNOWN = 20_000;
/** Questions of the articles whose keys are worked out before others have their turn. */
const KEYS_AT_ONCE = 50;

export interface AskedAgain {
  /** Keys of questions that are answered by now, without a reserve. */
  readonly answered: readonly string[];
  /** How many were not asked, since it took too long; the next time goes on with them. */
  readonly unasked: number;
  /** Questions at which the bot fails; they count as not answered. */
  readonly failed: readonly string[];
}

/** Says which questions are answered by now. */
export interface AnsweredNow {
  /** The questions that the articles list under `questions:`, by their keys: known without anybody's text. */
  authored(contents: Contents): Promise<ReadonlyMap<string, string>>;
  /** Asks questions of a bot that it was not asked before, one after the other, as long as there is time. */
  ask(questions: readonly KeyedText[], bot: Pick<Bot, 'ask' | 'contents'>): Promise<AskedAgain>;
}

export interface AnsweredNowOptions {
  /** How long questions are asked at a time, in milliseconds; without, until all are. */
  readonly patienceMs?: number;
  readonly now?: () => number;
}

/**
 * What was asked of a corpus is not asked of it again, and between two questions others have their turn.
 * An answer that did not help is mended only by a question that an article lists and answers.
 */
export function createAnsweredNow(
  pseudonyms: Pick<Pseudonyms, 'question'>,
  { patienceMs = Number.POSITIVE_INFINITY, now = () => performance.now() }: AnsweredNowOptions = {},
): AnsweredNow {
  const known = new WeakMap<Contents, LRUCache<string, 'answered' | 'open' | 'failed'>>();
  const listed = new WeakMap<Contents, Promise<ReadonlyMap<string, string>>>();

  async function keysOf(contents: Contents): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>();
    const texts = contents.documents.flatMap(({ questions }) => questions.map(({ text }) => text));
    for (const [i, text] of texts.entries()) {
      keys.set(pseudonyms.question(text), text);
      if (i % KEYS_AT_ONCE === 0) await setImmediate();
    }
    return keys;
  }

  return {
    authored(contents) {
      const own = listed.get(contents) ?? keysOf(contents);
      listed.set(contents, own);
      return own;
    },
    async ask(questions, bot) {
      const asked = known.get(bot.contents) ?? new LRUCache({ max: MAX_KNOWN });
      known.set(bot.contents, asked);
      const until = now() + patienceMs;
      const answered: string[] = [];
      const failed: string[] = [];
      let unasked = 0;
      for (const [key, text] of questions) {
        const before = asked.get(key);
        if (before === undefined && now() >= until) {
          unasked++;
          continue;
        }
        const state = before ?? (await stateOf(text, bot));
        if (before === undefined) {
          asked.set(key, state);
          await setImmediate();
        }
        if (state === 'answered') answered.push(key);
        if (state === 'failed') failed.push(text);
      }
      return { answered, unasked, failed };
    },
  };
}

/** One question at which the bot fails keeps the others from nothing. */
async function stateOf(text: string, bot: Pick<Bot, 'ask'>): Promise<'answered' | 'open' | 'failed'> {
  try {
    return (await bot.ask(text)).status === 'answered' ? 'answered' : 'open';
  } catch {
    return 'failed';
  }
}
