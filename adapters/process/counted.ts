import { plural } from '../../src/knowledge/lexicon.js';

/** A number with its noun: "1 article", "2 libraries". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural(noun)}`;
}
