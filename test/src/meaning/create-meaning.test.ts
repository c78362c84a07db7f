import { describe, expect, it, vi } from 'vitest';
import {
  createLikeness,
  createMeaning,
  createReranker,
  MOST_QUESTIONS,
  questionText,
} from '../../../src/meaning/create-meaning.js';
import { DIMENSIONS, type PassageText } from '../../../src/meaning/inference.js';
import { passageText } from '../../../src/meaning/passage-text.js';
import { encodePassages } from '../../../src/meaning/vectors.js';
import type { StoredPassage } from '../../../src/retrieval/ports.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const knowledge = knowledgeOf(
  corpusOf(['# Boats\n\n## Sails\n\nA jib is small. It is white.\n\n## Oars\n\nOars are of ash.\n']),
);
const { store } = knowledge.engine;

/** A vector along one direction for each word that is told. */
const along = (text: string, words: readonly string[]) => {
  const out = new Float32Array(DIMENSIONS);
  words.forEach((word, i) => {
    if (text.toLowerCase().includes(word)) out[i] = 1;
  });
  return out;
};
const vectorOf = (text: string) => along(text, ['jib', 'white', 'ash']);

async function passages(): Promise<StoredPassage[]> {
  const found = await knowledge.engine.retriever.candidates(await queryOf('sails oars', knowledge), {
    limit: 9,
  });
  return [...(await store.get(found.map(({ passage }) => passage)))];
}

async function meaningOf(joins?: boolean) {
  const all = await passages();
  const vectors = await encodePassages(all.length, (i) => passageText(all[i] as StoredPassage), {
    inference: {
      passage: async ({ place, lines }: PassageText) => ({
        whole: vectorOf(lines.join(' ')),
        place: vectorOf(place),
        lines: lines.map(vectorOf),
      }),
    },
  });
  const question = async () => vectorOf('ash');
  return createMeaning(
    { question },
    vectors,
    all.map(({ id }) => id),
    joins,
  );
}

describe('meaning', () => {
  it('joins the nearest to what words found, and measures both', async () => {
    const all = await passages();
    const [sails, oars] = ['Sails', 'Oars'].map(
      (heading) => all.find(({ section }) => section.heading === heading) as StoredPassage,
    );
    const words = [{ passage: sails?.id as string, features: { engine: 2 } }];
    const query = await queryOf('which wood', knowledge);
    const found = (await (await meaningOf()).candidates(query, words)) ?? [];
    expect(found.map(({ passage }) => passage)).toEqual([sails?.id, oars?.id]);
    expect(found.map(({ features }) => features.engine)).toEqual([2, 0]);
    expect(found.map(({ near }) => near?.whole)).toEqual([0, 1]);
    expect(Array.from(found[0]?.near?.lines ?? [])).toEqual([0, 0]);
  });

  it('of a corpus that is too large measures what words found and joins nothing', async () => {
    const [one] = await passages();
    const words = [{ passage: one?.id as string, features: { engine: 2 } }];
    const found = await (await meaningOf(false)).candidates(await queryOf('which wood', knowledge), words);
    expect(found).toHaveLength(1);
    expect(found?.[0]?.near).toBeDefined();
  });
});

describe('covering', () => {
  it('takes of each word the nearest in any passage, and of a phrase the mean', async () => {
    const nearness: Record<string, Record<string, number>> = {
      Sails: { jib: 0.9, white: 0.2 },
      Oars: { jib: 0.1, white: 0.6 },
    };
    const reranker = createReranker({
      score: async () => 0,
      cover: async (_, words, { place }) =>
        words.map((word) => nearness[place.split(' › ')[1] ?? '']?.[word] ?? 0),
    });
    const query = await queryOf('is the jib white', knowledge);
    const terms = ['jib', 'white', 'jib white'].map((text) => ({ ...query.terms[0], text }) as never);
    expect(await reranker.cover({ ...query, terms }, await passages())).toEqual([0.9, 0.6, 0.75]);
  });
});

describe('a question as the models read it', () => {
  it('goes with what it follows, where it follows anything', async () => {
    const query = await queryOf('and why?', knowledge);
    expect(questionText(query)).toBe('and why?');
    const reading = 'why: small jib';
    expect(questionText({ ...query, carried: { places: [] }, reading })).toBe('and why? (why: small jib)');
  });
});

describe('likeness of questions', () => {
  const MANY = Array.from({ length: 20 }, (_, i) => `ash ${i}`);
  const counting = () => {
    const read: string[] = [];
    const question = async (text: string) => {
      read.push(text);
      return vectorOf(text);
    };
    return { read, question, cover: async () => [] };
  };

  it('reads a question that others are held against once, however often', async () => {
    const inference = counting();
    const { cosines } = createLikeness(inference);
    expect(await cosines('ash', ['white', 'ash'])).toEqual([0, 1]);
    expect(await cosines('jib', ['white', 'ash'])).toEqual([0, 0]);
    expect(inference.read).toEqual(['white', 'ash', 'ash', 'jib']);
  });

  it('lets nobody wait while many are read for the first time', async () => {
    const [inference, patient, known] = [counting(), counting(), new Map<string, Float32Array>()];
    const likeness = createLikeness(inference, known, patient);
    expect(await likeness.cosines('ash', MANY)).toBeNull();
    expect(inference.read).toEqual([]);
    await vi.waitFor(() => expect(known.size).toBe(MANY.length));
    expect(patient.read).toEqual(MANY);
    expect(await likeness.cosines('ash', MANY)).toEqual(MANY.map(() => 1));
  });

  it('reads each of very many once, however many are asked meanwhile', async () => {
    const [inference, patient, known] = [counting(), counting(), new Map<string, Float32Array>()];
    const slow = async (text: string) => {
      await new Promise(setImmediate);
      return patient.question(text);
    };
    const likeness = createLikeness(inference, known, { question: slow });
    const others = Array.from({ length: 1_000 }, (_, i) => `ash ${i}`);
    for (let i = 0; i < 50; i++) {
      await likeness.cosines(`jib ${i}`, others);
      await new Promise(setImmediate);
    }
    await vi.waitFor(() => expect(known.size).toBe(others.length));
    expect(patient.read.length + inference.read.filter((text) => text.startsWith('ash')).length).toBe(1_000);
    // So it is of few that are waited for, also where they are asked about at the same time.
    inference.read.length = 0;
    const few = ['white ash', 'white jib'];
    await Promise.all(Array.from({ length: 50 }, () => likeness.cosines('jib', [...others, ...few])));
    expect(inference.read.filter((text) => text !== 'jib')).toEqual(few);
  });

  it('goes on with the next question where reading failed', async () => {
    const [inference, known] = [counting(), new Map<string, Float32Array>()];
    let fails = true;
    const patient = {
      async question(text: string) {
        if (fails && text === 'ash 7') throw new Error('The thread ended with status 1.');
        return vectorOf(text);
      },
    };
    const likeness = createLikeness(inference, known, patient);
    expect(await likeness.cosines('ash', MANY)).toBeNull();
    await vi.waitFor(() => expect(known.size).toBe(7));
    await new Promise(setImmediate);
    fails = false;
    await likeness.cosines('ash', [...MANY, ...MANY.map((text) => `jib ${text}`)]);
    await vi.waitFor(() => expect(known.size).toBe(2 * MANY.length));
  });

  it('cannot be had of more questions than are remembered', async () => {
    const inference = counting();
    const others = Array.from({ length: MOST_QUESTIONS + 1 }, (_, i) => `${i}`);
    expect(await createLikeness(inference).cosines('ash', others)).toBeNull();
    expect(inference.read).toEqual([]);
  });
});
