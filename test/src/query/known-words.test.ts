import { describe, expect, it } from 'vitest';
import { inverseDocumentFrequency, type WordSource, withKnownWords } from '../../../src/query/known-words.js';
import { corpusOf, knowledgeOf, reading } from '../../builders.js';

const guide = knowledgeOf(
  corpusOf([
    `# Guide\n\n${[
      'The pump is blue.',
      'The pump is red.',
      'The pump is new.',
      'The valve is old.',
      'The valve leaks.',
      'The hose bends.',
    ]
      .map((text, i) => `## Part ${i}\n\n${text}\n`)
      .join('\n')}`,
  ]),
);

describe('the known words', () => {
  it('are those of the articles, the rarer ones worth more', async () => {
    const [pump, valve, hose, door] = await reading(guide, (_, known) =>
      ['pump', 'valv', 'hose', 'door'].map((stem) => ({
        isKnown: known.isKnown(stem),
        isOrdinary: known.isOrdinary(stem),
        rarity: known.rarity(stem),
        frequencyRarity: known.frequencyRarity(stem),
      })),
    );
    expect([pump, valve, hose, door].map((one) => one?.isKnown)).toEqual([true, true, true, false]);
    expect([pump?.isOrdinary, hose?.isOrdinary]).toEqual([true, false]);
    expect(pump?.rarity).toBeLessThan(valve?.rarity ?? 0);
    expect(valve?.rarity).toBeLessThan(hose?.rarity ?? 0);
    // A word that no passage holds is the rarest, and says less of a question than the rarest known one.
    expect(door?.frequencyRarity).toBeGreaterThan(hose?.frequencyRarity ?? 0);
    expect(door?.rarity).toBeLessThan(door?.frequencyRarity ?? 0);
    expect(door?.rarity).toBeGreaterThan(0);
  });

  it('are looked up as far as they are asked for, and no stem twice', async () => {
    const asked: string[] = [];
    const source: WordSource = {
      passages: 10,
      frequencies: async (stems) => {
        asked.push(...stems);
        return new Map(stems.map((stem) => [stem, stem === 'b' ? 3 : 1]));
      },
      similar: async (stem) => [`${stem}x`],
      beginningWith: async (letters) => [`${letters}y`],
    };
    const read = await withKnownWords(source, (known) => {
      // What is found leads to more.
      const [like = ''] = known.isKnown('a') ? known.similar('a') : [];
      return [known.isKnown('a'), like, like !== '' && known.isKnown(like), known.beginningWith('b')];
    });
    expect(read).toEqual([true, 'ax', true, ['by']]);
    expect(asked).toEqual(['a', 'ax']);
  });

  it('come to an end where every word leads to another', async () => {
    const source: WordSource = {
      passages: 1,
      frequencies: async (stems) => new Map(stems.map((stem) => [stem, 1])),
      similar: async (stem) => [`${stem}a`],
      beginningWith: async () => [],
    };
    const longest = await withKnownWords(source, (known) => {
      let word = 'a';
      for (let next = known.similar(word)[0]; next !== undefined; next = known.similar(word)[0]) word = next;
      return word;
    });
    expect(longest.length).toBeGreaterThan(1);
  });

  it('let through what the source throws', async () => {
    const source: WordSource = {
      passages: 1,
      frequencies: () => Promise.reject(new Error('away')),
      similar: async () => [],
      beginningWith: async () => [],
    };
    await expect(withKnownWords(source, (known) => known.isKnown('a'))).rejects.toThrow('away');
  });
});

describe('the inverse document frequency', () => {
  it('falls with the number of passages that hold a word, and stays above zero', () => {
    const values = [0, 1, 2, 50, 99, 100].map((n) => inverseDocumentFrequency(n, 100));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(values.length);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(inverseDocumentFrequency(0, 0)).toBeGreaterThan(0);
  });
});
