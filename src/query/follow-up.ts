import type { Subject } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import { cleanMessage } from './clean-question.js';
import { isChat } from './intents/table.js';
import type { KnownWords } from './known-words.js';
import type { Conversation, Place, Query, QueryTerm, SubjectMention } from './query.js';
import { understand } from './understand.js';

/** Longest topic that is carried from one question to the next, in characters. */
const MAX_TOPIC = 200;
/** Most subjects that are carried, that are listed, and sections that are remembered. */
const MAX_CARRIED = 4;
const MAX_LISTED = 20;
const MAX_PLACES = 3;

/** What a word of the turn before is worth beside the person's own, and where there are none. */
const BESIDE_OWN = 0.5;
const ALONE = 0.9;

const LEAD_IN =
  /^(?:(?:and|so|ok|okay|but|then|well|hm+|ah|oh|also|now|right|cool|thanks|great|alright|yes|no|sure|fine)\b[\s,.!-]*)+/i;
const ABOUT =
  /^(?:what|how) about\b|^same (?:question )?(?:for|with|about)\b|^(?:only )?(?:for|in|with|on|from|at|by|to|after|before|within|until)\b|^(?:is|are) there (?:an?other|other|more|any other)\b|^(?:any|an?) (?:example|other)/i;
const PRONOUN =
  /\b(?:it|its|it['’]s|they|them|their|theirs|this one|that one|this|that|these|those|both|either|neither|the (?:first|second|third|last|former|latter|other)(?: one)?|the two|each other|he|she|there)\b/i;
const ORDINAL = /\bthe (first|second|third|last|former|latter|other)\b/i;
const PLURAL =
  /\b(?:they|them|their|theirs|these|those|both|either|neither|the two|each other|which (?:one|of)|the (?:first|second|third) two)\b/i;
const COMPARES = /\b(?:compared?|vs|versus|difference|differ|better|than|or|with|between|against)\b/i;
/** "compared to oolong?", "versus rooibos": with what was spoken of. */
const COMPARED_WITH = /^(?:compare[sd]? (?:with|to|against)|versus|vs\.?)\s/i;

/** Asks which of the subjects spoken of, not which of all: "which one is easier to learn?", "which has more tests?" */
const WHICH_OF_THEM =
  /^which (?:ones?|of (?:them|these|those|the (?:two|three|four)))\b|^which (?:is|are|has|have|does|do|was|were|can|would|should)\b/i;

/**
 * Reads a message as part of a conversation. What it lacks is taken over from the turn before by editing what was
 * understood of it: subjects, the aspect, words, and the sections that were shown; and it says how it was read. A
 * complete question stands by itself.
 */
export function understandInContext(
  message: string,
  conversation: Conversation | null,
  lexicon: Lexicon,
  known: KnownWords,
): Query {
  if (!conversation) return understand(message, lexicon, known);
  const alone = { ...understand(message, lexicon, known), askedBack: conversation.askedBack };
  if (!mayLean(alone)) return alone;
  const text = cleanMessage(message);
  const turn: Turn = {
    text,
    rest: text.replace(LEAD_IN, ''),
    alone,
    conversation,
    previous: conversation.subjects.flatMap((id) => lexicon.subjects.get(id) ?? []),
    before: () => understand(conversation.topic, lexicon, known),
  };
  if (alone.subjects.length > 0) return aboutNewSubject(turn);
  return (turn.previous.length > 0 ? aboutOldSubjects(turn, lexicon) : null) ?? aboutOldTopic(turn);
}

/** A message and what it may lean on. */
interface Turn {
  readonly text: string;
  /** Without the words that lead in: "and", "ok". */
  readonly rest: string;
  readonly alone: Query;
  readonly conversation: Conversation;
  readonly previous: readonly Subject[];
  /** What the turn before was about. */
  readonly before: () => Query;
}

/** "and rooibos?": the old question about a new subject; "versus rooibos": the two compared. */
function aboutNewSubject({ text, rest, alone, conversation, previous, before }: Turn): Query {
  const names = alone.subjects.map(({ subject }) => subject.name).join(' and ');
  const isBare = alone.terms.every((term) => term.light) && !alone.aspect && alone.intent !== 'compare';
  const leadsIn = rest !== text || ABOUT.test(rest);
  if (isBare && leadsIn && conversation.topic !== '' && /^(?:fact|aspect|count)$/.test(conversation.intent)) {
    const old = before();
    return {
      ...old,
      intent: conversation.intent,
      askedBack: alone.askedBack,
      subjects: alone.subjects,
      terms: old.terms,
      question: `${conversation.topic} ${names}`,
      kinds: [],
      general: false,
      conditions: [],
      reading: `${conversation.topic} of ${names}`,
    };
  }
  const [main] = previous;
  const compares = /\b(?:compare|compared|versus|vs|differ|against)\b/i.test(rest);
  const pronoun = PRONOUN.test(compares ? rest : rest.replace(/\bthat\b|\bthere\b|\bthis\b/gi, ''));
  const joins = (pronoun || COMPARED_WITH.test(rest)) && COMPARES.test(rest);
  if (!main || !joins || (alone.intent === 'definition' && !COMPARED_WITH.test(rest))) return alone;
  if (alone.subjects.some(({ subject }) => subject.id === main.id)) return alone;
  return { ...alone, ...comparing([mentionOf(main), ...alone.subjects], alone.terms) };
}

/** What is lacking is taken to be about the subjects spoken of. @returns `null` when nothing says so */
function aboutOldSubjects(turn: Turn, lexicon: Lexicon): Query | null {
  const { text, rest, alone, conversation, previous } = turn;
  const listed = conversation.listed.flatMap((id) => lexicon.subjects.get(id) ?? []);
  const which = WHICH_OF_THEM.test(rest);
  if (which && listed.length > 1 && !alone.general) {
    // Of a list a part is wanted, of a comparison the property by which they differ.
    if (conversation.intent === 'compare' && alone.conditions.every(({ terms }) => terms.length > 0))
      return { ...alone, ...comparing(listed.slice(0, MAX_CARRIED).map(mentionOf), alone.terms) };
    if (alone.conditions.length > 0)
      return {
        ...alone,
        intent: alone.intent === 'count' ? 'count' : 'list',
        among: listed.map(({ id }) => id),
        reading: `${wordsOf(alone)}, of ${listed.length} named before`,
      };
  }
  if (alone.why && alone.terms.length === 0) return whyOf(turn);
  if (which && previous.length < 2) return null;
  const pronoun = PRONOUN.test(text);
  const elliptical = rest !== text || ABOUT.test(rest) || alone.aspect !== null || alone.terms.length <= 3;
  if (isOpen(alone) && !pronoun) return null;
  if (!pronoun && (!elliptical || alone.general)) return null;
  const chosen = which ? previous.slice(0, MAX_CARRIED) : chooseSubjects(text, previous, conversation);
  const isCompared =
    conversation.intent === 'compare' ||
    alone.intent === 'compare' ||
    alone.intent === 'recommend' ||
    /\bwhich (?:one|of)\b|\bbetter\b|\bbest\b|\bcompare\b|\bdiffer/i.test(text);
  if (chosen.length > 1 && isCompared && (alone.terms.length > 0 || alone.aspect !== null))
    return { ...alone, ...comparing(chosen.map(mentionOf), alone.terms), aspect: alone.aspect };
  return withSubjects(turn, chosen, pronoun);
}

/** "why?": the old question once more, for its reason. */
function whyOf({ alone, conversation, previous, before }: Turn): Query | null {
  if (conversation.topic === '') return null;
  const old = before();
  const [main] = previous;
  return {
    ...old,
    askedBack: alone.askedBack,
    intent: 'fact',
    aspect: null,
    conditions: [],
    kinds: [],
    general: false,
    subjects: main ? [mentionOf(main)] : [],
    question: alone.question,
    form: alone.form,
    why: true,
    carried: { places: conversation.places },
    reading: `why: ${conversation.topic}${main ? ` of ${main.name}` : ''}`,
  };
}

function withSubjects(turn: Turn, chosen: readonly Subject[], pronoun: boolean): Query {
  const { text, alone, conversation, before } = turn;
  const names = chosen.map(({ name }) => name).join(' and ');
  const isLight = alone.terms.every((term) => term.light) && alone.aspect === null;
  // "and where can I get them?" after "what about gems?": the old topic is what is meant.
  const ofTopic =
    isLight && pronoun && PLURAL.test(text) && chosen.length === 1 && conversation.intent === 'fact';
  const terms = ofTopic ? [...alone.terms, ...carriedTerms(before().terms, ALONE)] : alone.terms;
  const asked = alone.form.asked !== null || alone.why || ofTopic;
  const intent = alone.aspect ? 'aspect' : isLight && !asked ? 'definition' : 'fact';
  const what = alone.aspect?.name.toLowerCase() ?? wordsOf({ terms });
  const why = alone.why ? 'why: ' : '';
  return {
    ...alone,
    intent: alone.intent === 'count' && alone.aspect ? 'count' : intent,
    subjects: chosen.map(mentionOf),
    terms,
    conditions: [],
    kinds: [],
    general: false,
    keywords: false,
    defines: false,
    asksDeed: false,
    carried: { places: conversation.places },
    reading: what ? `${why}${what} of ${names}` : names,
  };
}

/** What is lacking is taken from what the turn before was about. A whole question may lean on it or not. */
function aboutOldTopic(turn: Turn): Query {
  const { text, rest, alone, conversation } = turn;
  // "which is better?" asks for a choice, whatever was spoken of.
  if (conversation.topic === '' || alone.intent === 'recommend') return alone;
  const leaning = leaningOn(turn);
  return isIncomplete(text, rest, alone) ? leaning : { ...alone, leaning };
}

/** A question with the words of the turn before beside its own. */
function leaningOn({ alone, conversation, before }: Turn): Query {
  const own = alone.terms.some((term) => !term.light);
  const carried = carriedTerms(before().terms, own ? BESIDE_OWN : ALONE);
  const known = new Set(alone.terms.map((term) => term.stems.join(' ')));
  const terms = [...alone.terms, ...carried.filter((term) => !known.has(term.stems.join(' ')))];
  const what = wordsOf(alone);
  return {
    ...alone,
    intent: 'fact',
    aspect: null,
    terms,
    conditions: [],
    keywords: false,
    defines: false,
    carried: { places: conversation.places },
    reading: [what, conversation.topic].filter((part) => part !== '').join(', after: '),
  };
}

/** Whether a message that names nothing is no question by itself. */
function isIncomplete(text: string, rest: string, { terms, defines, conditions, general }: Query): boolean {
  const heavy = terms.filter((term) => !term.light).length;
  if (rest !== text || ABOUT.test(rest) || heavy === 0) return true;
  if (PRONOUN.test(text)) return true;
  return heavy === 1 && terms.length <= 2 && !defines && !general && conditions.length === 0;
}

function carriedTerms(terms: readonly QueryTerm[], share: number): QueryTerm[] {
  return terms.map((term) => ({ ...term, share, weight: term.weight * share }));
}

function comparing(
  subjects: readonly SubjectMention[],
  terms: readonly QueryTerm[],
): Pick<Query, 'intent' | 'subjects' | 'terms' | 'conditions' | 'kinds' | 'general' | 'reading'> {
  const names = subjects.map(({ subject }) => subject.name).join(' and ');
  const by = wordsOf({ terms });
  return {
    intent: 'compare',
    subjects,
    terms,
    conditions: [],
    kinds: [],
    general: false,
    reading: `compare ${names}${by ? `: ${by}` : ''}`,
  };
}

/** A subject that is meant and not named. */
function mentionOf(subject: Subject): SubjectMention {
  return { subject, written: subject.name, corrected: false, from: -1, to: -1 };
}

/** Whether a message may lean on what was said before: small talk never does. */
function mayLean({ intent }: Query): boolean {
  return intent !== 'empty' && !isChat(intent);
}

/** A question after subjects in general, which stands by itself. */
function isOpen(query: Query): boolean {
  return (
    (query.intent === 'list' || query.intent === 'count' || query.intent === 'recommend') &&
    (query.general || query.conditions.length > 0)
  );
}

function chooseSubjects(text: string, previous: readonly Subject[], { intent }: Conversation): Subject[] {
  const ordinal = ORDINAL.exec(text)?.[1]?.toLowerCase();
  const places = { first: 0, former: 0, second: 1, latter: 1, other: 1, third: 2, last: previous.length - 1 };
  const picked = ordinal ? previous[places[ordinal as keyof typeof places]] : undefined;
  if (picked) return [picked];
  if (PLURAL.test(text) || (intent === 'compare' && !/\b(?:it|its|this|that|he|she)\b/i.test(text)))
    return previous.slice(0, MAX_CARRIED);
  return previous.slice(0, 1);
}

/** The words of a question, as far as they may be said back: letters and digits, joined by dots and hyphens. */
function wordsOf({ terms }: Pick<Query, 'terms'>): string {
  return terms
    .map(({ text }) => text)
    .filter((text) => /^[\p{L}\p{N}]+(?:[ .-][\p{L}\p{N}]+)*[+#]*$/u.test(text))
    .join(' ');
}

/** What of an answer the next question may lean on. */
export interface Told {
  readonly subjects: readonly string[];
  readonly places: readonly Place[];
  readonly askedBack: boolean;
}

/** What the next question may lean on, after one was read and answered. */
export function nextConversation(query: Query, told: Told, before: Conversation | null): Conversation | null {
  if (!mayLean(query)) return before;
  const kept = told.subjects.length > 0 ? told.subjects : query.carried ? (before?.subjects ?? []) : [];
  const isFact = query.intent === 'fact' || query.intent === 'definition';
  const topic = query.aspect ? query.aspect.name.toLowerCase() : isFact ? wordsOf(query) : '';
  const lists = /^(?:list|count|recommend|compare)$/.test(query.intent);
  return {
    subjects: kept.slice(0, MAX_CARRIED),
    listed: lists ? told.subjects.slice(0, MAX_LISTED) : (query.among ?? []),
    intent: query.intent,
    topic: topic.slice(0, MAX_TOPIC),
    places: (told.places.length > 0 ? told.places : (before?.places ?? [])).slice(0, MAX_PLACES),
    askedBack: told.askedBack,
  };
}
