/** What a sentence can hold by its form alone; bits of {@link sentenceKinds}. */
export const KIND = {
  /** A year, a day, a time. */
  date: 1,
  /** A year alone. */
  year: 2,
  /** Digits or a number in words. */
  number: 4,
  /** A number that is no year. */
  count: 8,
  percent: 16,
  money: 32,
  /** A preposition of place before a name. */
  place: 64,
  /** It says why. */
  reason: 128,
  /** It opens with a pronoun and leans on the sentence before. */
  leans: 256,
  /** A name in quotation marks. */
  quoted: 512,
  /** A stretch of time. */
  span: 1024,
} as const;

const YEAR = /\b(?:1\d{3}|20\d{2})s?\b/;
const DATE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\bcentur(?:y|ies)\b|\b\d{1,2}:\d{2}\b|\b\d+ (?:AD|BC|BCE|CE)\b|\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|midnight|noon)\b/;
const COUNT = /(?<![\d.,])(?!(?:1\d{3}|20\d{2})(?![.,]?\d))\d+/;
const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|hundreds?|thousands?|million|billion|half|third|quarter|dozens?|once|twice)\b/i;
const PERCENT = /\d\s?%|\bper ?cent\b|\bpercentage\b/;
const MONEY = /[$€£¥]\s?\d|\d\s?(?:[$€£¥]|dollars|euros|pounds|million|billion)|\bfree\b/;
const PLACE = /\b(?:in|at|near|from|to|of|on|around|across) (?:the )?(?:[a-z]+ )?\p{Lu}\p{L}/u;
const REASON =
  /\b(?:because|since|so that|due to|thanks to|reasons?|therefore|in order to|as a result|caused?|led to|to (?:avoid|prevent|protect|allow|ensure))\b/i;
const LEANS = /^(?:he|she|it|they|this|these|that|those|his|her|its|their|such|however|but|and|also|both)\b/i;
const QUOTED = /["“][^"“”]{2,60}["”]/;
const SPAN =
  /\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)[ -](?:\w+ )?(?:second|minute|hour|day|week|month|year|decade|centur)/i;

/** Which {@link KIND}s a sentence holds. Regular expressions without nested repeats: linear in its length. */
export function sentenceKinds(text: string): number {
  const year = YEAR.test(text);
  const count = COUNT.test(text) || NUMBER_WORD.test(text);
  let kinds = 0;
  if (year) kinds |= KIND.year;
  if (year || DATE.test(text)) kinds |= KIND.date;
  if (count) kinds |= KIND.count;
  if (count || year) kinds |= KIND.number;
  if (PERCENT.test(text)) kinds |= KIND.percent;
  if (MONEY.test(text)) kinds |= KIND.money;
  if (PLACE.test(text)) kinds |= KIND.place;
  if (REASON.test(text)) kinds |= KIND.reason;
  if (LEANS.test(text)) kinds |= KIND.leans;
  if (QUOTED.test(text)) kinds |= KIND.quoted;
  if (SPAN.test(text)) kinds |= KIND.span;
  return kinds;
}
