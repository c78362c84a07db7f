import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../src/io/index-cache.js';
import { type InferenceThread, startInference } from '../../src/io/inference-thread.js';
import { loadSaved, save } from '../../src/io/saved-file.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { createMeaning, createReranker } from '../../src/meaning/create-meaning.js';
import { passageText } from '../../src/meaning/passage-text.js';
import { encodePassages, type Vectors } from '../../src/meaning/vectors.js';
import type { FindOptions } from '../../src/retrieval/find.js';
import type { Engine, Meaning, PassageId, StoredPassage } from '../../src/retrieval/ports.js';
import { CORE_SETTINGS, type Environment, readSettings } from './settings.js';

/**
 * Passages up to which the nearest are looked for among all of them. With more, meaning only judges what words
 * found: on documentation a point or less of the right ones first is lost.
 */
const EXACT_UP_TO = 20_000;

/** Runs of the models that may wait; then the reranker is left out, before anybody waits longer than a second. */
const MOST_WAITING = 15;

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
  /** False: vectors are neither loaded nor saved. */
  readonly cache?: boolean;
  /** Cores to encode with; all but the one that answers, if not said. */
  readonly cores?: number;
  /** Starts the models; tests give their own. */
  readonly start?: typeof startInference;
}

/**
 * Meaning as the environment wants it (`MEANING`). The models are loaded when the first corpus is attached.
 * @throws {DocentError} `bad-settings`
 */
export function openMeaning({
  environment,
  warn,
  progress = () => {},
  cache = true,
  cores = Math.max(1, availableParallelism() - 1),
  start = startInference,
}: MeaningOptions): MeaningService {
  const { MEANING: wanted, MEANING_RERANK: rereads } = readSettings(CORE_SETTINGS, environment);
  const options: FindOptions = { rereads, always: wanted === 'full' };
  let answering: Promise<InferenceThread> | null = null;
  let warned = false;

  const cannot = (error: unknown): string => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `Questions are answered by words alone: the models cannot be used (${reason}). docs/operations.md, “Meaning”, says where they run; MEANING=words takes this line away.`;
    if (!warned) warn(message);
    warned = true;
    return message;
  };

  async function encode(
    passages: Corpus['passages'],
    engine: Engine,
    saved: Vectors | null,
    tell: (done: number, all: number) => void,
  ): Promise<Vectors> {
    const stored = await engine.store.get(passages.map(({ id }) => id));
    let thread: InferenceThread | null = null;
    try {
      return await encodePassages(stored.length, (i) => passageText(stored[i] as StoredPassage), {
        inference: {
          async passage(text) {
            thread ??= await start({ threads: cores });
            return thread.passage(text);
          },
        },
        saved,
        progress: tell,
      });
    } finally {
      await (thread as InferenceThread | null)?.close();
    }
  }

  return {
    options,
    attach(engine, { passages }, folder) {
      let state: MeaningState = { now: 'encoding', reason: null, done: 0, all: 0 };
      let meaning: Meaning | null = null;
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
          answering ??= start({ threads: 1 });
          const thread = await answering;
          const files = cacheFolder(environment);
          const saved = cache ? await loadSaved<Vectors>(files, folder, 'vectors') : null;
          const vectors = await encode(passages, engine, saved, (done, all) =>
            set({ now: 'encoding', reason: null, done, all }),
          );
          if (cache && vectors !== saved) await save(files, folder, 'vectors', vectors);
          const ids = passages.map(({ id }): PassageId => id);
          meaning = createMeaning(thread, vectors, ids, passages.length <= EXACT_UP_TO);
          set({ ...state, now: 'ready' });
        } catch (error) {
          answering = null;
          set({ ...state, now: 'words', reason: cannot(error) });
        }
      };
      const orWords = async <T>(run: Promise<T>): Promise<T | null> => {
        try {
          return await run;
        } catch (error) {
          meaning = null;
          // The next corpus tries again.
          answering = null;
          set({ ...state, now: 'words', reason: cannot(error) });
          return null;
        }
      };
      const settled = prepare();
      return {
        get state() {
          return state;
        },
        settled,
        engine: {
          ...engine,
          meaning: {
            async candidates(query, found) {
              return meaning === null ? null : orWords(meaning.candidates(query, found));
            },
          },
          reranker: {
            async rerank(query, among) {
              if (meaning === null || answering === null) return null;
              const thread = await answering;
              if (thread.waiting > MOST_WAITING) return null;
              return orWords(createReranker(thread).rerank(query, among));
            },
          },
        },
      };
    },
    async close() {
      await (await answering?.catch(() => null))?.close();
      answering = null;
      await sleep(0);
    },
  };
}
