import { RegexpTokenizer } from 'natural/lib/natural/tokenizers/regexp_tokenizer.js';
import { stem } from './stem.js';

/**
 * A word as it stands in a text: letters and digits, joined inside by `.`, `-`, `/`, `_`, `&` or an
 * apostrophe, with an optional tail as in `c#` and `c++`. Linear: no two parts of the pattern can
 * match the same character, so it cannot backtrack catastrophically.
 */
const WORD = /[\p{L}\p{N}\p{M}]+(?:[.\-/_&'’][\p{L}\p{N}\p{M}]+)*(?:#|\+\+)?/gu;

const words = new RegExp(WORD.source, 'gu');
const tokenizer = new RegexpTokenizer({ pattern: words, gaps: false });

/** Longest word that is indexed or looked up, in UTF-16 units; a longer run is cut to it. */
export const MAX_WORD_LENGTH = 64;

/**
 * A word of a text, in lower case.
 * `parts` are the words it is made of (`cross-platform`: `cross`, `platform`), one for a plain word.
 */
export interface Token {
  /** As written, folded to lower case and without a possessive ending: `node.js`, `oolong`. */
  readonly text: string;
  readonly parts: readonly string[];
  /** The parts written as one word, the way names are often typed: `nodejs`. Equal to the part when there is one. */
  readonly joined: string;
  /** True when the parts are joined by a dot: such a word is a name, and a part of it is not the whole. */
  readonly dotted: boolean;
  /** True when it is written in capitals, as acronyms are: `MEAN`. */
  readonly capitals: boolean;
  /** True when it begins with a capital letter, as names and the first words of sentences do. */
  readonly capital: boolean;
}

/** Cuts a text into its words, in order. Never throws; a text without a letter or digit has none. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of tokenizer.tokenize(text.normalize('NFKC')) ?? []) {
    const token = tokenOf(match);
    if (token) tokens.push(token);
  }
  return tokens;
}

/** How many words are kept in memory with their tokens: a few words make up most of a text. */
const MEMO_LIMIT = 20_000;

/** Longest word that is kept: V8 makes a longer one a view of the text that it was cut from, which would stay too. */
const MEMO_WORD = 12;

const memo = new Map<string, Token | null>();

function tokenOf(match: string): Token | null {
  if (match.length > MEMO_WORD) return toToken(match);
  let token = memo.get(match);
  if (token === undefined) {
    token = toToken(match);
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(match, token);
  }
  return token;
}

function toToken(match: string): Token | null {
  const text = fold(match).slice(0, MAX_WORD_LENGTH);
  if (text === '') return null;
  const simple = text.replace(/['’]/g, '');
  const parts = simple.split(/[.\-/_&]/).filter((part) => part !== '');
  if (parts.length === 0) return null;
  return {
    text: simple,
    parts,
    joined: parts.join(''),
    dotted: parts.length > 1 && simple.includes('.'),
    capitals: /^\p{Lu}{2,}$/u.test(match),
    capital: /^\p{Lu}/u.test(match),
  };
}

/** Lower case, without accents and without a possessive `'s`. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  const plain = isAscii(lower) ? lower : lower.normalize('NFD').replace(/\p{M}+/gu, '');
  return plain.replace(/['’]s$/, '').replace(/s['’]$/, 's');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/**
 * The index terms of a text, in order: the stem of every part, and after the parts of a compound the
 * stem of the joined form, so that `real-time`, `real time` and `realtime` can meet.
 */
export function terms(text: string): string[] {
  const out: string[] = [];
  for (const token of tokenize(text)) {
    for (const part of token.parts) out.push(stem(part));
    if (token.parts.length > 1) out.push(stem(token.joined));
  }
  return out;
}

/** The terms of a text with how each is written. */
export interface WrittenTerms {
  /** As {@link terms} gives them. */
  readonly terms: readonly string[];
  /** For each term the {@link formOf} its word, with {@link NAME_BIT} where it is written as a name. */
  readonly forms: readonly number[];
}

/** Set in a form when its word has a capital letter that does not merely open the text. */
export const NAME_BIT = 0x8000;

/** Set in a form when its word holds a digit. */
export const NUMBER_BIT = 0x4000;

/** The terms of a text, in order, with the forms of their words. */
export function writtenTerms(text: string): WrittenTerms {
  const out: string[] = [];
  const forms: number[] = [];
  const tokens = tokenize(text);
  tokens.forEach((token, i) => {
    const name = token.capital && (i > 0 || (tokens[1]?.capital ?? false)) ? NAME_BIT : 0;
    for (const part of token.parts) {
      out.push(stem(part));
      forms.push(formOf(part) | name | (/\d/.test(part) ? NUMBER_BIT : 0));
    }
    if (token.parts.length > 1) {
      out.push(stem(token.joined));
      forms.push(formOf(token.joined));
    }
  });
  return { terms: out, forms };
}

/** What is left of a form without the other bits. */
export const FORM_BITS = 0x3fff;

/**
 * A word in 14 bits (FNV-1a, folded): tells apart the forms of one stem ("develop", "developed"), which is all
 * it is used for; words of different stems may share it.
 */
export function formOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & FORM_BITS;
}
