import { availableParallelism } from 'node:os';
import { cacheFolder } from '../../src/io/index-cache.js';
import { loadSaved, save } from '../../src/io/saved-file.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { createLikeness, createMeaning, createReranker } from '../../src/meaning/create-meaning.js';
import { passageText } from '../../src/meaning/passage-text.js';
import { encodePassages, type Vectors } from '../../src/meaning/vectors.js';
import { FIND, type FindOptions } from '../../src/retrieval/find.js';
import type { Engine, Meaning, PassageId, Reranker, StoredPassage } from '../../src/retrieval/ports.js';
import { type InferenceThread, startInference } from './inference-thread.js';
import type { Environment } from './settings.js';

/**
 * Passages up to which the nearest are looked for among all of them. With more, meaning only judges what words
 * found: on documentation a point or less of the right ones first is lost.
 */
const EXACT_UP_TO = 20_000;

/**
 * Passages that the reranker may have before it at a time, of all questions together; a question that would add to
 * them is answered without it. Each takes 10 to 60 ms, so nobody waits much longer than half a second for others.
 */
const MOST_RERANKED = 10;

/** Failures in a row after which meaning is not tried again until the articles change; an ended thread starts anew. */
const MOST_FAILURES = 3;

/** How far a corpus is. */
export interface MeaningState {
  /** `words`: meaning is switched off or cannot be had; `encoding`: passages are being encoded, words answer meanwhile. */
  readonly now: 'words' | 'encoding' | 'ready';
  /** Why it is not `ready`. */
  readonly reason: string | null;
  readonly done: number;
  readonly all: number;
}

/** Meaning for one corpus. */
export interface CorpusMeaning {
  readonly engine: Engine;
  readonly state: MeaningState;
  /** Of its passages, in their order; `null` until they are encoded. */
  readonly vectors: Vectors | null;
  /** Settles when meaning is there, or will not be; never rejects. */
  readonly settled: Promise<void>;
}

/** The models at work for all corpora of a program, one after the other. */
export interface MeaningService {
  /**
   * An engine that finds by meaning too, as soon as its passages are encoded.
   * @param folder of the articles: what was encoded of it before is used again
   */
  attach(engine: Engine, corpus: Pick<Corpus, 'passages'>, folder: string): CorpusMeaning;
  /** How finding is to use it. */
  readonly options: FindOptions;
  close(): Promise<void>;
}

export interface MeaningOptions {
  readonly environment: Environment;
  /** Told once when meaning cannot be had, with the reason. */
  readonly warn: (message: string) => void;
  /** Told of passages to encode, and after each. */
  readonly progress?: (state: MeaningState) => void;
  /** Cores to encode with; all but the one that answers, if not said. */
  readonly cores?: number;
  /** False: the models that answer are loaded when the first question needs them, for a program that soon ends. */
  readonly eager?: boolean;
  /** Starts the models; tests give their own. */
  readonly start?: typeof startInference;
}

/** Reading a setting takes a library that a start without it does without. */
async function settingsOf(environment: Environment): Promise<{ wanted: string; options: FindOptions }> {
  if (!environment.MEANING?.trim() && !environment.MEANING_RERANK?.trim())
    return { wanted: 'auto', options: FIND };
  const { CORE_SETTINGS, readSettings } = await import('./settings.js');
  const { MEANING: wanted, MEANING_RERANK: rereads } = readSettings(CORE_SETTINGS, environment);
  return { wanted, options: { rereads, always: wanted === 'full' } };
}

/**
 * Meaning as the environment wants it (`MEANING`). The models are loaded when the first corpus is attached.
 * @throws {DocentError} `bad-settings`
 */
export async function openMeaning({
  environment,
  warn,
  progress = () => {},
  cores = Math.max(1, availableParallelism() - 1),
  eager = true,
  start = startInference,
}: MeaningOptions): Promise<MeaningService> {
  const { wanted, options } = await settingsOf(environment);
  let answering: Promise<InferenceThread> | null = null;
  let closed = false;
  const preparing = new Set<Promise<void>>();
  let warned = false;
  let reranking = 0;
  const models = () => {
    answering ??= start();
    return answering;
  };

  const cannot = (error: unknown): string => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `Questions are answered by words alone: the models cannot be used (${reason}). docs/operations.md, “Meaning”, says where they run; MEANING=words takes this line away.`;
    if (!warned) warn(message);
    warned = true;
    return message;
  };

  /** Models on so many cores; each is started when it has something to do. */
  async function encode(
    passages: Corpus['passages'],
    engine: Engine,
    saved: Vectors | null,
    tell: (done: number, all: number) => void,
  ): Promise<Vectors> {
    const stored = await engine.store.get(passages.map(({ id }) => id));
    const threads: Promise<InferenceThread>[] = [];
    let turn = 0;
    try {
      return await encodePassages(stored.length, (i) => passageText(stored[i] as StoredPassage), {
        inference: {
          async passage(text) {
            if (closed) throw new Error('It is closed');
            const core = turn++ % cores;
            threads[core] ??= start();
            return (await threads[core]).passage(text);
          },
        },
        atOnce: 2 * cores,
        saved,
        progress: tell,
      });
    } finally {
      for (const thread of threads) await (await thread.catch(() => null))?.close();
    }
  }

  return {
    options,
    attach(engine, { passages }, folder) {
      let state: MeaningState = { now: 'encoding', reason: null, done: 0, all: 0 };
      let meaning: Meaning | null = null;
      let vectors: Vectors | null = null;
      const set = (next: MeaningState) => {
        state = next;
        progress(next);
      };
      const prepare = async () => {
        if (wanted === 'words') {
          set({ ...state, now: 'words', reason: 'MEANING=words' });
          return;
        }
        try {
          if (eager) await models();
          const files = cacheFolder(environment);
          const saved = await loadSaved<Vectors>(files, folder, 'vectors');
          vectors = await encode(passages, engine, saved, (done, all) =>
            set({ now: 'encoding', reason: null, done, all }),
          );
          if (vectors !== saved) await save(files, folder, 'vectors', vectors);
          const ids = passages.map(({ id }): PassageId => id);
          const question = async (text: string) => (await models()).question(text);
          meaning = createMeaning({ question }, vectors, ids, passages.length <= EXACT_UP_TO);
          set({ ...state, now: 'ready' });
        } catch (error) {
          if (closed) return;
          answering = null;
          set({ ...state, now: 'words', reason: cannot(error) });
        }
      };
      let failed = 0;
      /** One question that fails is answered by words; when so many do in a row, all are. */
      const orWords = async <T>(run: Promise<T>): Promise<T | null> => {
        try {
          const result = await run;
          failed = 0;
          return result;
        } catch (error) {
          if (closed) return null;
          const reason = cannot(error);
          if (++failed < MOST_FAILURES) return null;
          meaning = null;
          set({ ...state, now: 'words', reason });
          return null;
        }
      };
      const reading = async <T>(run: (reranker: Reranker) => Promise<T | null>): Promise<T | null> => {
        const thread = meaning === null ? null : await orWords(models());
        return thread === null ? null : orWords(run(createReranker(thread)));
      };
      const settled = prepare();
      preparing.add(settled);
      return {
        get state() {
          return state;
        },
        get vectors() {
          return vectors;
        },
        settled,
        engine: {
          ...engine,
          meaning: {
            candidates: async (query, found) =>
              meaning === null ? null : orWords(meaning.candidates(query, found)),
          },
          reranker: {
            async rerank(query, among) {
              if (reranking > 0 && reranking + among.length > MOST_RERANKED) return null;
              reranking += among.length;
              try {
                return await reading((reranker) => reranker.rerank(query, among));
              } finally {
                reranking -= among.length;
              }
            },
            cover: (query, among) => reading((reranker) => reranker.cover(query, among)),
          },
          likeness: {
            async questions(first, words, second) {
              const thread = meaning === null ? null : await orWords(models());
              return thread && orWords(createLikeness(thread).questions(first, words, second));
            },
          },
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all(preparing);
      await (await answering?.catch(() => null))?.close();
      answering = null;
    },
  };
}
