import type { Aspect } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import { findAspect } from './entities.js';
import type { Intent } from './intents/table.js';
import type { KnownWords } from './known-words.js';
import type { QueryTerm, SubjectMention } from './query.js';
import { findTerms } from './terms.js';
import type { Word } from './words.js';

/** How a question is read once its aspect is known. */
export interface AspectReading {
  readonly intent: Intent;
  readonly aspect: Aspect | null;
  /** Those of the question, without the words of the aspect. */
  readonly terms: readonly QueryTerm[];
  /** True when it names an aspect, and no subject that could have it. */
  readonly ofUnknown: boolean;
}

/**
 * Reads the aspect that a question asks for, if it asks for one, and marks its words.
 * @param general whether it speaks of what subjects are called, and of none by name
 */
export function readAspect(
  words: readonly Word[],
  subjects: readonly SubjectMention[],
  intent: Intent,
  general: boolean,
  lexicon: Lexicon,
  known: KnownWords,
): AspectReading {
  const terms = findTerms(words, lexicon, known);
  const found = findAspect(words, lexicon);
  if (!found || intent === 'list' || intent === 'recommend')
    return { intent, aspect: null, terms, ofUnknown: false };

  const rest = terms.filter((term) => !term.light && (term.to < found.from || term.from > found.to));
  const counted = intent === 'count' || intent === 'compare';
  // An aspect is asked for as a whole when nothing else carries the question: "advantages of X", not
  // "advantages of X for testing". Words that no article knows ("our boss wants the advantages of X") do not count.
  const whole = counted
    ? rest.length === 0 && subjects.length > 0
    : (rest.length === 0 || (besideSubject(found, subjects, words) && rest.every((term) => !term.known))) &&
      (subjects.length > 0 || !general);
  const ofUnknown = !counted && subjects.length === 0 && !general && rest.length > 0;
  if (!whole) return { intent, aspect: null, terms, ofUnknown };

  for (const word of words.slice(found.from, found.to + 1)) word.role = 'aspect';
  return {
    intent: counted ? intent : 'aspect',
    aspect: found.aspect,
    terms: findTerms(words, lexicon, known),
    ofUnknown,
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

/** The aspect that tells why to use a subject. */
export function reasonsAspect(lexicon: Lexicon): Aspect | null {
  const reasons = lexicon.aspects.find(({ phrases }) =>
    phrases.some((phrase) => phrase.join(' ') === WHY_USE),
  );
  return reasons?.aspect ?? null;
}

/** What people ask for who ask "why X?", in stems: "why use". */
const WHY_USE = 'why us';
