import { COUNTED_OTHERS } from '../english/compared.js';

const NUMBERS = 'two three four five six seven eight nine ten eleven twelve fifteen twenty'.split(' ');
const AMOUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20];

const COUNTED =
  /\b(?:(?:top|best)\s+)?(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s+((?:[\p{L}-]+\s+){0,3}?[\p{L}-]+s)(?=$|[\s:,.?!]+(?:for|of|in|to|that|which|you|with|on|and|from|by|every|worth|as|at|we)\b|[:?!–—-])/iu;

/** Of what a title says how many there are: "Ten teas for every day" counts ten of a "tea". */
export interface Counted {
  readonly amount: number;
  /** Singular, lower case. */
  readonly noun: string;
}

/**
 * What a title counts, where it counts things that can be compared.
 * @param text of the article: the noun must stand in it in the singular
 */
export function countedIn(title: string, text: string): Counted | null {
  const [, number = '', phrase = ''] = COUNTED.exec(title) ?? [];
  const plural = /[\p{L}-]+$/u.exec(phrase)?.[0]?.toLowerCase();
  if (!plural) return null;
  const words = new Set(text.toLowerCase().match(/[\p{L}-]+/gu) ?? []);
  const singulars = [
    plural.replace(/ies$/, 'y'),
    plural.replace(/(?<=s|x|z|ch|sh)es$/, ''),
    plural.replace(/s$/, ''),
  ];
  const noun = singulars.find((word) => word !== plural && words.has(word));
  if (noun === undefined || COUNTED_OTHERS.has(noun)) return null;
  const amount = /^\d/.test(number) ? Number(number) : (AMOUNTS[NUMBERS.indexOf(number.toLowerCase())] ?? 0);
  return amount > 1 ? { amount, noun } : null;
}
