import type { Aspect, Kind, Subject } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { KnownWords } from './known-words.js';
import type { SubjectMention } from './query.js';
import type { Word } from './words.js';

/**
 * Finds the subjects that a question names, longest name first, and marks their words.
 * A name is recognised however it is spaced or hyphenated, and with one letter wrong (two from seven letters on)
 * when the misspelt word is a word neither of the articles nor of the thesaurus.
 */
export function findSubjects(words: Word[], lexicon: Lexicon, known: KnownWords): SubjectMention[] {
  const found: SubjectMention[] = [];
  if (lexicon.nameEntries.length === 0) return found;
  for (let n = Math.min(lexicon.longestName, words.length); n > 0; n--) {
    for (let from = 0; from + n <= words.length; from++) {
      const window = words.slice(from, from + n);
      if (window.some((word) => word.role !== null)) continue;
      if (n > 1 && window.slice(1).some((word) => word.pause)) continue;
      const key = window.map((word) => word.text).join('');
      const exact = lexicon.names.get(key) ?? (n === 1 ? inflected(window[0] as Word, lexicon) : undefined);
      const subject = exact ?? misspelt(window, key, lexicon, known);
      if (!subject) continue;
      for (const word of window) word.role = 'subject';
      found.push({
        subject,
        written: window.map((word) => word.text).join(' '),
        corrected: !exact,
        from,
        to: from + n - 1,
      });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Subjects of the mentions, each once, in the order they are named. */
export function distinctSubjects(mentions: readonly SubjectMention[]): Subject[] {
  return [...new Map(mentions.map(({ subject }) => [subject.id, subject])).values()];
}

/** Marks the words for what subjects are called: "framework", and "ones" where no subject is named. */
export function markNouns(
  words: readonly Word[],
  subjects: readonly SubjectMention[],
  lexicon: Lexicon,
): void {
  for (const [i, word] of words.entries()) {
    const stands =
      (word.text === 'ones' || (word.text === 'one' && words[i - 1]?.weight === 1)) &&
      subjects.length === 0 &&
      lexicon.subjects.size > 0;
    if (word.role === null && (stands || lexicon.nouns.has(word.stem))) word.role = 'noun';
  }
}

/** The kinds whose noun a question says. */
export function kindsNamed(words: readonly Word[], lexicon: Lexicon): Kind[] {
  const named = words
    .filter(({ role }) => role === 'noun')
    .flatMap(({ stem: one }) => lexicon.nouns.get(one) ?? []);
  return [...new Set(named)];
}

/** A name of one word in the plural or with another ending. */
function inflected(word: Word, lexicon: Lexicon): Subject | undefined {
  if (word.text.length < 4 || isFunctionWord(word.text)) return undefined;
  return lexicon.nameEntries.find(
    ({ key }) => key.length >= 4 && key !== word.stem && stem(key) === word.stem,
  )?.subject;
}

function misspelt(
  window: readonly Word[],
  key: string,
  lexicon: Lexicon,
  known: KnownWords,
): Subject | undefined {
  if (key.length < 4 || !/\p{L}/u.test(key)) return undefined;
  const first = window[0] as Word;
  const last = window[window.length - 1] as Word;
  if (isFunctionWord(first.text) || isFunctionWord(last.text)) return undefined;
  // The noun proves nothing ("grey tea" is not "green tea"): what stands before it must come close by itself.
  const noun = lexicon.nouns.has(last.stem) ? last.text : '';
  if (noun !== '' && window.length === 1) return undefined;
  const own = key.slice(0, key.length - noun.length);
  if (own.length < 4) return undefined;
  const unknown = window.filter(
    (word) =>
      !isFunctionWord(word.text) &&
      !known.isKnown(word.stem) &&
      word.weight === 1 &&
      !lexicon.phrases.get(word.stem)?.some(({ stems }) => stems.length === 1),
  );
  if (unknown.length === 0) return window.length === 1 ? shuffled(first, lexicon, known) : undefined;
  // "silver nedle" may mean a longer name than "silver", which it holds; "oolong vs" means no other.
  const inside = Math.max(0, ...window.map((word) => (lexicon.names.has(word.text) ? word.text.length : 0)));
  const limit = own.length < 7 ? 1 : 2;
  let best: Subject | undefined;
  let bestDistance = limit + 1;
  for (const { key: name, subject } of lexicon.nameEntries) {
    if (name.length < 4 || name.length <= inside || !name.endsWith(noun)) continue;
    const startsAlike = name[0] === key[0] || (name[0] === key[1] && name[1] === key[0]);
    if (!startsAlike) continue;
    const distance = editDistance(own, name.slice(0, name.length - noun.length), limit);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = subject;
    } else if (distance === bestDistance && best !== subject) best = undefined;
  }
  return best;
}

/** A name with two letters swapped, although an article has the same slip. */
function shuffled(word: Word, lexicon: Lexicon, known: KnownWords): Subject | undefined {
  if (word.text.length < 7 || known.rarity(word.stem) < RARE) return undefined;
  const letters = (text: string) => [...text].sort().join('');
  const own = letters(word.text);
  return lexicon.nameEntries.find(
    ({ key }) => key[0] === word.text[0] && key.length === own.length && letters(key) === own,
  )?.subject;
}

/** Rarity from which on a word of the articles may be a slip of theirs. */
const RARE = 2.5;

/** Finds the aspect that a question names, by its heading or a synonym of it. Marks nothing. */
export function findAspect(
  words: readonly Word[],
  lexicon: Lexicon,
): { aspect: Aspect; from: number; to: number } | null {
  let best: { aspect: Aspect; from: number; to: number } | null = null;
  for (const { aspect, phrases } of lexicon.aspects) {
    for (const phrase of phrases) {
      for (let from = 0; from + phrase.length <= words.length; from++) {
        if (best && phrase.length <= best.to - best.from + 1) continue;
        const matches = phrase.every(
          (stemmed, i) => words[from + i]?.stem === stemmed && words[from + i]?.role === null,
        );
        if (matches) best = { aspect, from, to: from + phrase.length - 1 };
      }
    }
  }
  return best;
}
