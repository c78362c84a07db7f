import type { Bot } from '../../../src/bot.js';
import type { Pseudonyms } from './pseudonyms.js';
import type { QuestionRecord } from './record.js';

/**
 * Which of the questions are answered by now: those whose kept texts the bot answers, and those that an article
 * lists under `questions:` and answers, which are known without their texts. An answer that did not help is
 * mended only by the latter.
 * @returns their keys
 */
export async function answeredNow(
  records: readonly QuestionRecord[],
  bot: Pick<Bot, 'ask' | 'corpus'>,
  pseudonyms: Pseudonyms,
): Promise<Set<string>> {
  const isAnswered = async (text: string) => (await bot.ask(text)).status === 'answered';
  const answered = new Set<string>();
  for (const { questions } of bot.corpus.documents)
    for (const { text } of questions) if (await isAnswered(text)) answered.add(pseudonyms.question(text));
  const unhelpful = new Set(records.flatMap(({ helpful, key }) => (helpful === false ? [key] : [])));
  const looked = new Set<string>();
  for (const { key, question } of records) {
    if (question === null || answered.has(key) || unhelpful.has(key) || looked.has(key)) continue;
    looked.add(key);
    if (await isAnswered(question)) answered.add(key);
  }
  return answered;
}
