import { setImmediate } from 'node:timers/promises';
import type { Bot } from '../../../src/bot.js';
import type { Pseudonyms } from './pseudonyms.js';
import type { QuestionRecord } from './record.js';

/** Most different questions that are asked again, the last ones: some seconds' worth. */
const MAX_ASKED_AGAIN = 5_000;

/** Says which of the questions are answered by now, without a reserve, by their keys. */
export type AnsweredNow = (
  records: readonly QuestionRecord[],
  bot: Pick<Bot, 'ask' | 'corpus'>,
) => Promise<Set<string>>;

/**
 * Those whose kept texts the bot answers, and those that an article lists under `questions:` and answers, which are
 * known without their texts. An answer that did not help is mended only by the latter. What was asked of a corpus
 * is not asked of it again, and between two questions others have their turn.
 */
export function createAnsweredNow(pseudonyms: Pseudonyms): AnsweredNow {
  const known = new WeakMap<Bot['corpus'], Map<string, boolean>>();
  return async (records, bot) => {
    const { corpus } = bot;
    const asked = known.get(corpus) ?? new Map<string, boolean>();
    known.set(corpus, asked);
    const isAnswered = async (key: string, text: string): Promise<boolean> => {
      const before = asked.get(key);
      if (before !== undefined) return before;
      const answered = (await bot.ask(text)).status === 'answered';
      asked.set(key, answered);
      await setImmediate();
      return answered;
    };
    const answered = new Set<string>();
    const authored = corpus.documents.flatMap(({ questions }) => questions.map(({ text }) => text));
    for (const text of authored) {
      const key = pseudonyms.question(text);
      if (await isAnswered(key, text)) answered.add(key);
    }
    for (const [key, text] of keptTexts(records)) if (await isAnswered(key, text)) answered.add(key);
    return answered;
  };
}

function keptTexts(records: readonly QuestionRecord[]): [key: string, text: string][] {
  const unhelpful = new Set(records.flatMap(({ helpful, key }) => (helpful === false ? [key] : [])));
  const texts = new Map<string, string>();
  for (const { key, question } of records)
    if (question !== null && !unhelpful.has(key)) texts.set(key, question);
  return [...texts].slice(-MAX_ASKED_AGAIN);
}
