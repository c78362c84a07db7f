import type { Aspect, Subject } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { chatIntent } from './chat.js';
import { cleanMessage, findQuestion } from './clean-question.js';
import { findConditions } from './conditions.js';
import { findAspect, findSubjects } from './entities.js';
import { isForeign } from './foreign.js';
import type { AnswerType, Intent, Query, SubjectMention } from './query.js';
import { shapeOf } from './shape.js';
import { findTerms } from './terms.js';
import { type Word, wordsOf } from './words.js';

/** A verb that people put before a question: `/compare oolong rooibos`. */
const COMMAND = /^[/!](ask|compare|topics|help)\b[:,]?\s*/i;

/** A command without its sign and without what it is about, as a mention leaves it. */
const BARE_COMPARE = /^(?:compare|comparison|vs|versus)[.!?]*$/i;

/**
 * Reads a message by itself, without the conversation before it.
 * Pure and deterministic; any string is allowed.
 */
export function understand(message: string, lexicon: Lexicon): Query {
  const cleaned = cleanMessage(message);
  const command = COMMAND.exec(cleaned)?.[1]?.toLowerCase() ?? null;
  const question = findQuestion(cleaned.replace(COMMAND, ''));
  const words = wordsOf(question).map((word) => respeltAsking(word, lexicon));

  if (BARE_COMPARE.test(question)) return { ...emptyQuery(question), intent: 'compare' };
  const chat = command === 'help' || command === 'topics' ? command : chatIntent(question);
  if (words.length === 0 && !chat)
    return { ...emptyQuery(question), intent: command === 'compare' ? 'compare' : 'empty' };
  const subjects = findSubjects(words, lexicon);
  if (chat && subjects.length === 0) return { ...emptyQuery(question), intent: chat };
  return read(question, words, subjects, lexicon, command === 'compare' ? 'compare' : null);
}

/** Words that questions are made of, which people misspell too. */
const ASKING_WORDS = [
  'difference',
  'differences',
  'compare',
  'comparison',
  'advantages',
  'benefits',
  'features',
  'recommend',
  'language',
];

function respeltAsking(word: Word, lexicon: Lexicon): Word {
  if (word.text.length < 6 || word.weight < 1 || lexicon.isKnown(word.stem)) return word;
  const meant = [...ASKING_WORDS, lexicon.noun, lexicon.nounPlural].find(
    (asking) =>
      asking !== word.text &&
      asking[0] === word.text[0] &&
      editDistance(word.text, asking, 2) <= (asking.length > 8 ? 2 : 1),
  );
  return meant ? { ...word, text: meant, stem: stem(meant), weight: wordWeight(meant) } : word;
}

function emptyQuery(question: string): Query {
  return {
    question,
    intent: 'empty',
    subjects: [],
    aspect: null,
    terms: [],
    conditions: [],
    answerType: null,
    keywords: false,
    asksDeed: false,
    why: false,
    general: false,
    defines: false,
    foreign: false,
    reading: null,
  };
}

function read(
  question: string,
  words: Word[],
  subjects: readonly SubjectMention[],
  lexicon: Lexicon,
  command: 'compare' | null,
): Query {
  for (const word of words) {
    const before = words[words.indexOf(word) - 1];
    const stands =
      (word.text === 'ones' || (word.text === 'one' && before?.weight === 1)) &&
      subjects.length === 0 &&
      lexicon.subjects.size > 0;
    if (word.role === null && (stands || lexicon.nounStems.has(word.stem))) word.role = 'noun';
  }
  for (const [i, word] of words.entries()) {
    if (word.role === null && words[i - 1]?.text === 'how' && MEASURED.has(word.text)) word.role = 'asking';
  }
  const shape = shapeOf(words, subjects);
  if (ASKS_VERSION.test(shape)) for (const word of words) if (word.stem === 'version') word.role = 'asking';
  if (ASKS_USERS.test(shape)) for (const word of words) if (USERS.test(word.text)) word.role = 'asking';
  const found = findAspect(words, lexicon);
  const why = /\bwhy\b|\bhow come\b|\bwhat (?:is|are) the reasons?\b|\bfor what reason/.test(shape);
  const general = words.some((word) => word.role === 'noun') && subjects.length === 0;

  const intent = command ?? intentOf(shape, subjects, lexicon);
  const isFind = intent === 'list' || intent === 'count' || intent === 'recommend';
  let aspect: Aspect | null = null;
  let terms = findTerms(words, lexicon);
  let final = intent;
  let ofUnknown = false;
  if (found && !isFind && intent !== 'compare') {
    // An aspect is asked for as a whole when nothing else carries the question: "advantages of X", not
    // "advantages of X for testing". Words that no article knows ("our boss wants the advantages of X") do not count.
    const rest = terms.filter((term) => !term.light && (term.to < found.from || term.from > found.to));
    const beside = besideSubject(found, subjects, words);
    ofUnknown = subjects.length === 0 && !general && rest.length > 0;
    if (
      (rest.length === 0 || (beside && rest.every((term) => !term.known))) &&
      (subjects.length > 0 || !general)
    ) {
      for (let i = found.from; i <= found.to; i++) (words[i] as Word).role = 'aspect';
      aspect = found.aspect;
      terms = findTerms(words, lexicon);
      final = 'aspect';
    }
  } else if (found && (intent === 'count' || intent === 'compare')) {
    const rest = terms.filter((term) => !term.light && (term.to < found.from || term.from > found.to));
    if (rest.length === 0 && subjects.length > 0) {
      for (let i = found.from; i <= found.to; i++) (words[i] as Word).role = 'aspect';
      aspect = found.aspect;
      terms = findTerms(words, lexicon);
    }
  }
  const heavy = terms.filter((term) => !term.light);
  if (why && subjects.length > 0 && heavy.length === 0 && aspect === null && final !== 'compare') {
    const reasons = lexicon.aspects.find(({ phrases }) =>
      phrases.some((phrase) => phrase.join(' ') === WHY_USE),
    );
    if (reasons) {
      aspect = reasons.aspect;
      final = 'aspect';
    }
  }
  if (final === 'fact' && subjects.length > 0 && heavy.length === 0 && !WANTS_TYPE.test(shape))
    final = terms.length > 0 && !DEFINITION.test(shape) ? 'fact' : 'definition';
  const keywords = subjects.length === 0 && !ASKS.test(shape);
  const conditions = isFind || keywords ? findConditions(words, terms, subjects) : [];
  return {
    question,
    intent: final,
    subjects,
    aspect,
    terms,
    conditions,
    answerType: answerTypeOf(shape),
    keywords,
    asksDeed: subjects.length === 0 && ASKS_DEED.test(shape),
    why,
    general,
    defines:
      ofUnknown ||
      IS_ONE.test(shape) ||
      (subjects.length === 0 ? DEFINES.test(shape) : DEFINES_IN_SUBJECT.test(shape)),
    foreign: isForeign(words),
    reading: correctionIn(subjects),
  };
}

/** Whether aspect and subject stand side by side: "advantages of X", "X's advantages". */
function besideSubject(
  found: { from: number; to: number },
  subjects: readonly SubjectMention[],
  words: readonly Word[],
): boolean {
  return subjects.some(({ from, to }) => {
    const between = from > found.to ? words.slice(found.to + 1, from) : words.slice(to + 1, found.from);
    return between.length <= 2 && between.every((word) => word.weight === 0 && !word.pause);
  });
}

/** The answer is a number behind a name ("ECMAScript 2015"); the word itself need not be there. */
const ASKS_VERSION =
  /\b(?:which|what|whats|latest|newest|current|recent|stable|lts)\b (?:\S+ ){0,4}(?:version|release)s?\b/;

/** Who makes use of a subject: a website, a company. */
const USERS =
  /^(?:compan(?:y|ies)|organi[sz]ations?|firms?|brands?|business(?:es)?|websites?|sites?|pages?|products?|people|enterprises?|startups?)$/;
const ASKS_USERS = new RegExp(
  [
    // Who "created X" made it; who "created a shop with X" uses it.
    String.raw`\bwho (?:\S+ ){0,3}?(?:uses?|used|using|rely|relies|trusts?|adopt|adopted|runs? on|works? with)\b(?! by\b).*\bSUBJ\b`,
    String.raw`\bwho (?:\S+ ){0,3}?(?:built|made|created) (?:\S+ ){1,4}?(?:with|on|in|using) SUBJ\b`,
    String.raw`\b(?:which|what) (?:\S+ ){0,3}?(?:compan(?:y|ies)|organi[sz]ations?|firms?|brands?|business(?:es)?|websites?|sites?|pages?|products?|enterprises?|startups?) (?:\S+ ){0,3}?(?:uses?|used|using|rely|relies|trusts?|adopt|adopted|runs?|powered|based|works?|(?:built|made|created) (?:with|on|in|using))\b(?! by\b).*\bSUBJ\b`,
  ].join('|'),
);

/** "can you write …": the bot is asked for a deed, not for what the articles say. */
const ASKS_DEED =
  /^(?:(?:hey|hi|hello|please|ok|so) )*(?:can|could|will|would|do) you (?:please |also |even )?(?!(?:tell|explain|compare|list|name|show|recommend|suggest|say|describe|give|define|help|know|summari[sz]e|answer|say|have|think|please|mention|cover|elaborate|clarify|advise|point|find|explain)\b)\S+/;

/** What people ask for who ask "why X?", in stems: "why use". */
const WHY_USE = 'why us';

/** What is measured by "how …": the answer is a number or a time, and need not hold the word. */
const MEASURED = new Set([
  'long',
  'far',
  'old',
  'big',
  'tall',
  'high',
  'large',
  'soon',
  'often',
  'deep',
  'wide',
  'heavy',
]);

const ASKS =
  /\b(?:who|what|whats|when|where|which|why|how|is|are|do|does|did|can|could|should|would|will|tell|explain|define)\b/;

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
  /\b(?:best|right|ideal|perfect|suitable|good|great|better|top|optimal)\b (?:\S+ ){0,3}?(?:NOUNS?|choice|option|options|fit|pick|one|backend|tool|stack|solution|to use)\b/,
  /\b(?:what|which|whats)(?: one)?(?: \S+){0,3} (?:should|would|could|shall|can|do) (?:i|we|you|one|a|an|my|our|they|he|she|someone|people|companies|teams)\b.*\b(?:use|choose|pick|take|learn|try|go|start|select|consider|get|adopt|recommend|suggest|suit|fit|prefer)\b/,
  /\b(?:what|which) to (?:use|choose|pick|take|learn|try|start with)\b/,
  /^(?:\S+ ){0,2}(?:something|anything|sth)\b/,
  /\b(?:i|we|my team|our team|my company|our company|the team|my boss|they) (?:\S+ ){0,2}?(?:need|needs|want|wants|know|knows|require|requires|have to|has to|must|like|likes|love|loves|write|writes|prefer|prefers|speak|speaks|come from|work)\b/,
  /\b(?:ideal|perfect|suits?|suited|suitable|fits?|good|best|great|made|meant|recommended|right) (?:for|to|choice|when|if)\b/,
  /\bwhat (?:\S+ ){0,3}(?:for|suits|fits)\b.*\b(?:app|apps|application|applications|project|projects|site|sites|website|websites|team|teams|shop|startup|beginner|beginners|company)\b/,
  /\b(?:should|shall|could|can|would) (?:i|we|a|an|my|our|one|someone) (?:\S+ ){0,4}?(?:use|choose|pick|take|go with|go for|learn|try|start with)\b(?! NOUN)/,
  /^(?:which|what) NOUN (?:suits|fits|is (?:best|good|ideal|suitable|right|recommended|perfect)|would|should|for|works (?:best|well))\b/,
];
const DEFINITION =
  /^(?:(?:and|so|ok|okay|hey|hi|hello|please|but|well|then|now|can you|could you|would you|will you|i want to|i would like to|id like to|do you) )*(?:(?:what|whats|who|whos|wat)(?: exactly| actually)? ?(?:is|are|s|was|about)?|define|explain|describe|tell (?:me|us)(?: \S+){0,2} about|what do you know about|give (?:me|us) (?:\S+ )*(?:of|about|to|on)|info(?:rmation)? (?:on|about)|overview of|intro(?:duction)? to|summary of|summari[sz]e|meaning of|definition of|know about|learn about|talk about|how about|what can you tell (?:me|us) about|introduce)? ?(?:a|an|the|this|that)? ?(?:NOUN )?SUBJ(?: NOUN)?(?: (?:then|please|again|exactly|about|definition|overview|intro|introduction|in short|short|explained|means|mean|all|is|it|do|does|for|good|used|to me|to a beginner|in a nutshell|in simple terms|in one sentence|in general|basics))*$/;
const WANTS_TYPE = /\b(?:who|when|where|how (?:much|many|old|long|big|often))\b/;
const DEFINES =
  /^(?:(?:and|so|but|hey|ok|please|can you|could you) )*(?:(?:what|whats|who|whos)(?: exactly)? (?:is|are|s|was|does)?|define|explain|describe|tell me (?:\S+ ){0,2}about|meaning of|definition of)(?: (?!(?:for|good|used|about|with|to|in|by|if|when|has|have|can|do|best|latest|from)\b)\S+){1,6}$/;
/** "is X a good framework?", "X stands for what". */
const IS_ONE =
  /^(?:and |so |but )?(?:is|are|was) (?!there\b|it\b|this\b|NOUN|SUBJ)\S+ (?:\S+ )?(?:a|an|the) (?:\S+ ){0,3}NOUN\b|^(?:\S+ ){1,3}(?:stands?|means?) (?:for )?what$/;
const DEFINES_IN_SUBJECT =
  /^(?:(?:and|so|but|hey|ok) )*(?:(?:what|whats) (?:is|are|does)|define|explain|meaning of)(?: \S+){1,5} (?:(?:in|for|with|of|about) SUBJ|(?:mean|means|stand|stands)(?: for)?(?: in SUBJ)?)$/;

function intentOf(shape: string, subjects: readonly SubjectMention[], lexicon: Lexicon): Intent {
  const distinct = new Set(subjects.map(({ subject }) => subject.id)).size;
  if (distinct >= 2 && (COMPARES.test(shape) || isBareList(shape))) return 'compare';
  if (distinct === 1 && COMPARES_ONE.test(shape) && !/\bNOUNS?\b/.test(shape)) return 'compare';
  if (COUNTS.some((pattern) => pattern.test(shape))) return 'count';
  if (
    subjects.length > 0 &&
    /\bhow many\b/.test(shape) &&
    lexicon.aspects.some(({ phrases }) => phrases.some((phrase) => phrase.length === 1))
  ) {
    const asked = /\bhow many (\S+)/.exec(shape)?.[1] ?? '';
    if (
      lexicon.aspects.some(
        ({ aspect }) => aspect.name.toLowerCase().startsWith(asked.slice(0, 5)) && asked.length > 3,
      )
    )
      return 'count';
  }
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
  // "is X a good framework?" asks about X, whatever it is.
  if (
    /^(?:and |so |but )?(?:is|are|was) (?!there\b|it\b|this\b|NOUN)\S+ (?:\S+ )?(?:a|an|the) (?:\S+ ){0,3}NOUN\b/.test(
      shape,
    )
  )
    return 'fact';
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

/** "what is the best …", "what's a good choice for …", but not "what are X good for". */
const ASKS_BEST =
  /^(?:\S+ ){0,2}?(?:what|whats|which)(?: (?:is|are|would be|s))? (?:the |a |an |your |my )?(?:best|good|ideal|right|recommended|better|top|perfect|suitable)\b(?! (?:about|at)\b)|\b(?:NOUNS?|choice|option|fit|pick)\b.*\b(?:best|good|ideal|right|recommended|better|perfect)\b|\b(?:best|good|ideal|right|recommended|better|perfect)\b.*\b(?:NOUNS?|choice|option|fit|pick)\b/;

/** Only names, and what joins them: "oolong rooibos", "oolong, rooibos and white tea". */
function isBareList(shape: string): boolean {
  return shape
    .split(' ')
    .every((word) => /^(?:SUBJ|and|with|to|or|vs|NOUNS?|the|please|between|both)$/.test(word));
}

/** Tells of names that were written otherwise, so that nobody takes the answer for one about something else. */
function correctionIn(subjects: readonly SubjectMention[]): string | null {
  const told = subjects
    .filter(({ corrected }) => corrected)
    .map(({ subject, written }) => `${subject.name}, where you wrote “${written}”`);
  return told.length > 0 ? told.join('; ') : null;
}

function answerTypeOf(shape: string): AnswerType | null {
  if (ASKS_VERSION.test(shape)) return 'version';
  if (ASKS_USERS.test(shape)) return 'user';
  if (
    /\bhow much\b.*\b(?:cost|costs|charge|charges|price|priced)\b|\b(?:price|pricing|fee|salary|how expensive)\b/.test(
      shape,
    )
  )
    return 'price';
  if (
    /\bwho\b.*\b(?:created?|made|makes?|invented|designed|developed|develops|wrote|written|founded|authored|built|builds|started|behind|maintains?|owns?|author|creator|inventor|founder)\b|\b(?:created|made|invented|designed|developed|founded|built|written|authored) by (?:who|whom)\b|\bthe (?:author|creator|inventor|founder)s? of\b|\bSUBJ (?:author|creator|inventor|founder)\b|\b(?:which|what) (?:compan(?:y|ies)|team|person|developers?) (?:created?|made|makes?|invented|designed|developed|develops|wrote|founded|built|maintains?|owns?) SUBJ\b/.test(
      shape,
    )
  )
    return 'creator';
  if (
    /^(?:and |so |but |ok )?who(?:se|m)?\b(?! (?:can|should|would|is SUBJ|is this))|\b(?:by|to|from|with|of|for) who(?:se|m)?\b/.test(
      shape,
    )
  )
    return 'person';
  if (
    /^(?:and |so |but )?when\b|\b(?:in )?(?:what|which) (?:year|month|day|date|century|decade)\b|\bhow old\b|\bsince when\b|\b(?:on )?what date\b/.test(
      shape,
    )
  )
    return 'date';
  if (
    /\bhow (?:many|long|big|tall|far|large|high|often|deep|heavy|wide)\b|\bhow much\b|\bwhat (?:percentage|percent|number|size|age|population)\b/.test(
      shape,
    )
  )
    return 'number';
  if (/^(?:and |so |but )?where\b|\b(?:what|which) (?:country|city|state|town|place|location)\b/.test(shape))
    return 'place';
  return null;
}

/** Subjects of the mentions, each once, in the order they are named. */
export function distinctSubjects(mentions: readonly SubjectMention[]): Subject[] {
  return [...new Map(mentions.map(({ subject }) => [subject.id, subject])).values()];
}
