import type { Lexicon } from '../knowledge/lexicon.js';
import { isFunctionWord } from '../text/function-words.js';
import { markAsking } from './answer-type.js';
import { cleanMessage, findQuestion } from './clean-question.js';
import { findConditions } from './conditions.js';
import { findSubjects, kindsNamed, markNouns } from './entities.js';
import { isForeign } from './foreign.js';
import { recogniseIntent } from './intents/recognise.js';
import { type Intent, isChat } from './intents/table.js';
import type { KnownWords } from './known-words.js';
import type { Query, QueryTerm, SubjectMention } from './query.js';
import { NO_FORM, questionForm } from './question-form.js';
import { readAspect, reasonsAspect } from './read-aspect.js';
import { respeltAsking } from './respell.js';
import { shapeOf } from './shape.js';
import { findTerms } from './terms.js';
import { type Word, wordsOf } from './words.js';

/** A verb that people put before a question: `/compare oolong rooibos`. */
const COMMAND = /^[/!](ask|compare|topics|help)\b[:,]?\s*/i;

/**
 * Reads a message by itself, without the conversation before it.
 * Pure and deterministic; any string is allowed.
 */
export function understand(message: string, lexicon: Lexicon, known: KnownWords): Query {
  const cleaned = cleanMessage(message);
  const command = COMMAND.exec(cleaned)?.[1]?.toLowerCase() ?? null;
  const question = findQuestion(cleaned.replace(COMMAND, ''));
  const words = wordsAsked(question, lexicon, known);
  if (words.length === 0 && command === null) return emptyQuery(question, 'empty');
  if (command === 'help' || command === 'topics') return emptyQuery(question, command);
  return read(question, words, findSubjects(words, lexicon, known), lexicon, known, command === 'compare');
}

function wordsAsked(question: string, lexicon: Lexicon, known: KnownWords): Word[] {
  return wordsOf(question).map((word) => respeltAsking(word, lexicon, known));
}

/** The grammar of a message, as {@link recogniseIntent} reads it. */
export function readShape(message: string, lexicon: Lexicon, known: KnownWords): string {
  const words = wordsAsked(findQuestion(cleanMessage(message).replace(COMMAND, '')), lexicon, known);
  const subjects = findSubjects(words, lexicon, known);
  markNouns(words, subjects, lexicon);
  return shapeOf(words, subjects);
}

/** A message that is no question about what the articles say. */
function emptyQuery(question: string, intent: Intent): Query {
  return {
    question,
    intent,
    subjects: [],
    kinds: [],
    aspect: null,
    terms: [],
    conditions: [],
    wish: null,
    form: NO_FORM,
    keywords: false,
    asksDeed: false,
    why: false,
    general: false,
    defines: false,
    foreign: false,
    ordinary: new Set(),
    among: null,
    grammar: new Map(),
    carried: null,
    askedBack: false,
    leaning: null,
    reading: null,
  };
}

function read(
  question: string,
  words: readonly Word[],
  subjects: readonly SubjectMention[],
  lexicon: Lexicon,
  known: KnownWords,
  compares: boolean,
): Query {
  markNouns(words, subjects, lexicon);
  const shape = shapeOf(words, subjects);
  markAsking(words, shape);
  const named = subjects.length > 0;
  const why = /\bwhy\b|\bhow come\b|\bwhat (?:is|are) the reasons?\b|\bfor what reason/.test(shape);
  const general = !named && words.some((word) => word.role === 'noun');

  const recognised = recogniseIntent(shape, lexicon.nouns.size > 0);
  const asked = compares ? 'compare' : recognised.intent;
  if (isChat(asked)) return emptyQuery(question, asked);
  const isFind = asked === 'list' || asked === 'count' || asked === 'recommend';
  const reading = readAspect(words, subjects, asked, general, lexicon, known);
  // "What is a framework?": there is nothing else to look for.
  const terms = reading.terms.length === 0 && general ? nounTerms(words, lexicon, known) : reading.terms;
  let { intent, aspect } = reading;
  const light = named && terms.every((term) => term.light);
  if (why && light && aspect === null && intent !== 'compare') {
    aspect = reasonsAspect(lexicon);
    if (aspect) intent = 'aspect';
  }
  const form = questionForm(question, shape);
  const alone = terms.length === 0 && form.asked === null;
  if (intent === 'fact' && light && alone) intent = 'definition';
  const keywords = !named && !ASKS.test(shape);
  const { wish } = recognised;
  const conditions =
    isFind || keywords || wish ? findConditions(question, words, reading.terms, subjects) : [];
  return {
    question,
    intent,
    subjects,
    kinds: kindsNamed(words, lexicon),
    aspect,
    terms,
    conditions: isFind || keywords ? conditions : [],
    wish: wish ? { ...wish, conditions } : null,
    form,
    keywords,
    asksDeed: !named && ASKS_DEED.test(shape),
    why,
    general,
    defines: reading.ofUnknown || recognised.meaning,
    foreign: isForeign(words),
    ordinary: new Set(words.map(({ stem }) => stem).filter(known.isOrdinary)),
    among: null,
    grammar: new Map(
      words.filter(({ text }) => isFunctionWord(text)).map(({ stem }) => [stem, known.frequencyRarity(stem)]),
    ),
    carried: null,
    askedBack: false,
    leaning: null,
    reading: correctionIn(subjects),
  };
}

/** The words for what subjects are called, as terms. */
function nounTerms(words: readonly Word[], lexicon: Lexicon, known: KnownWords): readonly QueryTerm[] {
  return findTerms(
    words.map((word) => (word.role === 'noun' ? { ...word, role: null } : word)),
    lexicon,
    known,
  );
}

/** Tells of names that were written otherwise, so that nobody takes the answer for one about something else. */
export function correctionIn(subjects: readonly SubjectMention[]): string | null {
  const told = subjects
    .filter(({ corrected }) => corrected)
    .map(({ subject, written }) => `${subject.name}, where you wrote “${written}”`);
  return told.length > 0 ? told.join('; ') : null;
}

/** "can you write …": the bot is asked for a deed, not for what the articles say. */
const ASKS_DEED =
  /^(?:(?:hey|hi|hello|please|ok|so) )*(?:can|could|will|would|do) you (?:please |also |even )?(?!(?:tell|explain|compare|list|name|show|recommend|suggest|say|describe|give|define|help|know|summari[sz]e|answer|have|think|please|mention|cover|elaborate|clarify|advise|point|find)\b)\S+/;

/** Told from a string of keywords by one of these. */
const ASKS =
  /\b(?:who|what|whats|when|where|which|why|how|is|are|do|does|did|can|could|should|would|will|tell|explain|define)\b/;
