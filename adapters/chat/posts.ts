import { cleanMessage } from '../../src/query/clean-question.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenize } from '../../src/text/tokenize.js';
import type { ChatMessage } from './platform.js';

/** Fewest words of a question that is answered unasked: "Django?" may be said about anything. Ours. */
const MIN_WORDS = 3;

/** How people begin, before they ask. */
const OPENING =
  /^(?:(?:hi|hey|hello|howdy|good (?:morning|afternoon|evening)|morning|evening|ok(?:ay)?|so|and|but|please|pls|(?:a )?(?:quick|short|simple|silly|dumb|noob) question|question)\b(?: (?:there|all|everyone|everybody|folks|guys|team|people))*[\s,:;.!–-]+)+/i;
/** What is said beside a question, of which no answer says anything. */
const POLITE =
  /^(?:thanks|thank you|thx|cheers|sorry|apologies|hi|hey|hello|good (?:morning|afternoon|evening)|morning|evening|(?:any )?(?:help|hints?|pointers?|ideas?|advice)\b|i(?:'m| am) new\b|newbie\b|new here\b|kind regards|best regards|long time)/i;
/** How sentences begin that ask without a question mark. */
const ASKS =
  /^(?:who|what|whats|what's|when|where|which|why|how|hows|is|are|was|were|do|does|did|can|could|should|would|will|has|have|any(?:one|body) knows?|explain|compare|i (?:want|need|would like|'d like) to know|i(?:'m| am) (?:wondering|trying to (?:find out|understand|figure out))|wondering|need help|looking for)\b/i;

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
  const asking = all.map(withoutManners).filter((one) => one.some(asks));
  if (asking.length === 0) return 'no-question';
  const general = asking.filter((one) => !one.filter(asks).every(asksPeople));
  if (general.length === 0) return 'for-people';
  return general.map((one) => one.join(' '));
}

/** The sentences of a text without what is said for politeness. */
const withoutManners = (text: string): string[] =>
  sentences(text)
    .map((sentence) => sentence.replace(OPENING, ''))
    .filter((sentence) => asks(sentence) || !POLITE.test(sentence));

const asks = (sentence: string): boolean =>
  tokenize(sentence).length >= MIN_WORDS && (/\?\W*$/.test(sentence) || ASKS.test(sentence));

const asksPeople = (sentence: string): boolean => FOR_PEOPLE.some((pattern) => pattern.test(sentence));
