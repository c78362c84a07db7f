import { terms } from '../text/tokenize.js';

/** Numbers of stems, the same for all engines and questions of this process: comparing numbers is quick. */
const numbers = new Map<string, number>();

/** Letters that two words must share from the first on to be alike: `rain`, `rainfall`. */
const ALIKE = 5;
const ALIKE_SHORT = 4;

const prefixes = new Map<string, number>();
const prefixNumbers: number[] = [];
const shortPrefixNumbers: number[] = [];

/** The number of a stem, given when it is first asked for. */
export function numberOf(stem: string): number {
  let number = numbers.get(stem);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(stem, number);
    const isWord = stem.length >= ALIKE_SHORT && /^\p{L}+$/u.test(stem);
    prefixNumbers.push(isWord && stem.length >= ALIKE ? prefixOf(stem.slice(0, ALIKE)) : -1);
    shortPrefixNumbers.push(isWord ? prefixOf(stem.slice(0, ALIKE_SHORT)) : -1);
  }
  return number;
}

/** The numbers of the words of a text, in order. */
export function numbersOf(text: string): Int32Array {
  return text === '' ? NONE : Int32Array.from(terms(text), numberOf);
}

const NONE = new Int32Array(0);

function prefixOf(letters: string): number {
  let number = prefixes.get(letters);
  if (number === undefined) {
    number = prefixes.size;
    prefixes.set(letters, number);
  }
  return number;
}

/** How many numbers are given: all are below. */
export function numbersGiven(): number {
  return numbers.size;
}

/** What words like a stem begin with, as a number to be held against {@link beginning}; -1 for a stem too short to tell. */
export function beginningSought(stem: string): number {
  const letters = stem.slice(0, stem.length < ALIKE ? ALIKE_SHORT : ALIKE);
  return letters.length < ALIKE_SHORT || !/^\p{L}+$/u.test(stem) ? -1 : prefixOf(letters);
}

/** Numbers of the beginnings of the stem with a number: of five letters, and of four; -1 for none. */
export function beginning(number: number): number {
  return prefixNumbers[number] as number;
}
export function shortBeginning(number: number): number {
  return shortPrefixNumbers[number] as number;
}
