import { ASPECT } from './aspect.js';
import { COMPARE } from './compare.js';
import { COUNT } from './count.js';
import { DEFINITION } from './definition.js';
import { FACT } from './fact.js';
import { FAREWELL } from './farewell.js';
import { GREETING } from './greeting.js';
import { HELP } from './help.js';
import { IDENTITY } from './identity.js';
import { LIST } from './list.js';
import { MEANING } from './meaning.js';
import { RECOMMEND } from './recommend.js';
import { THANKS } from './thanks.js';
import { TOPICS } from './topics.js';

/**
 * The kinds of answers that messages want, each with examples of how people ask for it, one a line: from these,
 * recognition is learned. A new one is a file of examples, a line here, and what composes its answer.
 */
export const INTENTS = {
  definition: DEFINITION,
  meaning: MEANING,
  aspect: ASPECT,
  fact: FACT,
  compare: COMPARE,
  list: LIST,
  count: COUNT,
  recommend: RECOMMEND,
  greeting: GREETING,
  thanks: THANKS,
  farewell: FAREWELL,
  identity: IDENTITY,
  help: HELP,
  topics: TOPICS,
} as const;

const CHAT: readonly string[] = ['greeting', 'thanks', 'farewell', 'identity', 'help', 'topics'];

/** Whether it is small talk, or about the bot: nothing is looked for. */
export function isChat(intent: Intent): boolean {
  return CHAT.includes(intent);
}

/** The kind of answer that is wanted; `empty` where there is nothing to answer. */
export type Intent = keyof typeof INTENTS | 'empty';

/**
 * Whether a message of this shape may want that kind of answer: a comparison needs a name, a list needs something
 * to list, and who names a subject does not just chat.
 * @param kinds whether the articles say what their subjects are called
 */
export function isAdmissible(intent: Intent, shape: string, kinds: boolean): boolean {
  const named = shape.includes('SUBJ');
  // One word may be the command by itself: "compare".
  if (intent === 'definition') return named;
  if (intent === 'compare') return named || !shape.includes(' ');
  if (intent === 'list' || intent === 'recommend') return kinds;
  if (intent === 'count') return kinds || named;
  return !(named && isChat(intent));
}
