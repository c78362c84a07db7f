import { setImmediate } from 'node:timers/promises';
import type { Answer } from '../../src/answer/answer.js';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';

/** What other knowledge does to the answers. */
export interface AnswerChanges {
  readonly asked: number;
  /** Answered by both, with other words. */
  readonly changed: readonly string[];
  /** Answered before and no longer. */
  readonly lost: readonly string[];
  /** Answered only now. */
  readonly gained: readonly string[];
}

type Asking = Pick<Bot, 'ask'>;

/** Asks two bots the same questions. Between two questions others have their turn. */
export async function compareAnswers(
  before: Asking,
  after: Asking,
  questions: Iterable<string>,
): Promise<AnswerChanges> {
  const changes = {
    asked: 0,
    changed: [] as string[],
    lost: [] as string[],
    gained: [] as string[],
  };
  for (const question of new Set(questions)) {
    const [old, now] = [await before.ask(question), await after.ask(question)];
    changes.asked++;
    const was = old.status === 'answered';
    const is = now.status === 'answered';
    if (was && !is) changes.lost.push(question);
    else if (!was && is) changes.gained.push(question);
    else if (was && wordsOf(old) !== wordsOf(now)) changes.changed.push(question);
    await setImmediate();
  }
  return changes;
}

/** What an answer says and which sections it cites. A line that moved down the file is no change. */
function wordsOf({ blocks, citations }: Answer): string {
  const said = blocks.filter(({ type }) => type !== 'suggestions');
  const places = citations.map(({ document, section }) => `${document} ${section}`);
  return [plainText({ blocks: said, citations: [] }), ...places].join('\n');
}

/** "7 answers changed, 1 lost, 2 gained" */
export function changesText({ changed, lost, gained }: AnswerChanges): string {
  const answers = changed.length === 1 ? '1 answer' : `${changed.length} answers`;
  return `${answers} changed, ${lost.length} lost, ${gained.length} gained`;
}
