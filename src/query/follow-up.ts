import type { Lexicon } from '../knowledge/lexicon.js';
import { cleanMessage } from './clean-question.js';
import type { Conversation, Query } from './query.js';
import { understand } from './understand.js';

/** Longest topic that is carried from one question to the next, in characters. */
const MAX_TOPIC = 200;
/** Most subjects that are carried. */
const MAX_CARRIED = 4;

const LEAD_IN =
  /^(?:(?:and|so|ok|okay|but|then|well|hm+|ah|oh|also|now|right|cool|thanks|great|alright|yes|no|sure|fine)\b[\s,.!-]*)+/i;
const ABOUT = /^(?:what|how) about\b|^same (?:question )?(?:for|with|about)\b|^(?:and )?(?:for|in|with)\b/i;
const PRONOUN =
  /\b(?:it|its|it['’]s|they|them|their|theirs|this one|that one|this|that|these|those|both|either|neither|the (?:first|second|third|last|former|latter|other)(?: one)?|the two|each other|he|she|there)\b/i;
const ORDINAL = /\bthe (first|second|third|last|former|latter|other)\b/i;
const PLURAL =
  /\b(?:they|them|their|theirs|these|those|both|either|neither|the two|each other|which (?:one|of)|the (?:first|second|third) two)\b/i;

/** "compared to oolong?", "versus rooibos": with what was spoken of. */
const COMPARED_WITH = /^(?:compare[sd]? (?:with|to|against)|versus|vs\.?)\s/i;

/** Asks which of the subjects spoken of, not which of all: "which one is easier to learn?", "which has more tests?" */
const WHICH_OF_THEM =
  /^which (?:ones?|of (?:them|these|those|the (?:two|three|four)))\b|^which (?:is|are|has|have|does|do|was|were|can|would|should)\b/i;

/**
 * Reads a message as part of a conversation: an incomplete question ("what about its taste?", "and rooibos?",
 * "compare it with oolong") takes what it lacks from the turn before, and says how it was read.
 */
export function understandInContext(
  message: string,
  conversation: Conversation | null,
  lexicon: Lexicon,
): Query {
  const alone = understand(message, lexicon);
  if (!conversation || !leans(alone)) return alone;
  const text = cleanMessage(message);
  const rest = text.replace(LEAD_IN, '');
  const previous = conversation.subjects
    .map((id) => lexicon.subjects.get(id))
    .filter((subject) => subject !== undefined);

  // "and rooibos?", "what about oolong?": the old question about a new subject.
  if (alone.subjects.length > 0) {
    const bare = alone.terms.every((term) => term.light) && !alone.aspect && alone.intent !== 'compare';
    const leadIn = rest !== text || ABOUT.test(rest);
    const continues = conversation.topic !== '' && /^(?:fact|aspect|count)$/.test(conversation.intent);
    if (bare && leadIn && continues) {
      const names = alone.subjects.map(({ subject }) => subject.name);
      return {
        ...understand(`${names.join(' and ')}: ${conversation.topic}`, lexicon),
        reading: `${conversation.topic} of ${names.join(' and ')}`,
      };
    }
    const [main] = previous;
    const compares = /\b(?:compare|compared|versus|vs|differ|against)\b/i.test(rest);
    const pronoun = PRONOUN.test(compares ? rest : rest.replace(/\bthat\b|\bthere\b|\bthis\b/gi, ''));
    if (
      main &&
      alone.intent !== 'definition' &&
      (pronoun || COMPARED_WITH.test(rest)) &&
      /\b(?:compared?|vs|versus|difference|differ|better|than|or|with|between|against)\b/i.test(rest) &&
      !alone.subjects.some(({ subject }) => subject.id === main.id)
    ) {
      const names = [main.name, ...alone.subjects.map(({ subject }) => subject.name)];
      const query = understand(`compare ${names.join(' and ')} ${termsText(alone)}`, lexicon);
      return { ...query, reading: `compare ${names.join(' and ')}` };
    }
    return alone;
  }
  if (previous.length === 0) return alone;
  // "why?": the old question once more, for its reason.
  if (alone.why && alone.terms.length === 0 && conversation.topic !== '') {
    const names = previous.slice(0, 1).map(({ name }) => name);
    const query = understand(`why ${conversation.topic} ${names.join(' and ')}`, lexicon);
    return { ...query, reading: `why: ${conversation.topic} of ${names.join(' and ')}` };
  }
  const names = previous.map(({ name }) => name);
  const ofThem =
    conversation.intent === 'compare' && names.length > 1 && !alone.general && WHICH_OF_THEM.test(rest);
  // Of one subject there is nothing to choose from: the question is after all of them.
  if (!ofThem && names.length < 2 && WHICH_OF_THEM.test(rest)) return alone;
  const chosen = ofThem ? names.slice(0, MAX_CARRIED) : chooseSubjects(text, names);
  const pronoun = PRONOUN.test(text);
  const elliptical = rest !== text || ABOUT.test(rest) || alone.aspect !== null || alone.terms.length <= 3;
  if (!pronoun && !elliptical && alone.general) return alone;
  if (isOpen(alone) && !pronoun && !ofThem) return alone;
  if (!pronoun && !elliptical && !ofThem) return alone;

  const stripped = rest.replace(ABOUT, '').replace(PRONOUN, ' ').replace(/\s+/g, ' ').trim();
  if (
    chosen.length > 1 &&
    (ofThem ||
      alone.intent === 'compare' ||
      alone.intent === 'recommend' ||
      /\bwhich (?:one|of)\b|\bbetter\b|\bbest\b|\bcompare\b|\bdiffer/i.test(text))
  ) {
    const query = understand(`compare ${chosen.join(' and ')} ${termsText(alone)}`, lexicon);
    return {
      ...query,
      reading: `compare ${chosen.join(' and ')}${termsText(alone) ? `: ${termsText(alone)}` : ''}`,
    };
  }
  // "and where can I get them?" after "what about gems?": the old topic is what is meant.
  const things = chosen.length === 1 && PLURAL.test(text);
  const bare =
    things &&
    alone.terms.every((term) => term.light) &&
    alone.aspect === null &&
    pronoun &&
    conversation.intent === 'fact';
  const topic = bare ? conversation.topic : '';
  const asked = stripped === '' && topic === '' ? 'what is' : `${stripped} ${topic}`.trim();
  // A question keeps its words; only what they lean on is put in their place.
  const query = understand(`${asked.replace(/[?!.]+$/, '')} ${chosen.join(' and ')}`, lexicon);
  const what = query.aspect?.name.toLowerCase() ?? termsText(query);
  const complete: Query =
    query.intent === 'compare' && chosen.length < 2 ? { ...query, intent: 'fact' } : query;
  const why = alone.why ? 'why: ' : '';
  return {
    ...complete,
    why: alone.why,
    answerType: alone.answerType,
    defines: false,
    reading: what ? `${why}${what} of ${chosen.join(' and ')}` : chosen.join(' and '),
  };
}

/** Whether a message may lean on what was said before. */
function leans(query: Query): boolean {
  return !['greeting', 'thanks', 'farewell', 'identity', 'help', 'topics', 'empty'].includes(query.intent);
}

/** A question after subjects in general, which stands by itself. */
function isOpen(query: Query): boolean {
  return (
    (query.intent === 'list' || query.intent === 'count' || query.intent === 'recommend') &&
    (query.general || query.conditions.length > 0)
  );
}

function chooseSubjects(text: string, names: readonly string[]): string[] {
  const ordinal = ORDINAL.exec(text)?.[1]?.toLowerCase();
  const at = ordinal
    ? ({ first: 0, former: 0, second: 1, latter: 1, other: 1, third: 2, last: names.length - 1 }[ordinal] ??
      0)
    : -1;
  const picked = at >= 0 ? names[at] : undefined;
  if (picked) return [picked];
  if (PLURAL.test(text)) return names.slice(0, MAX_CARRIED);
  return names.slice(0, 1);
}

function termsText(query: Query): string {
  return query.terms.map((term) => term.text).join(' ');
}

/** What the next question may lean on, after one was read and answered. */
export function nextConversation(
  query: Query,
  subjects: readonly string[],
  before: Conversation | null,
): Conversation | null {
  if (!leans(query)) return before;
  const kept = subjects.length > 0 ? subjects : (before?.subjects ?? []);
  const topic = query.aspect
    ? query.aspect.name.toLowerCase()
    : query.intent === 'fact'
      ? termsText(query)
      : '';
  return {
    subjects: kept.slice(0, MAX_CARRIED),
    intent: query.intent,
    aspect: query.aspect?.id ?? null,
    topic: topic.slice(0, MAX_TOPIC),
  };
}
