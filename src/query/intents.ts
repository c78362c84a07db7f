import type { Lexicon } from '../knowledge/lexicon.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { terms } from '../text/tokenize.js';
import { asksIfOne } from './definition.js';
import { distinctSubjects } from './entities.js';
import type { Intent, SubjectMention } from './query.js';

/**
 * The kind of answer that a question of this shape wants, as far as its grammar tells: what is a `fact` here may
 * still prove to be an aspect or a definition.
 */
export function intentOf(shape: string, subjects: readonly SubjectMention[], lexicon: Lexicon): Intent {
  const distinct = distinctSubjects(subjects).length;
  if (distinct >= 2 && (COMPARES.test(shape) || isBareList(shape))) return 'compare';
  if (distinct === 1 && COMPARES_ONE.test(shape) && !/\bNOUNS?\b/.test(shape)) return 'compare';
  if (COUNTS.some((pattern) => pattern.test(shape))) return 'count';
  if (distinct > 0 && countsPoints(shape, lexicon)) return 'count';
  const hasNoun = /\bNOUNS?\b/.test(shape);
  if (distinct > 0 && !hasNoun) return 'fact';
  if (distinct > 0) {
    const wanted =
      FINDS.some((pattern) => pattern.test(shape)) || LISTS.some((pattern) => pattern.test(shape));
    const nounFirst = shape.indexOf('NOUN') < shape.indexOf('SUBJ');
    return wanted && nounFirst && !/\b(?:is|are|was|does|do|did|can) (?:\S+ ){0,2}SUBJ/.test(shape)
      ? 'list'
      : 'fact';
  }
  const plain =
    /^(?:(?:so|and|but|hey|ok) )*(?:why|how|when|where|what (?:is|are|does|do)|whats|define|explain|tell me (?:\S+ ){0,2}about|are|is|do|does|can)\b/.test(
      shape,
    );
  if (asksIfOne(shape)) return 'fact';
  const recommends = RECOMMENDS.some((pattern) => pattern.test(shape));
  const lists = LISTS.some((pattern) => pattern.test(shape));
  if (recommends && !(plain && !ASKS_BEST.test(shape)) && !/^(?:list|name|show|enumerate)\b/.test(shape)) {
    return /\bwhich (?:NOUNS|ones|of)\b/.test(shape) && !/\b(?:best|recommend|suggest|should)\b/.test(shape)
      ? 'list'
      : 'recommend';
  }
  if (lists && /\b(?:better|best|worse|worst)\b/.test(shape)) return 'recommend';
  if (lists && !/^(?:\S+ )?(?:why|how|what (?:is|are) (?:a|an|the)? ?(?:\S+ )?NOUNS?$)/.test(shape))
    return 'list';
  if (!plain || /^is there\b/.test(shape)) if (FINDS.some((pattern) => pattern.test(shape))) return 'list';
  return 'fact';
}

/**
 * "How many" and then an aspect, by its heading or a synonym, and no noun behind it ("how many positive reviews").
 * What has a row of its own in a table ("Infusions: 2 to 3") is not counted.
 */
function countsPoints(shape: string, lexicon: Lexicon): boolean {
  const asked = /\bhow many (.+)/.exec(shape)?.[1]?.split(' ');
  if (!asked) return false;
  const stems = asked.map(stem);
  return lexicon.aspects.some(({ phrases }) =>
    phrases.some((phrase) => {
      const next = asked[phrase.length];
      return (
        phrase.every((one, i) => one === stems[i]) &&
        (next === undefined || next === 'SUBJ' || isFunctionWord(next)) &&
        !isLabel(phrase, lexicon)
      );
    }),
  );
}

/** Whether a subject's table has a row of this label. */
function isLabel(phrase: readonly string[], lexicon: Lexicon): boolean {
  const key = phrase.join(' ');
  return [...lexicon.subjects.values()].some(({ facts }) =>
    facts.some(({ label }) => terms(label).join(' ') === key),
  );
}

/** Only names, and what joins them: "oolong rooibos", "oolong, rooibos and white tea". */
function isBareList(shape: string): boolean {
  return shape
    .split(' ')
    .every((word) => /^(?:SUBJ|and|with|to|or|vs|NOUNS?|the|please|between|both)$/.test(word));
}

const ASKS_WHICH = '(?:and |so |but |ok |please |can you |could you |would you |hey )*';
const COMPARES =
  /\b(?:vs|versus|v|compare|compares|compared|comparing|comparison|differ|differs|difference|differences|distinguish|distinguishes|different|against|rather|prefer|preferable|in common|similar|similarities|or|better|worse|over|instead)\b|\b(?:more|less) \w+ than\b|\b\w+(?:er) than\b|\bbetween SUBJ\b/;
const COMPARES_ONE =
  /\b(?:vs|versus|compare|compared|comparison|difference|differences) (?:\w+ )*SUBJ|SUBJ (?:vs|versus|v|compared (?:to|with)|or)\b|\b(?:vs|versus|v|or|than) SUBJ$/;
const LISTS = [
  new RegExp(
    `^${ASKS_WHICH}(?:which|what(?! (?:is|are|was|were|does|do|did|can|makes?)\\b)) (?:\\S+ ){0,5}?NOUNS\\b`,
  ),
  /^(?:and |so )?what are (?:the |all |your |some )*(?:\S+ )?NOUNS\b(?! good| for)/,
  /\bnames? of (?:\S+ ){0,5}?NOUNS\b/,
  /^(?:\S+ ){0,3}which (?:of (?:these|them|those|the)|ones?)\b/,
  new RegExp(`^${ASKS_WHICH}(?:list|name|show|enumerate|give|tell|find|display) (?:\\S+ ){0,6}?NOUNS\\b`),
  new RegExp(
    `^${ASKS_WHICH}(?:list|name|show|enumerate) (?:\\S+ ){0,3}?(?:all|them|every|everything|each)\\b`,
  ),
  /^(?:and |so )?which (?:are|is|have|has|had|use|uses|support|supports|can|offer|offers|run|runs|come|comes|follow|follows|work|works|do|does|provide|provides|need|needs|let|lets|allow|allows|were|was|give|gives|include|includes)\b(?!.*SUBJ)/,
  /^(?:all|any|every|the) (?:\S+ ){0,5}?NOUNS?\b(?!.*SUBJ)/,
  /^(?:are|is) there (?:\S+ ){0,5}?NOUNS?\b/,
  /^(?:do|does) (?:you|any|your article) (?:\S+ ){0,5}?NOUNS?\b/,
  /^(?:(?!why|how|what|when|where|who|is|are|do|does|can)\S+ ){0,4}NOUNS(?: (?!is\b|are\b|do\b|does\b|can\b|have\b|has\b|vs\b|SUBJ)\S+|$)/,
];
const COUNTS = [
  /\bhow many (?:\S+ ){0,5}?NOUNS\b/,
  /\bhow many of (?:them|these|those|the)\b/,
  /\bnumber of (?:\S+ ){0,4}?NOUNS\b/,
  /\bcount (?:\S+ ){0,4}?NOUNS\b/,
  /^how many (?:are|is|have|use|support|follow|run)\b/,
];
/** One subject is wanted, described: "which PHP framework …", "an MVC framework with …". */
const FINDS = [
  new RegExp(
    `^${ASKS_WHICH}(?:which|what|whats|name|give me|find|find me|show me|is there|do you know|tell me) (?:\\S+ ){0,5}?NOUN\\b(?! (?:is|are|was|does|do|did|has) (?:\\S+ ){0,2}SUBJ)`,
  ),
  /^(?:a|an|the|any|some) (?:\S+ ){0,5}?NOUN\b(?! SUBJ)/,
  /^(?:\S+ ){1,5}NOUN (?:with|that|which|in|on|for|using|having|based|written|by|without|under|from|made|created|designed)\b/,
  /^(?:\S+ ){1,5}NOUN$/,
];
const RECOMMENDS = [
  /\b(?:recommend|recommends|recommended|recommendation|recommendations|suggest|suggestion|suggestions|advise|advice|looking for)\b/,
  /\b(?:best|right|ideal|perfect|suitable|good|great|better|top|optimal)\b (?:\S+ ){0,3}?(?:NOUNS?|choice|option|options|fit|pick|one|solution|to use)\b/,
  /\b(?:what|which|whats)(?: one)?(?: \S+){0,3} (?:should|would|could|shall|can|do) (?:i|we|you|one|a|an|my|our|they|he|she|someone|people|companies|teams)\b.*\b(?:use|choose|pick|take|learn|try|go|start|select|consider|get|adopt|recommend|suggest|suit|fit|prefer)\b/,
  /\b(?:what|which) to (?:use|choose|pick|take|learn|try|start with)\b/,
  /^(?:\S+ ){0,2}(?:something|anything|sth)\b/,
  /\b(?:i|we|my team|our team|my company|our company|the team|my boss|they) (?:\S+ ){0,2}?(?:need|needs|want|wants|know|knows|require|requires|have to|has to|must|like|likes|love|loves|write|writes|prefer|prefers|speak|speaks|come from|work)\b/,
  /\b(?:ideal|perfect|suits?|suited|suitable|fits?|good|best|great|made|meant|recommended|right) (?:for|to|choice|when|if)\b/,
  /\bwhat (?:\S+ ){0,3}(?:for|suits|fits)\b.*\b(?:projects?|teams?|beginners?|compan(?:y|ies))\b/,
  /\b(?:should|shall|could|can|would) (?:i|we|a|an|my|our|one|someone) (?:\S+ ){0,4}?(?:use|choose|pick|take|go with|go for|learn|try|start with)\b(?! NOUN)/,
  /^(?:which|what) NOUN (?:suits|fits|is (?:best|good|ideal|suitable|right|recommended|perfect)|would|should|for|works (?:best|well))\b/,
];

/** "what is the best …", "what's a good choice for …", but not "what are X good for". */
const ASKS_BEST =
  /^(?:\S+ ){0,2}?(?:what|whats|which)(?: (?:is|are|would be|s))? (?:the |a |an |your |my )?(?:best|good|ideal|right|recommended|better|top|perfect|suitable)\b(?! (?:about|at)\b)|\b(?:NOUNS?|choice|option|fit|pick)\b.*\b(?:best|good|ideal|right|recommended|better|perfect)\b|\b(?:best|good|ideal|right|recommended|better|perfect)\b.*\b(?:NOUNS?|choice|option|fit|pick)\b/;
