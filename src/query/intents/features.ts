/** Most words that are looked at: what comes after says little of what is wanted. */
const MAX_WORDS = 24;
/** Words in a row that make a feature. */
const MAX_RUN = 3;

/** Stands for a word that the examples do not have: most content words. */
const OTHER = 'w';

/**
 * What recognition sees of a message: runs of one to three words, its beginning and end marked, and how many subjects
 * and nouns it has. Words that no example has are all the same.
 * @param shape lower case, with SUBJ and NOUN for what the articles name
 * @param known words of the examples
 */
export function intentFeatures(shape: string, known: { has(word: string): boolean }): string[] {
  const words = shape
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  const tokens = ['^', ...words.map((word) => tokenOf(word, known)), '$'];
  const out = new Set<string>();
  for (let from = 0; from < tokens.length; from++)
    for (let n = 1; n <= MAX_RUN && from + n <= tokens.length; n++)
      out.add(tokens.slice(from, from + n).join(' '));
  const count = (token: RegExp) => Math.min(2, words.filter((word) => token.test(word)).length);
  out.add(`subjects ${count(/^SUBJ$/)}`);
  out.add(`nouns ${count(/^NOUNS?$/)} ${count(/^SUBJ$/)}`);
  out.add(`length ${words.length < 2 ? 1 : words.length < 4 ? 3 : words.length < 8 ? 7 : 8}`);
  return [...out];
}

/** A word as it is compared: numbers are alike, and so are words that no example has. */
function tokenOf(word: string, known: { has(word: string): boolean }): string {
  if (/^(?:SUBJ|NOUNS?)$/.test(word)) return word;
  if (/\d/.test(word)) return '#';
  return known.has(word) ? word : OTHER;
}
