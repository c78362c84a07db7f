import { beforeAll, describe, expect, it } from 'vitest';
import { readModels } from '../../../src/io/models.js';
import { type Inference, loadInference, type ModelFiles } from '../../../src/meaning/inference.js';
import { quantized } from '../../../src/meaning/vectors.js';

let files: ModelFiles;
let inference: Inference;
beforeAll(async () => {
  files = await readModels();
  inference = await loadInference(files);
  // A busy machine takes many times the second that it takes alone.
}, 60_000);

const QUESTIONS = [
  'how do I put it back the way it was?',
  'restore a backup',
  'what does a ticket cost',
  'WHY IS IT SO SLOW',
  'x',
];
const PASSAGES = [
  { place: 'Boats › Sails', lines: ['A jib is a small sail.', 'It stands before the mast.'] },
  { place: 'Backups', lines: ['To restore, stop the server.', 'Copy the folder back.', 'Start it again.'] },
  { place: 'Museum › Prices', lines: ['Adults pay 12 euros, children go free.'] },
];

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

describe('the encoder', () => {
  it('has what means the same nearer than what does not, although no word is shared', async () => {
    const question = await inference.question('how can I undo everything with yesterday’s copy?');
    const [sails, backups, prices] = await Promise.all(PASSAGES.map((one) => inference.passage(one)));
    expect(dot(question, backups?.whole as Float32Array)).toBeGreaterThan(
      Math.max(dot(question, sails?.whole as Float32Array), dot(question, prices?.whole as Float32Array)),
    );
  });

  it('gives unit vectors, one for each line', async () => {
    const { whole, place, lines } = await inference.passage(PASSAGES[1] as (typeof PASSAGES)[number]);
    expect(lines).toHaveLength(3);
    for (const vector of [whole, place, ...lines]) expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  it('reads the beginning of a passage that is too long: what was cut off has no vector', async () => {
    const line = 'Copy the folder back to where it was before the update. ';
    const { whole, lines } = await inference.passage({ place: 'Backups', lines: Array(60).fill(line) });
    expect(dot(whole, whole)).toBeCloseTo(1, 5);
    expect(dot(lines[0] as Float32Array, lines[0] as Float32Array)).toBeCloseTo(1, 5);
    expect(lines.at(-1)?.every((value) => value === 0)).toBe(true);
  });

  it.each(['', ' ', '\u0000', '🙂', 'ß'.repeat(9000), '[MASK] [SEP] [CLS]'])(
    'takes any text: %j',
    async (text) => {
      const vector = await inference.question(text);
      expect(vector.every(Number.isFinite)).toBe(true);
      await inference.passage({ place: text, lines: [text] });
      expect(Number.isFinite(await inference.score(text, { place: text, lines: [text] }))).toBe(true);
    },
  );
});

describe('the reranker', () => {
  it('has the passage that answers before those that do not', async () => {
    const scores = await Promise.all(
      PASSAGES.map((passage) => inference.score('how do I get my data back from a backup?', passage)),
    );
    expect(scores.indexOf(Math.max(...scores))).toBe(1);
  });
});

describe('covering', () => {
  const passage = {
    place: 'Ferries',
    lines: ['The crossing takes two hours.', 'Bicycles travel for free.'],
  };
  it('has a word nearer that is said in another word than one that is not spoken of', async () => {
    const [voyage = 0, bikes = 0, pizza = 0] = await inference.cover(
      'how long is the voyage with bikes and pizza',
      ['voyage', 'bikes', 'pizza'],
      passage,
    );
    expect(Math.min(voyage, bikes)).toBeGreaterThan(pizza);
    for (const cosine of [voyage, bikes, pizza]) expect(cosine).toBeLessThanOrEqual(1);
  });

  it('says 0 of a word that the question does not have, and nothing where no word is asked for', async () => {
    expect(await inference.cover('how long is it', ['pizza'], passage)).toEqual([0]);
    expect(await inference.cover('how long is it', [], passage)).toEqual([]);
  });
});

describe('what the models say', () => {
  const all = async (models: Inference) => ({
    questions: await Promise.all(QUESTIONS.map((text) => models.question(text))),
    passages: await Promise.all(PASSAGES.map((text) => models.passage(text))),
    scores: await Promise.all(
      QUESTIONS.flatMap((text) => PASSAGES.map((passage) => models.score(text, passage))),
    ),
  });

  it('is the same whatever is asked beside it', async () => {
    const together = await all(inference);
    for (const [i, text] of QUESTIONS.entries())
      expect(await inference.question(text)).toEqual(together.questions[i]);
    for (const [i, passage] of PASSAGES.entries())
      expect(await inference.passage(passage)).toEqual(together.passages[i]);
  });

  it('is the same with one core and with two', async () => {
    const [one, two] = [await all(inference), await all(await loadInference(files, 2))];
    const kept = ({ questions, passages, scores }: typeof one) => ({
      questions: questions.map(quantized),
      passages: passages.map(({ whole, lines }) => [whole, ...lines].map(quantized)),
      scores: scores.map((score) => score.toFixed(4)),
    });
    expect(kept(two)).toEqual(kept(one));
  });

  it('cannot be had from a file that was cut short', async () => {
    const cut = { ...files, encoder: files.encoder.subarray(0, 1_000_000) };
    await expect(loadInference(cut)).rejects.toThrow();
  });

  it('lacks only what the reranker would say when that file was cut short', async () => {
    const cut = await loadInference({ ...files, reranker: files.reranker.subarray(0, 1_000_000) });
    const [passage] = PASSAGES as [(typeof PASSAGES)[number]];
    await expect(cut.score('restore a backup', passage)).rejects.toThrow();
    expect(await cut.question('restore a backup')).toEqual(await inference.question('restore a backup'));
  });
});
