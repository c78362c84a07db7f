import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import type { Scope } from '../../../src/knowledge/scope.js';
import { changesText } from '../compare-answers.js';
import type { LiveKnowledge } from '../reload.js';

/**
 * Takes a change of the articles in now. @returns what it did, in words, or when it will be taken in
 * @param done what was done: "Verified"
 * @param scope what is seen where it was done
 */
export async function takenIn(
  live: Pick<LiveKnowledge, 'bot' | 'reload' | 'state' | 'publishedBy'>,
  path: string,
  done: string,
  scope: Scope = EVERYTHING,
): Promise<string> {
  if (live.publishedBy !== null)
    return `${done}, but not in service yet: what was written takes effect with the next \`${live.publishedBy}\`, which whoever runs this program starts.`;
  await live.reload();
  const { fault, changes } = live.state;
  if (fault !== null)
    return `${done}, but not in service yet, since the articles have a fault${faultFor(scope, fault)}`;
  const stands = live.bot.contents.documents.find(({ id }) => id === path)?.verified?.stands;
  if (stands === false) return `${done}, but it is not given: its passage has changed meanwhile.`;
  // Those are questions of all articles.
  return `${done}. ${changes && scope === EVERYTHING ? `Of the questions that are asked at each change: ${changesText(changes)}.` : ''}`.trim();
}

/** A fault names articles and their labels, which may be of those that are not seen. */
const faultFor = (scope: Scope, fault: string): string =>
  scope === EVERYTHING
    ? `: ${fault}`
    : '. Whoever runs this program finds it in the log and by `docent check`.';
