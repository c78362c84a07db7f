import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import type { Scope } from '../../../src/knowledge/scope.js';
import { changesText } from '../compare-answers.js';
import type { LiveKnowledge } from '../reload.js';

/**
 * Takes a change of the articles in now. @returns what it did, in words
 * @param done what was done: "Verified"
 * @param scope what is seen where it was done
 */
export async function takenIn(
  live: Pick<LiveKnowledge, 'bot' | 'reload' | 'state'>,
  path: string,
  done: string,
  scope: Scope = EVERYTHING,
): Promise<string> {
  await live.reload();
  const { fault, changes } = live.state;
  if (fault !== null) return `${done}, but not in service yet, since the articles have a fault: ${fault}`;
  const stands = live.bot.contents.documents.find(({ id }) => id === path)?.verified?.stands;
  if (stands === false) return `${done}, but it is not given: its passage has changed meanwhile.`;
  // Those are questions of all articles.
  return `${done}. ${changes && scope === EVERYTHING ? `Of the questions that are asked at each change: ${changesText(changes)}.` : ''}`.trim();
}
