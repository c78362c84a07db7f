import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Bot } from '../../src/bot.js';
import { type CandidateIndex, indexCandidates, wordsOf } from './complete-index.js';
import { suggestedQuestions } from './suggested-questions.js';

/** Completes what a person is typing. */
export interface Completer {
  /**
   * Questions that the bot answers without a reserve, best first; what the authors wrote comes before what is put
   * together. When there is much to do they are fewer, and never late.
   * @param isWanted whether anybody still waits for them: the next key may have been pressed
   */
  questions(typed: string, limit: number, isWanted?: () => boolean): Promise<string[]>;
  /** Subjects whose name goes on with what is typed, without those already chosen. */
  subjects(typed: string, limit: number, without?: readonly string[]): string[];
}

/** How many candidates are remembered as answered or not. */
const MAX_CHECKED = 5_000;
/**
 * How long candidates are asked for one keystroke, in milliseconds. Ours: what is offered later than that comes after
 * the next key. In a large corpus an answer takes some ten milliseconds, and others have their turn after each.
 */
const ASK_FOR_MS = 400;
/** Keystrokes for which candidates are asked at a time; for others there is what is known of them. */
const MAX_ASKING = 2;

/** A completer for what a bot knows; it begins anew when the bot is given other articles. */
export function createCompleter(
  bot: Pick<Bot, 'ask' | 'contents'>,
  now: () => number = () => performance.now(),
): Completer {
  let known = { contents: bot.contents, completer: completerOf(bot, now) };
  const current = (): Completer => {
    if (known.contents !== bot.contents) known = { contents: bot.contents, completer: completerOf(bot, now) };
    return known.completer;
  };
  return {
    questions: (typed, limit, isWanted) => current().questions(typed, limit, isWanted),
    subjects: (typed, limit, without) => current().subjects(typed, limit, without),
  };
}

function completerOf(bot: Pick<Bot, 'ask' | 'contents'>, now: () => number): Completer {
  const { contents } = bot;
  const checked = new LRUCache<string, boolean>({ max: MAX_CHECKED });
  let index: Promise<CandidateIndex> | null = null;
  let names: readonly (readonly string[])[] | null = null;
  let asking = 0;

  async function answeredOf(
    typed: string,
    words: readonly string[],
    limit: number,
    mayAsk: () => boolean,
  ): Promise<string[]> {
    index ??= indexCandidates(contents);
    const offered: string[] = [];
    for (const { text } of (await index).find(words)) {
      if (offered.length === limit) return offered;
      let isAnswered = checked.get(text);
      if (isAnswered === undefined && mayAsk()) {
        // One candidate at which the bot fails is not offered, and keeps no other from being.
        isAnswered = await bot.ask(text).then(
          ({ status }) => status === 'answered',
          () => false,
        );
        checked.set(text, isAnswered);
        await setImmediate();
      }
      if (isAnswered) offered.push(text);
    }
    if (offered.length > 0 || words.length === 0 || !mayAsk()) return offered;
    // Nothing begins like that: it may be misspelt or said in other words, which the bot itself understands.
    const answer = await bot.ask(typed);
    const own = answer.status === 'answered' ? [answer.explanation.question] : [];
    return [...new Set([...own, ...suggestedQuestions(answer)])].slice(0, limit);
  }

  return {
    async questions(typed, limit, isWanted = () => true) {
      const isAdmitted = asking < MAX_ASKING;
      if (isAdmitted) asking++;
      try {
        const until = now() + ASK_FOR_MS;
        return await answeredOf(
          typed,
          wordsOf(typed),
          limit,
          () => isAdmitted && now() < until && isWanted(),
        );
      } finally {
        if (isAdmitted) asking--;
      }
    },
    subjects(typed, limit, without = []) {
      names ??= contents.subjects.map((subject) => subject.names.map((name) => name.toLowerCase()));
      const wanted = typed.trim().toLowerCase();
      const taken = new Set(without.map((name) => name.trim().toLowerCase()));
      const [begin, hold]: [string[], string[]] = [[], []];
      for (const [i, own] of names.entries()) {
        const to = own.some((name) => name.startsWith(wanted))
          ? begin
          : own.some((name) => name.includes(wanted))
            ? hold
            : null;
        const name = contents.subjects[i]?.name;
        if (to && name !== undefined && !own.some((one) => taken.has(one))) to.push(name);
        if (begin.length === limit) break;
      }
      return [...begin, ...hold].slice(0, limit);
    },
  };
}
