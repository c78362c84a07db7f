import { AsyncLocalStorage } from 'node:async_hooks';
import { availableParallelism } from 'node:os';
import { LRUCache } from 'lru-cache';
import { cacheFolder } from '../../src/io/cache-folder.js';
import { loadSaved, save } from '../../src/io/saved-file.js';
import type { Corpus, Item } from '../../src/knowledge/corpus.js';
import {
  createLikeness,
  createMeaning,
  createReranker,
  MOST_QUESTIONS,
} from '../../src/meaning/create-meaning.js';
import { passageText } from '../../src/meaning/passage-text.js';
import {
  type EncodeOptions,
  encodePassages,
  type NamedText,
  type Vectors,
} from '../../src/meaning/vectors.js';
import { FIND, type FindOptions } from '../../src/retrieval/find.js';
import type { Engine, Meaning, PassageId, Reranker, StoredPassage } from '../../src/retrieval/ports.js';
import { type InferenceThread, startInference } from '../process/inference-thread.js';
import type { Environment } from '../process/settings.js';
import { isOfSearch } from './search-away.js';

/**
 * Passages up to which the nearest are looked for among all of them. With more, meaning only judges what words
 * found: on documentation a point or less of the right ones first is lost.
 */
export const EXACT_UP_TO = 20_000;

/**
 * Passages that the reranker may have before it at a time, of all questions together; a question that would add to
 * them is answered without it. Each takes 10 to 60 ms, so nobody waits much longer than half a second for others.
 */
const MOST_RERANKED = 10;

/** Failures in a row after which meaning is not tried again until the articles change; an ended thread starts anew. */
const MOST_FAILURES = 3;

/** Changed passages up to which an edit waits for them to be encoded; with more, words answer meanwhile. */
export const FEW_PASSAGES = 200;

/** How far a corpus is. */
export interface MeaningState {
  /** `words`: meaning is switched off or cannot be had; `encoding`: passages are being encoded, words answer meanwhile. */
  readonly now: 'words' | 'encoding' | 'ready';
  /** Why it is not `ready`, or what of it cannot be had. */
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
  /** Encodes no more of it: it is not answered from any longer. */
  release(): void;
}

export interface AttachOptions {
  /** Told of this corpus, in place of who is told of all. */
  readonly told?: ((state: MeaningState) => void) | undefined;
  /** A corpus that has all passages of this one: what is encoded of it is waited for, and is enough. */
  readonly whole?: CorpusMeaning | undefined;
  /** Makes meaning of passages that were encoded elsewhere; none of the corpus is encoded here then. */
  readonly encoded?: (models: Pick<InferenceThread, 'question'>) => Meaning;
}

/** The models at work for all corpora of a program, one after the other. */
export interface MeaningService {
  /**
   * An engine that finds by meaning too, as soon as its passages are encoded.
   * @param folder of the articles: what was encoded of it before is used again
   */
  attach(
    engine: Engine,
    corpus: Pick<Corpus, 'passages' | 'items'>,
    folder: string,
    options?: AttachOptions,
  ): CorpusMeaning;
  /** How finding is to use it. */
  readonly options: FindOptions;
  /**
   * Asks what nobody waits for: it goes through all stages whatever is asked beside it, takes none from anybody, and
   * comes last.
   */
  patiently<T>(ask: () => Promise<T>): Promise<T>;
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

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;

/** Reading a setting takes a library that a start without it does without. */
async function settingsOf(environment: Environment): Promise<{ wanted: string; options: FindOptions }> {
  if (!environment.MEANING?.trim() && !environment.MEANING_RERANK?.trim())
    return { wanted: 'auto', options: FIND };
  const { CORE_SETTINGS, readSettings } = await import('../process/settings.js');
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
  const warned = new Set<string>();
  let reranking = 0;
  const patience = new AsyncLocalStorage<true>();
  /** Names of passages by their first sentences, which stay the same as long as nothing of the article changes. */
  const names = new WeakMap<Item['sentences'], NamedText>();
  /** Vectors that are being saved, one after the other. */
  let saving: Promise<unknown> = Promise.resolve();
  /** Corpora that were attached: what an older one has encoded takes the place of nothing that a newer one has. */
  let attached = 0;
  /** What was encoded last: most of it is in the next corpus. */
  let latest: { readonly of: number; readonly vectors: Vectors } | null = null;
  /** By the folder of articles the corpus whose vectors stand for it. */
  const savedOf = new Map<string, number>();
  const models = () => {
    answering ??= start();
    return answering;
  };
  const modelsIfOpen = () => {
    if (closed) throw new Error('It is closed');
    return models();
  };
  /** Of all corpora, so that no edit and no scope has the same questions read again. */
  const likeness = createLikeness(
    {
      question: async (text) => (await modelsIfOpen()).question(text),
      cover: async (...asked) => (await modelsIfOpen()).cover(...asked),
    },
    new LRUCache<string, Float32Array>({ max: MOST_QUESTIONS }),
    { question: async (text) => (await modelsIfOpen()).patient.question(text) },
  );

  const warnOnce = (of: 'models' | 'reranker', message: string): string => {
    if (!warned.has(of)) warn(message);
    warned.add(of);
    return message;
  };
  const cannot = (error: unknown): string =>
    warnOnce(
      'models',
      `Questions are answered by words alone: the models cannot be used (${firstLine(error)}). docs/operations.md, “Meaning”, says where they run; MEANING=words takes this line away.`,
    );
  const cannotReread = (error: unknown): string =>
    warnOnce(
      'reranker',
      `Passages are found by meaning and not read again with the question: the reranker cannot be used (${firstLine(error)}). MEANING_RERANK=0 takes this line away.`,
    );

  /**
   * Models on so many cores; each is started when it has something to do. A few passages are encoded by the models that
   * answer, whose questions go first.
   */
  async function encode(
    { passages, items }: Pick<Corpus, 'passages' | 'items'>,
    engine: Engine,
    saved: Vectors | null,
    isWanted: () => boolean,
    { tell, keep }: Required<Pick<EncodeOptions, 'keep'>> & { tell: (done: number, all: number) => void },
  ): Promise<Vectors> {
    const textOf = async (i: number) => {
      const [stored] = await engine.store.get([passages[i]?.id ?? '']);
      return passageText(stored as StoredPassage);
    };
    const threads: Promise<InferenceThread>[] = [];
    let turn = 0;
    let few = false;
    try {
      return await encodePassages(passages.length, textOf, {
        async named(i, name) {
          const first = items[passages[i]?.items[0] ?? -1]?.sentences;
          const known = first && names.get(first);
          if (known) return known;
          const own = await name();
          if (first) names.set(first, own);
          return own;
        },
        inference: {
          async passage(text) {
            if (!isWanted()) throw new Error('It is closed');
            if (few) return (await models()).patient.passage(text);
            const core = turn++ % cores;
            threads[core] ??= start();
            return (await threads[core]).passage(text);
          },
        },
        atOnce: 2 * cores,
        saved,
        keep,
        progress(done, all) {
          if (done === 0) few = eager && saved !== null && all <= FEW_PASSAGES;
          tell(done, all);
        },
      });
    } finally {
      for (const thread of threads) await (await thread.catch(() => null))?.close();
    }
  }

  return {
    options,
    patiently: (ask) => patience.run(true, ask),
    attach(engine, corpus, folder, { told = progress, whole, encoded } = {}) {
      const { passages } = corpus;
      const own = ++attached;
      let state: MeaningState = { now: 'encoding', reason: null, done: 0, all: 0 };
      let meaning: Meaning | null = null;
      let vectors: Vectors | null = null;
      let released = false;
      const isWanted = () => !closed && !released;
      const set = (next: MeaningState) => {
        state = next;
        told(next);
      };
      const prepare = async () => {
        if (wanted === 'words') {
          set({ ...state, now: 'words', reason: 'MEANING=words' });
          return;
        }
        try {
          if (eager) await models();
          const question = async (text: string) => (await models()).question(text);
          if (encoded) {
            meaning = encoded({ question });
            set({ ...state, now: 'ready' });
            return;
          }
          const files = cacheFolder(environment);
          await whole?.settled;
          if (whole && whole.vectors === null) {
            if (whole.state.now === 'words') set(whole.state);
            return;
          }
          const last = savedOf.get(folder);
          const saved =
            whole?.vectors ?? latest?.vectors ?? (await loadSaved<Vectors>(files, folder, 'vectors'));
          /** @param isThere whether it stands in the folder if no other corpus was saved there since */
          const keepAll = (all: Vectors, isThere = false): Promise<unknown> | null => {
            if (whole) return null;
            if (own >= (latest?.of ?? 0)) latest = { of: own, vectors: all };
            const by = savedOf.get(folder);
            if (own < (by ?? 0)) return null;
            savedOf.set(folder, own);
            if (isThere && by === last) return null;
            saving = saving.then(() => save(files, folder, 'vectors', all));
            return saving;
          };
          vectors = await encode(corpus, engine, saved, isWanted, {
            tell: (done, all) => set({ now: 'encoding', reason: null, done, all }),
            keep: (partial) => keepAll(partial),
          });
          if (!isWanted()) return;
          const ids = passages.map(({ id }): PassageId => id);
          meaning = createMeaning({ question }, vectors, ids, passages.length <= EXACT_UP_TO);
          set({ ...state, now: 'ready' });
          keepAll(vectors, vectors === saved);
          // What soon ends ends when it is settled.
          if (!eager) await saving;
        } catch (error) {
          if (!isWanted()) return;
          answering = null;
          set({ ...state, now: 'words', reason: cannot(error) });
        }
      };
      /** What fails for one question is done without for that one; when it does so many times in a row, for all. */
      const without = (tell: (error: unknown) => string, giveUp: (reason: string) => void) => {
        let failed = 0;
        return async <T>(run: Promise<T>): Promise<T | null> => {
          try {
            const result = await run;
            failed = 0;
            return result;
          } catch (error) {
            if (closed) return null;
            // The models have no part in it, and who asks learns that the articles cannot be looked into.
            if (isOfSearch(error)) throw error;
            const reason = tell(error);
            if (++failed >= MOST_FAILURES) giveUp(reason);
            return null;
          }
        };
      };
      const orWords = without(cannot, (reason) => {
        meaning = null;
        set({ ...state, now: 'words', reason });
      });
      let rereads = true;
      const orUnread = without(cannotReread, (reason) => {
        rereads = false;
        set({ ...state, reason });
      });
      const reading = async <T>(run: (reranker: Reranker) => Promise<T | null>): Promise<T | null> => {
        const thread = meaning === null ? null : await orWords(models());
        return thread && run(createReranker(patience.getStore() ? thread.patient : thread));
      };
      const settled = prepare();
      preparing.add(settled);
      settled.finally(() => preparing.delete(settled));
      return {
        get state() {
          return state;
        },
        get vectors() {
          return vectors;
        },
        settled,
        release() {
          released = true;
        },
        engine: {
          ...engine,
          meaning: {
            candidates: async (query, found) =>
              meaning === null ? null : orWords(meaning.candidates(query, found)),
          },
          reranker: {
            async rerank(query, among) {
              if (!rereads) return null;
              const read = () => orUnread(reading((reranker) => reranker.rerank(query, among)));
              if (patience.getStore()) return read();
              if (reranking > 0 && reranking + among.length > MOST_RERANKED) return null;
              reranking += among.length;
              try {
                return await read();
              } finally {
                reranking -= among.length;
              }
            },
            cover: (query, among) => orWords(reading((reranker) => reranker.cover(query, among))),
          },
          likeness: {
            questions: async (...asked) => (meaning === null ? null : orWords(likeness.questions(...asked))),
            cosines: async (...asked) => (meaning === null ? null : orWords(likeness.cosines(...asked))),
          },
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all(preparing);
      await saving;
      await (await answering?.catch(() => null))?.close();
      answering = null;
    },
  };
}
