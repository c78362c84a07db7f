import type { AnswerType } from '../query/query.js';
import { expands } from './expansion.js';

const MONTHS =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/;
/** "the fourth day", "within 8 weeks", "three months before". */
const SPAN =
  /\b(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half a)[ -](?:working |business |calendar |full )?(?:day|week|month|year|hour|minute|quarter)s?\b|\bon the \d+(?:st|nd|rd|th)\b/i;
const NUMBER_WORDS =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|third|quarter|dozen|once|twice|single|double|percent)\b/i;

/** "no configuration files": none is a number too. */
const NONE = /\b(?:[Nn]one|[Zz]ero|[Nn]o \p{Ll}+)\b/u;
/** Where an article says no more exactly how many there are, this is the answer. */
const VAGUE =
  /\b(?:few|several|many|numerous|various|countless|dozens|hundreds|thousands|millions|both|pair|couple)\b/i;

/** "designed by the Acme team", "created in partnership with the X Foundation": the maker is the last group. */
const CREATED_BY =
  /\b(?:[Cc]reated|[Dd]esigned|[Dd]eveloped|[Ii]nvented|[Ff]ounded|[Aa]uthored|[Mm]ade|[Bb]uilt|[Ww]ritten|[Ss]tarted|[Mm]aintained|[Oo]wned)\b[^.;,]{0,40}?\b(?:by|with|at)\b (?:the |a |an )?([\p{Lu}.][\p{L}.]+|people|team|group|company|makers|authors|creators)/gu;
const CREATES =
  /^(?:The )?(\p{Lu}[\p{L}.]+)(?: \p{Lu}[\p{L}.]+){0,3} (?:team )?(?:created|designed|developed|invented|founded|wrote|built|made)\b/gu;

function namesMaker(sentence: string, names: ReadonlySet<string>): boolean {
  for (const pattern of [CREATED_BY, CREATES]) {
    for (const match of sentence.matchAll(pattern))
      if (!names.has((match[1] ?? '').toLowerCase().replace(/\.+$/, ''))) return true;
  }
  return false;
}

/** The words of a question, lower case, for {@link holdsType}. */
export function wordsOf(question: string): ReadonlySet<string> {
  return new Set(question.toLowerCase().split(/[^\p{L}\p{N}'’-]+/u));
}

/**
 * Whether a sentence holds the sort of thing that is asked for, by its form alone.
 * @param names words of the question, lower case: naming them again is no answer
 */
export function holdsType(sentence: string, type: AnswerType, names: ReadonlySet<string>): boolean {
  switch (type) {
    case 'date':
      return (
        /\b1\d{3}\b|\b20\d{2}\b|\b\d{1,2}(?:th|st|nd|rd)? century\b|\b\d{1,2}:\d{2}\b|\b\d+ years? (?:ago|old|later)\b|\b\d{3} (?:AD|BC|BCE|CE)\b/i.test(
          sentence,
        ) ||
        SPAN.test(sentence) ||
        MONTHS.test(sentence) ||
        /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:spring|summer|autumn|winter|morning|afternoon|evening|noon|midnight|tomorrow|yesterday)\b/i.test(
          sentence,
        )
      );
    case 'number':
      return (
        /\d/.test(sentence) || NUMBER_WORDS.test(sentence) || NONE.test(sentence) || VAGUE.test(sentence)
      );
    case 'price':
      return /[$€£¥]\s?\d|\d\s?(?:[$€£¥]|dollars?|euros?|pounds?|cents?|percent|%|(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|INR)\b)|\b(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|INR)\s?\d|\bfree\b|\bpay\b|\bcharge\b|\bcosts? (?:about |around )?\d/i.test(
        sentence,
      );
    case 'person':
      return properNames(sentence, names) > 0;
    case 'version':
      return VERSION.test(sentence) || numbered(sentence, names);
    case 'user':
      return namesUser(sentence, names);
    case 'creator':
      return namesMaker(sentence, names) || fromWhom(sentence, names);
    case 'place':
      return namesPlace(sentence, names);
    case 'expansion':
      return expands(sentence, names);
  }
}

/** "in Lisbon", "across northern Japan"; "at the front desk", "in a tin". */
const AT_NAME =
  /\b(?:in|at|near|from|around|across|throughout|to|on) (?:the )?(?:[a-z]+ )?(\p{Lu}[\p{L}'’-]*)/gu;
const AT_THING = /\b(?:in|at|near|on) the [a-z]+|\b(?:in|at|near|inside) (?:an?|your|their) [a-z]+/;

function namesPlace(sentence: string, names: ReadonlySet<string>): boolean {
  return (
    AT_THING.test(sentence) ||
    [...sentence.matchAll(AT_NAME)].some(([, place = '']) => !names.has(place.toLowerCase()))
  );
}

const VERSION = /\b(?:version|release|v)s? ?\d|\d+(?:\.\d+)+|\bversions?\b/i;

/** "the engine from Google", where the thing that was made is named in the question too. */
function fromWhom(sentence: string, names: ReadonlySet<string>): boolean {
  const match = /(\p{L}+) (?:from|by|of) (?:the )?(\p{Lu}[\p{L}]+)/u.exec(sentence);
  return (
    match !== null && names.has((match[1] ?? '').toLowerCase()) && !names.has((match[2] ?? '').toLowerCase())
  );
}

/** Whether a word of the question has a number behind it: "ECMAScript 2015". */
function numbered(sentence: string, names: ReadonlySet<string>): boolean {
  for (const match of sentence.matchAll(/([\p{L}.]+)[ -]\d/gu))
    if (names.has((match[1] ?? '').toLowerCase())) return true;
  return false;
}

const USED_BY = /\b(?:used|utili[sz]ed|employed|adopted|trusted|chosen) by\b/i;
const USES =
  /\b(?:us(?:e|es|ed|ing)|rel(?:y|ies|ied) on|trusts?|adopt(?:s|ed)?|runs? on|(?:built|made|created) (?:with|on|in))\b (?:the )?(\p{Lu}[\p{L}.]*|it|them)\b/gu;

/** "X is used by Acme and Zenith", "Acme and Zenith are companies that use X", where X is named in the question. */
function namesUser(sentence: string, names: ReadonlySet<string>): boolean {
  const used =
    USED_BY.test(sentence) ||
    [...sentence.matchAll(USES)].some(
      ([, used = '']) => used === 'it' || used === 'them' || names.has(used.toLowerCase()),
    );
  return used && properNames(sentence, names) > 0;
}

/** Capitalised words that the question did not name, apart from the word that opens the sentence. */
function properNames(sentence: string, names: ReadonlySet<string>): number {
  let count = 0;
  for (const match of sentence.matchAll(/(?<![\p{L}\p{N}.])\p{Lu}[\p{L}'’-]+/gu)) {
    if (match.index === 0 && !/^\p{Lu}[\p{L}'’-]+ \p{Lu}/u.test(sentence)) continue;
    if (!names.has(match[0].toLowerCase())) count++;
  }
  return count;
}
