/** Two dates with a dash between them that end a bracket: "1856–1943)", "10 July 1856 – 7 January 1943)". */
const YEARS = /\b\d{3,4} ?[–—-] ?(?:c\. )?(?:\d{1,2} )?(?:\p{Lu}\p{Ll}{2,8} )?(?:\d{1,2}, )?\d{3,4} ?\)/u;
/** Letters that a name takes, and small words in it. */
const NAME_LENGTH = 60;
const NAME_WORD = /^(?:\p{Lu}.*|and|bin|da|de|del|der|di|ibn|la|of|the|van|von)$/u;

/**
 * Words that a sentence says by its form alone: a name with two dates in brackets behind it tells when somebody
 * was born and died. Nothing is added that a reader would not read there.
 */
export function unspokenWords(sentence: string): readonly string[] {
  const bracket = sentence.indexOf(' (');
  if (bracket < 0 || bracket > NAME_LENGTH || !YEARS.test(sentence)) return [];
  const isName = sentence
    .slice(0, bracket)
    .split(' ')
    .every((word) => NAME_WORD.test(word));
  return isName ? ['born', 'died'] : [];
}
