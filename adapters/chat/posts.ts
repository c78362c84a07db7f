import { cleanMessage } from '../../src/query/clean-question.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenize } from '../../src/text/tokenize.js';
import type { ChatMessage } from './platform.js';

/** Fewest words of a question that is answered unasked: "Django?" may be said about anything. Ours. */
const MIN_WORDS = 3;

/** How sentences begin that ask without a question mark. */
const ASKS =
  /^(?:(?:and|but|so|ok|okay|hey|hi|hello|all|everyone|folks|quick question|question|please|pls)[\s,:!-]+)*(?:who|what|whats|what's|when|where|which|why|how|hows|is|are|was|were|do|does|did|can|could|should|would|will|has|have|anyone know|anybody know|does anyone know|explain|compare|i (?:want|need|would like|'d like) to know|i(?:'m| am) (?:wondering|trying to (?:find out|understand|figure out))|wondering|need help|looking for)\b/i;

/** What asks for what people do, think or have, which no article says, however near one comes. */
const FOR_PEOPLE: readonly RegExp[] = [
  // "How do you" is asked of everybody who does it.
  /(?<!\b(?:how|where|when) )\b(?:do|did|have|are|were|would|will) (?:you|y'?all|any of you)\b/i,
  /\byour (?:\w+ )?(?:favou?rites?|opinions?|experiences?|thoughts|take|team|stack|setup|company|job)\b/i,
  /\bany(?:one|body) (?:else|here|around|up|in|free|got|been|seen|tried|used|using|want|having|interested)\b/i,
  /\bwho (?:else|here|wants|is (?:in|up|free|around|coming))\b/i,
  /\b(?:shall|should|can|could|are|do|did|will) we\b/i,
  /\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|week|weekend))\b/i,
];

/** What begins a command of another bot. */
const COMMAND = /^[!/.?$%&+-][a-z]/i;

/** Why nobody is answered who wrote a post; `null`: it may be. */
export type NoQuestion = 'no-question' | 'for-people';

/** The questions in a post, in the order in which they are to be tried: its title, and what it says. */
export function questionsIn({
  post,
  text,
}: Pick<ChatMessage<unknown>, 'post' | 'text'>): readonly string[] | NoQuestion {
  const all = [post?.title ?? '', text ?? ''].map(cleanMessage).filter((one) => !COMMAND.test(one));
  const asking = all.filter(asks);
  if (asking.length === 0) return 'no-question';
  const general = asking.filter((one) => !asksPeople(one));
  return general.length === 0 ? 'for-people' : general;
}

/** The sentences of a text that ask something. */
const askingIn = (text: string): string[] =>
  sentences(text).filter((sentence) => /\?\W*$/.test(sentence) || ASKS.test(sentence));

const asks = (text: string): boolean => tokenize(text).length >= MIN_WORDS && askingIn(text).length > 0;

const asksPeople = (text: string): boolean =>
  askingIn(text).every((sentence) => FOR_PEOPLE.some((pattern) => pattern.test(sentence)));
