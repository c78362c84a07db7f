import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { InferenceThread } from '../../adapters/process/inference-thread.js';
import { createMeaning, createReranker } from '../../src/meaning/create-meaning.js';
import type { PassageText } from '../../src/meaning/inference.js';
import { passageText } from '../../src/meaning/passage-text.js';
import { encodePassages, hashOf, type Vectors } from '../../src/meaning/vectors.js';
import type { StoredPassage } from '../../src/retrieval/ports.js';
import type { QuestionSet } from './sets.js';

/** Compiled, so that each of the models runs in a thread of its own. @throws when the project is not built */
function built(): Promise<typeof import('../../adapters/process/inference-thread.js')> {
  return import(new URL('../../dist/adapters/process/inference-thread.js', import.meta.url).href);
}

/** Runs of a model after which what it gave is put on disk. */
const SAVE_EVERY = 2000;

/** Keeps what the models gave in a folder, so that training a second time need not run them again. */
export class ModelCache {
  readonly #folder: string;
  #threads: Promise<InferenceThread>[] = [];
  #turn = 0;
  readonly #questions: Map<string, Float32Array>;
  readonly #scores: Map<string, number>;
  readonly #covers: Map<string, number[]>;
  #runs = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#questions = this.#load('questions') ?? new Map();
    this.#scores = this.#load('scores') ?? new Map();
    this.#covers = this.#load('covers') ?? new Map();
  }

  /** Gives sets meaning: their passages are encoded. */
  async addMeaning(set: QuestionSet): Promise<QuestionSet> {
    const ids = set.corpus.passages.map(({ id }) => id);
    const passages = await set.engine.store.get(ids);
    const name = (set.bySentence ? set.body : set.name).replace(/\W+/g, '-');
    const saved = this.#load<Vectors>(name);
    let encoded = 0;
    const vectors = await encodePassages(passages.length, (i) => passageText(passages[i] as StoredPassage), {
      inference: { passage: async (text) => (await this.#models()).passage(text) },
      atOnce: 8,
      saved,
      progress: (_, all) => {
        encoded = all;
      },
    });
    if (encoded > 0) this.#save(name, vectors);
    return {
      ...set,
      engine: {
        ...set.engine,
        meaning: createMeaning({ question: (text) => this.question(text) }, vectors, ids),
        reranker: createReranker({
          score: (question, text) => this.score(question, text),
          cover: (question, words, text) => this.cover(question, words, text),
        }),
      },
    };
  }

  async question(text: string): Promise<Float32Array> {
    return this.#kept(this.#questions, text, async () => (await this.#models()).question(text));
  }

  async score(question: string, text: PassageText): Promise<number> {
    const key = `${hashOf(text)} ${question}`;
    return this.#kept(this.#scores, key, async () => (await this.#models()).score(question, text));
  }

  async cover(question: string, words: readonly string[], text: PassageText): Promise<number[]> {
    const key = `${hashOf(text)} ${words.join(' ')} ${question}`;
    return this.#kept(this.#covers, key, async () => (await this.#models()).cover(question, words, text));
  }

  async #kept<T>(map: Map<string, T>, key: string, run: () => Promise<T>): Promise<T> {
    let known = map.get(key);
    if (known === undefined) {
      known = await run();
      map.set(key, known);
      if (++this.#runs % SAVE_EVERY === 0) this.save();
    }
    return known;
  }

  /** The models of one core after the other. */
  async #models(): Promise<InferenceThread> {
    if (this.#threads.length === 0) {
      const { startInference } = await built();
      this.#threads = Array.from({ length: availableParallelism() }, () => startInference());
    }
    return this.#threads[this.#turn++ % this.#threads.length] as Promise<InferenceThread>;
  }

  /** Puts all on disk and ends. */
  async close(): Promise<void> {
    this.save();
    for (const thread of this.#threads) await (await thread).close();
  }

  save(): void {
    this.#save('questions', this.#questions);
    this.#save('scores', this.#scores);
    this.#save('covers', this.#covers);
  }

  #load<T>(name: string): T | null {
    const file = join(this.#folder, `${name}.v8`);
    return existsSync(file) ? (deserialize(readFileSync(file)) as T) : null;
  }

  #save(name: string, value: unknown): void {
    const file = join(this.#folder, `${name}.v8`);
    writeFileSync(`${file}.tmp`, serialize(value));
    renameSync(`${file}.tmp`, file);
  }
}
