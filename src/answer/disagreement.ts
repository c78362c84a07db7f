import {
  alike,
  areOfOneThing,
  LEAST_WORDS,
  type SaidThere,
  SENTENCES_FROM,
} from '../knowledge/opposition.js';
import { missing, saidIn } from '../knowledge/said.js';
import type { Evidence } from '../retrieval/evidence.js';
import type { Likeness, StoredPassage } from '../retrieval/ports.js';
import { namesIn } from '../text/names.js';
import { differInOneQuantity } from '../text/quantities.js';

/** A sentence, and the item and passage it stands in. */
export interface SentenceIn {
  readonly passage: StoredPassage;
  readonly item: StoredPassage['blocks'][number]['items'][number];
  readonly sentence: number;
}

interface Said extends SentenceIn {
  readonly text: string;
  readonly there: SaidThere;
}

/**
 * The first sentence of another article that says nearly the same as a sentence of what is shown first, and another
 * quantity: whoever asks is to see both. Stricter than `docent check` is with contradictions, which an author looks into.
 * @param evidence best first
 */
export async function disagreementIn(
  evidence: readonly Evidence[],
  likeness: Likeness | undefined,
): Promise<SentenceIn | null> {
  const [first, ...others] = evidence;
  if (!first) return null;
  const isName = namesIn(evidence.flatMap(({ passage }) => itemsOf(passage).map(({ text }) => text)));
  const read = (passage: StoredPassage, blocks: StoredPassage['blocks']) =>
    sentencesOf(passage, blocks)
      .filter(hasNumber)
      .map((sentence) => readIn(sentence, isName));
  const quoted = read(first.passage, first.blocks);
  for (const { passage } of others) {
    if (quoted.length === 0 || passage.document.id === first.passage.document.id) continue;
    for (const other of read(passage, passage.blocks))
      for (const own of quoted) if (await areOpposed(own, other, likeness)) return other;
  }
  return null;
}

async function areOpposed(a: Said, b: Said, likeness: Likeness | undefined): Promise<boolean> {
  const [one, other] = [a.there, b.there];
  if (Math.min(one.said.words.size, other.said.words.size) < LEAST_WORDS) return false;
  if (one.said.negates !== other.said.negates || !alike(one.said.words, other.said.words)) return false;
  // One may say more than the other; where each has a word of its own, they may speak of two things.
  const own = missing(one.said.words, other.said.words).length;
  if (own > 0 && missing(other.said.words, one.said.words).length > 0) return false;
  if (!differInOneQuantity(a.text, b.text)) return false;
  if (!areOfOneThing(one, other) || isElsewhere(one, other) || isElsewhere(other, one)) return false;
  const measured = await likeness?.questions(a.text, [], b.text);
  return !measured || measured.cosine >= SENTENCES_FROM;
}

/** Whether one stands below what the other says nothing of: "Winter". */
function isElsewhere({ heading }: SaidThere, { place, said }: SaidThere): boolean {
  return missing(heading.words, place.words, said.words).length > 0;
}

function itemsOf({ blocks }: StoredPassage) {
  return blocks.flatMap(({ items }) => items);
}

/** The sentences of blocks that are prose. */
function sentencesOf(passage: StoredPassage, blocks: StoredPassage['blocks']): SentenceIn[] {
  return blocks.flatMap(({ items }) =>
    items
      .filter(({ kind }) => kind === 'paragraph' || kind === 'point')
      .flatMap((item) => item.sentences.map((_, sentence) => ({ passage, item, sentence }))),
  );
}

const textOf = ({ item, sentence }: SentenceIn): string => item.sentences[sentence]?.text ?? '';

const hasNumber = (sentence: SentenceIn): boolean => /\d/.test(textOf(sentence));

function readIn(sentence: SentenceIn, isName: (word: string) => boolean): Said {
  const { document, section } = sentence.passage;
  const text = textOf(sentence);
  const said = (words: string) => saidIn(words, isName);
  return {
    ...sentence,
    text,
    there: {
      said: said(text),
      place: said([document.title, ...section.path].join(' ')),
      heading: said(section.path.at(-1) ?? document.title),
    },
  };
}
