import { expect, it } from 'vitest';
import { createQuestionVectors, MAX_BY_MEANING } from '../../../adapters/records/question-vectors.js';
import type { QuestionVector } from '../../../adapters/records/record.js';
import { recordOf } from './builders.js';

/** A store of vectors, and models that note what they encode. */
function parts({ failing = false } = {}) {
  const kept = new Map<string, Int8Array>();
  const encoded: string[] = [];
  let running = 0;
  const records = {
    vectors: async (keys: readonly string[]): Promise<QuestionVector[]> =>
      keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key) as Int8Array] as const] : [])),
    keepVectors: async (vectors: readonly QuestionVector[]) => {
      for (const [key, vector] of vectors) kept.set(key, vector);
    },
  };
  const start = async () => {
    if (failing) throw new Error('no native library');
    running++;
    return {
      async question(text: string) {
        encoded.push(text);
        return Float32Array.from({ length: 384 }, (_, i) => Math.sin(i + text.length));
      },
      async close() {
        running--;
      },
    };
  };
  return { kept, encoded, records, start, running: () => running };
}

const asked = (key: string, question: string | null, times = 1) =>
  Array.from({ length: times }, () => recordOf({ key, question }));

it('makes the vector of a question once, of its words alone, and ends the models', async () => {
  const { records, encoded, start, running } = parts();
  const meaning = createQuestionVectors(records, { start, waits: true });
  const read = [...asked('a', 'What is <b>Oolong</b>?', 3), ...asked('b', null), ...asked('c', 'why?')];
  const first = await meaning.of(read);
  expect([[...first.vectors.keys()], first.missing]).toEqual([['a', 'c'], 0]);
  expect(encoded).toEqual(['what is oolong ?', 'why?']);
  expect((await createQuestionVectors(records, { start, waits: true }).of(read)).vectors).toEqual(
    first.vectors,
  );
  expect(encoded).toHaveLength(2);
  expect(running()).toBe(0);
});

it('goes on behind a report that does not wait, says how many are missing, and has them the next time', async () => {
  const { records, start, kept, running } = parts();
  const meaning = createQuestionVectors(records, { start });
  const read = Array.from({ length: 40 }, (_, i) => asked(`key-${i}`, `Question ${i}?`)).flat();
  const before = await meaning.of(read);
  expect([before.vectors.size, before.missing]).toEqual([0, 40]);
  expect((await meaning.of(read)).missing).toBeGreaterThan(0);
  while (kept.size < 40 || running() > 0) await new Promise((resolve) => setImmediate(resolve));
  const after = await meaning.of(read);
  expect([after.vectors.size, after.missing]).toEqual([40, 0]);
});

it('does so for the most asked alone', async () => {
  const { records, start, kept } = parts();
  const often = asked('often', 'Often?', 2);
  const once = Array.from({ length: MAX_BY_MEANING + 5 }, (_, i) =>
    asked(`key-${i}`, `Question ${i}?`),
  ).flat();
  await createQuestionVectors(records, { start, waits: true }).of([...once, ...often]);
  expect(kept.size).toBe(MAX_BY_MEANING);
  expect(kept.has('often')).toBe(true);
});

it('leaves all to words where meaning is off or the models do not run', async () => {
  const broken = parts({ failing: true });
  const meaning = createQuestionVectors(broken.records, { start: broken.start, waits: true });
  expect(await meaning.of(asked('a', 'What?'))).toEqual({ vectors: new Map(), missing: 0 });
  expect(await meaning.of(asked('a', 'What?'))).toEqual({ vectors: new Map(), missing: 0 });
  const { records, kept, encoded } = parts();
  kept.set('a', new Int8Array(384));
  const off = createQuestionVectors(records, { start: null });
  expect(await off.of(asked('a', 'What?'))).toEqual({ vectors: new Map(), missing: 0 });
  expect(encoded).toEqual([]);
});
