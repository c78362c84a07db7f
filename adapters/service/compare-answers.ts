import { setImmediate } from 'node:timers/promises';
import type { Answer, Status } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';

/** What other knowledge does to the answers. */
export interface AnswerChanges {
  readonly asked: number;
  /** Answered by both, with other words. */
  readonly changed: readonly string[];
  /** Answered before, and now with a reserve. */
  readonly doubted: readonly string[];
  /** Answered before, be it with a reserve, and no longer. */
  readonly lost: readonly string[];
  /** Answered only now, or now without the reserve. */
  readonly gained: readonly string[];
}

/** What an answer is worth: none, one with a reserve, one without. */
const WORTH: Readonly<Record<Status, number>> = {
  answered: 2,
  closest: 1,
  clarify: 0,
  abstained: 0,
  chat: 0,
};

type Asking = Pick<Bot, 'ask'>;

/**
 * Questions that one bot is asked before the other is: between two editions of one index, each change costs an edit.
 * Ours: by then the questions take more time than that.
 */
const ASKED_IN_A_ROW = 20;

/**
 * Asks two bots the same questions. One at which a bot fails counts as not answered by it. Between two questions
 * others have their turn.
 * @param isWanted whether anybody still waits for it
 */
export async function compareAnswers(
  before: Asking,
  after: Asking,
  questions: Iterable<string>,
  isWanted: () => boolean = () => true,
): Promise<AnswerChanges> {
  const changes = {
    asked: 0,
    changed: [] as string[],
    doubted: [] as string[],
    lost: [] as string[],
    gained: [] as string[],
  };
  const all = [...new Set(questions)];
  for (let from = 0; from < all.length && isWanted(); from += ASKED_IN_A_ROW) {
    const some = all.slice(from, from + ASKED_IN_A_ROW);
    const [then, later] = [await answersOf(before, some, isWanted), await answersOf(after, some, isWanted)];
    if (!isWanted()) break;
    for (const [i, question] of some.entries()) {
      const [old = null, now = null] = [then[i], later[i]];
      changes.asked++;
      const [was, is] = [old ? WORTH[old.status] : 0, now ? WORTH[now.status] : 0];
      if (is > was) changes.gained.push(question);
      else if (is < was) changes[is === 0 ? 'lost' : 'doubted'].push(question);
      else if (old && now && is > 0 && wordsOf(old) !== wordsOf(now)) changes.changed.push(question);
    }
  }
  return changes;
}

/** What a bot answers; `null` where it fails: one question must not keep the others from being compared. */
async function answersOf(
  bot: Asking,
  questions: readonly string[],
  isWanted: () => boolean,
): Promise<(Answer | null)[]> {
  const answers: (Answer | null)[] = [];
  for (const question of questions) {
    if (!isWanted()) break;
    answers.push(await bot.ask(question).catch(() => null));
    await setImmediate();
  }
  return answers;
}

/** What an answer says and which sections it cites. A line that moved down the file is no change. */
function wordsOf({ title, blocks, citations }: Answer): string {
  const places = citations.map(({ document, section }) => `${document} ${section}`);
  return [plainText({ title, blocks, suggestions: null, citations: [] }), ...places].join('\n');
}

/** "7 answers changed, 1 lost, 2 gained", and how many are now given with a reserve, if any. */
export function changesText({ changed, doubted, lost, gained }: AnswerChanges): string {
  const answers = changed.length === 1 ? '1 answer' : `${changed.length} answers`;
  const reserve = doubted.length === 0 ? '' : `, ${doubted.length} now with a reserve`;
  return `${answers} changed, ${lost.length} lost, ${gained.length} gained${reserve}`;
}
