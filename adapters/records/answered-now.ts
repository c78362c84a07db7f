import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Bot } from '../../src/bot.js';
import type { Contents } from '../../src/knowledge/contents.js';
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
  /**
   * The questions that the articles list under `questions:`, by their keys: known without anybody's text.
   * @param scope where somebody may have asked them, as it is told apart; `null`: where all articles are seen
   */
  authored(contents: Contents, scope: string | null): Promise<ReadonlyMap<string, string>>;
  /**
   * Asks questions of bots that were not asked them before, one after the other, as long as there is time.
   * @param bots by the scopes that they see; what was asked in another stays open
   */
  ask(
    questions: readonly KeyedText[],
    bots: ReadonlyMap<string | null, Pick<Bot, 'ask' | 'contents'>>,
  ): Promise<AskedAgain>;
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
  type State = 'answered' | 'open' | 'failed';
  const known = new WeakMap<Contents, LRUCache<string, State>>();
  const listed = new WeakMap<Contents, Map<string | null, Promise<ReadonlyMap<string, string>>>>();

  function askedOf({ contents }: Pick<Bot, 'contents'>): LRUCache<string, State> {
    const asked = known.get(contents) ?? new LRUCache({ max: MAX_KNOWN });
    known.set(contents, asked);
    return asked;
  }

  async function keysOf(contents: Contents, scope: string | null): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>();
    const texts = contents.documents.flatMap(({ questions }) => questions.map(({ text }) => text));
    for (const [i, text] of texts.entries()) {
      keys.set(pseudonyms.question(text, scope), text);
      if (i % KEYS_AT_ONCE === 0) await setImmediate();
    }
    return keys;
  }

  return {
    authored(contents, scope) {
      const own = listed.get(contents) ?? new Map();
      listed.set(contents, own);
      const keys = own.get(scope) ?? keysOf(contents, scope);
      own.set(scope, keys);
      return keys;
    },
    async ask(questions, bots) {
      const until = now() + patienceMs;
      const answered: string[] = [];
      const failed: string[] = [];
      let unasked = 0;
      for (const [key, text, scope] of questions) {
        const bot = bots.get(scope);
        if (!bot) continue;
        const asked = askedOf(bot);
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
