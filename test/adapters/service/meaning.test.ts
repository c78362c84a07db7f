import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type InferenceThread, inTurn } from '../../../adapters/process/inference-thread.js';
import { type MeaningOptions, type MeaningState, openMeaning } from '../../../adapters/service/meaning.js';
import { SEARCH_AWAY, SEARCH_REFUSED } from '../../../adapters/service/search-away.js';
import { createBot } from '../../../src/bot.js';
import { DocentError } from '../../../src/errors.js';
import { DIMENSIONS, type PassageText } from '../../../src/meaning/inference.js';
import { ENCODER_SHA256 } from '../../../src/meaning/version.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import type { StoredPassage } from '../../../src/retrieval/ports.js';
import { corpusOf, knowledgeOf, queryOf, temporaryFolder } from '../../builders.js';

const BOATS = `# Boats

## Sails

A jib is a small sail that stands before the mast.

## Oars

Oars are made of ash, which bends and does not break.
`;
const corpus = corpusOf([BOATS]);
const engine = () => createLocalEngine(corpus, buildIndex(corpus));

/** Models whose vectors all point the same way, and which note what they were asked. */
function models(over: Partial<InferenceThread> = {}) {
  const asked: string[] = [];
  const one = () => new Float32Array(DIMENSIONS).fill(1);
  const own: Omit<InferenceThread, 'patient'> = {
    async question(text) {
      asked.push(`question ${text}`);
      return one();
    },
    async passage({ place, lines }: PassageText) {
      asked.push(`passage ${place}`);
      return { whole: one(), place: one(), lines: lines.map(one) };
    },
    async score(_, { place }) {
      asked.push(`score ${place}`);
      return 1;
    },
    async cover(_, words, { place }) {
      asked.push(`cover ${place}`);
      return words.map(() => 0.5);
    },
    async close() {},
    ...over,
  };
  return { asked, start: async (): Promise<InferenceThread> => ({ ...own, patient: own }) };
}

async function opened(options: Partial<MeaningOptions> = {}, folder = 'boats') {
  const warnings: string[] = [];
  const states: MeaningState[] = [];
  const service = await openMeaning({
    environment: { DOCENT_CACHE_DIR: await temporaryFolder() },
    warn: (message) => warnings.push(message),
    progress: (state) => states.push(state),
    ...options,
  });
  // What was encoded is saved behind the answers.
  onTestFinished(() => service.close());
  const meaning = service.attach(engine(), corpus, folder);
  return { service, meaning, warnings, states, bot: createBot(corpus, meaning.engine, THOROUGH) };
}

/** Encodes, and saves what was encoded. */
async function encoded(options: Partial<MeaningOptions>): Promise<void> {
  const { meaning, service } = await opened(options);
  await meaning.settled;
  await service.close();
}

/** What waits until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Every question goes through all stages. */
const THOROUGH = { finding: { rereads: 5, always: true } };

const QUESTION = 'what bends without breaking, and what is it made of?';

describe('meaning', () => {
  it('is not there while passages are encoded: words answer meanwhile', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { asked, start } = models();
    const slow = async () => {
      await gate;
      return start();
    };
    const { meaning, bot } = await opened({ start: slow });
    const before = await bot.ask(QUESTION);
    expect(meaning.state.now).toBe('encoding');
    expect(before).toEqual(await createBot(corpus, engine()).ask(QUESTION));
    go();
    await meaning.settled;
    expect(meaning.state).toEqual({ now: 'ready', reason: null, done: 2, all: 2 });
    await bot.ask(QUESTION);
    expect(asked).toContain(`question ${QUESTION}`);
    expect(asked).toContain('score Boats › Oars');
  });

  it('tells how far it is', async () => {
    const { meaning, states } = await opened(models());
    await meaning.settled;
    expect(states.map(({ now, done }) => `${now} ${done}`)).toEqual([
      'encoding 0',
      'encoding 1',
      'encoding 2',
      'ready 2',
    ]);
  });

  it('encodes what changed, and after a restart nothing', async () => {
    const environment = { DOCENT_CACHE_DIR: await temporaryFolder() };
    await encoded({ environment, ...models() });
    const again = models();
    await encoded({ environment, ...again });
    expect(again.asked).toEqual([]);
    const elsewhere = models();
    await (await opened({ environment, ...elsewhere }, 'other boats')).meaning.settled;
    expect(elsewhere.asked).toHaveLength(2);
  });

  it('goes on after a restart where it was stopped', async () => {
    const environment = { DOCENT_CACHE_DIR: await temporaryFolder() };
    const first = models();
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const { service } = await opened({
      environment,
      cores: 1,
      start: async () => {
        const thread = await first.start();
        const passage = async (text: PassageText) => {
          if (first.asked.some((one) => one.startsWith('passage'))) {
            stop();
            await new Promise(setImmediate);
            throw new Error('It ends');
          }
          return thread.passage(text);
        };
        return { ...thread, passage };
      },
    });
    await stopped;
    await service.close();
    const again = models();
    await encoded({ environment, start: again.start });
    const places = [first, again].map(({ asked }) => asked.filter((one) => one.startsWith('passage')));
    expect(places.map(({ length }) => length)).toEqual([1, 1]);
    expect(places[0]).not.toEqual(places[1]);
  });

  it('encodes of the next edition what is not in this one, and nothing more of one that is released', async () => {
    const { asked, start } = models();
    const { service, meaning } = await opened({ start });
    await meaning.settled;
    asked.length = 0;
    const more = corpusOf([BOATS, '# Knots\n\n## Bowline\n\nA bowline does not slip.\n']);
    const attach = (own: typeof corpus) =>
      service.attach(createLocalEngine(own, buildIndex(own)), own, 'boats');
    await attach(more).settled;
    expect(asked).toEqual(['passage Knots › Bowline']);
    asked.length = 0;
    const other = attach(corpusOf(['# Knots\n\n## Reef\n\nA reef knot joins.\n']));
    other.release();
    await other.settled;
    expect([asked, other.vectors]).toEqual([[], null]);
  });

  it.each(['before', 'after'])(
    'keeps nothing of an edition that is released in place of a newer one, ended %s that was there',
    async (ended) => {
      const environment = { DOCENT_CACHE_DIR: await temporaryFolder() };
      const { asked, start } = models();
      const [reads, mayRead, looks, mayLook] = [gate(), gate(), gate(), gate()];
      const thread = await start();
      const passage = async (text: PassageText) => {
        if (text.place.startsWith('Knots') && text.place !== 'Knots › Bowline') {
          reads.open();
          await mayRead.opened;
        }
        return thread.passage(text);
      };
      const { service, meaning } = await opened({
        ...{ environment, cores: 1, eager: false },
        start: async () => ({ ...thread, passage }),
      });
      await meaning.settled;
      const knots = ['Bowline', 'Reef', 'Sheet bend', 'Clove hitch'].map(
        (name) => `\n## ${name}\n\nA knot called ${name}.\n`,
      );
      const edited = corpusOf([`# Knots\n${knots.join('')}`]);
      const edition = service.attach(createLocalEngine(edited, buildIndex(edited)), edited, 'boats');
      await reads.opened;
      const same = corpusOf([BOATS]);
      const local = createLocalEngine(same, buildIndex(same));
      const get: typeof local.store.get = async (ids) => {
        looks.open();
        await mayLook.opened;
        return local.store.get(ids);
      };
      const newer = service.attach({ ...local, store: { ...local.store, get } }, same, 'boats');
      await looks.opened;
      const last = async () => {
        edition.release();
        mayRead.open();
        await edition.settled;
      };
      if (ended === 'before') await last();
      mayLook.open();
      await newer.settled;
      if (ended === 'after') await last();
      asked.length = 0;
      await service.attach(engine(), corpus, 'boats').settled;
      expect(asked).toEqual([]);
      await service.close();
      await encoded({ environment, start });
      expect(asked).toEqual([]);
    },
  );

  it('encodes anew what was saved and cannot be read', async () => {
    const folder = await temporaryFolder();
    const environment = { DOCENT_CACHE_DIR: folder };
    await encoded({ environment, ...models() });
    const [saved = ''] = (await readdir(folder)).filter((name) => name.endsWith('.vectors'));
    const bytes = await readFile(join(folder, saved));
    const half = bytes.subarray(0, bytes.length / 2);
    const turned = Buffer.from(bytes).fill(1, bytes.length - 9);
    for (const damaged of [half, turned, Buffer.alloc(0)]) {
      await writeFile(join(folder, saved), damaged);
      const again = models();
      const { meaning, service } = await opened({ environment, ...again });
      await meaning.settled;
      await service.close();
      expect([again.asked.length, meaning.state.now]).toEqual([2, 'ready']);
    }
  });

  it('does not use what another encoder encoded', async () => {
    const folder = await temporaryFolder();
    const environment = { DOCENT_CACHE_DIR: folder };
    await encoded({ environment, ...models() });
    const [own = ''] = (await readdir(folder)).filter((name) => name.endsWith('.vectors'));
    const key = (encoder: string) =>
      createHash('sha256').update(`${encoder} ${process.versions.v8} boats`).digest('hex').slice(0, 32);
    expect(own).toBe(`${key(ENCODER_SHA256)}.vectors`);
    await rename(join(folder, own), join(folder, `${key('0'.repeat(64))}.vectors`));
    const again = models();
    await (await opened({ environment, ...again })).meaning.settled;
    expect(again.asked).toHaveLength(2);
  });

  it('that runs out of memory while passages are encoded leaves words, and says so', async () => {
    let passages = 0;
    const { meaning, warnings, bot } = await opened(
      models({
        async passage() {
          passages++;
          throw new Error('Worker terminated due to reaching memory limit: JS heap out of memory');
        },
      }),
    );
    await meaning.settled;
    expect(passages).toBeGreaterThan(0);
    expect(meaning).toMatchObject({ state: { now: 'words' }, vectors: null });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('heap out of memory');
    expect(await bot.ask(QUESTION)).toEqual(await createBot(corpus, engine()).ask(QUESTION));
  });

  it('that cannot be loaded leaves words, and says so once', async () => {
    const start = async () => {
      throw new Error('libonnxruntime.so: cannot open shared object file\n at somewhere');
    };
    const { service, meaning, warnings, bot } = await opened({ start });
    await meaning.settled;
    await service.attach(engine(), corpus, 'boats').settled;
    expect(meaning.state).toMatchObject({ now: 'words' });
    expect(warnings).toEqual([
      'Questions are answered by words alone: the models cannot be used (libonnxruntime.so: cannot open shared object file). docs/operations.md, “Meaning”, says where they run; MEANING=words takes this line away.',
    ]);
    expect(await bot.ask(QUESTION)).toEqual(await createBot(corpus, engine()).ask(QUESTION));
  });

  it('that fails for a question leaves words for that one, and is there for the next', async () => {
    const { asked, start } = models();
    const thread = await start();
    let dies = true;
    const question = async (text: string) => {
      if (dies) throw new Error('The thread ended with status 1.');
      return thread.question(text);
    };
    const { meaning, warnings, bot } = await opened({ start: async () => ({ ...thread, question }) });
    await meaning.settled;
    expect(await bot.ask(QUESTION)).toEqual(await createBot(corpus, engine()).ask(QUESTION));
    expect(warnings).toHaveLength(1);
    dies = false;
    await bot.ask(QUESTION);
    expect(asked).toContain(`question ${QUESTION}`);
    expect(meaning.state.now).toBe('ready');
  });

  it('goes on without a reranker that fails time after time, and says so once', async () => {
    const { asked, start } = models();
    let tried = 0;
    const score = async () => {
      tried++;
      throw new Error('reranker.int8.onnx: protobuf parsing failed');
    };
    const { meaning, warnings, bot } = await opened({ start: async () => ({ ...(await start()), score }) });
    await meaning.settled;
    for (let i = 0; i < 6; i++) await bot.ask(QUESTION);
    expect([tried, meaning.state.now]).toEqual([3, 'ready']);
    expect(warnings).toEqual([meaning.state.reason]);
    expect(warnings[0]).toContain(
      'the reranker cannot be used (reranker.int8.onnx: protobuf parsing failed)',
    );
    expect(asked.filter((one) => one.startsWith('question'))).toHaveLength(6);
  });

  it('that fails time after time is not tried again', async () => {
    let tried = 0;
    const question = async () => {
      tried++;
      throw new Error('The thread ended with status 1.');
    };
    const { meaning, warnings, bot } = await opened(models({ question }));
    await meaning.settled;
    for (let i = 0; i < 6; i++) await bot.ask(QUESTION);
    expect([tried, warnings.length, meaning.state.now]).toEqual([3, 1, 'words']);
  });

  it.each([SEARCH_AWAY, SEARCH_REFUSED])(
    'is still there when the engine that holds its vectors failed meanwhile, which is passed on: %s',
    async (code) => {
      const { service, warnings } = await opened(models());
      let fails = true;
      const meaning = service.attach(engine(), corpus, 'boats', {
        encoded: () => ({
          async candidates(_, found) {
            if (fails) throw new DocentError(code, 'Nobody answers');
            return found;
          },
        }),
      });
      await meaning.settled;
      const bot = createBot(corpus, meaning.engine, THOROUGH);
      for (let i = 0; i < 6; i++) await expect(bot.ask(QUESTION)).rejects.toMatchObject({ code });
      fails = false;
      await bot.ask(QUESTION);
      expect([warnings, meaning.state.now]).toEqual([[], 'ready']);
    },
  );

  it('is never loaded with MEANING=words', async () => {
    const { asked, start } = models();
    const { meaning, warnings } = await opened({ environment: { MEANING: 'words' }, start });
    await meaning.settled;
    expect([asked, warnings, meaning.state.now]).toEqual([[], [], 'words']);
  });

  it('does without the reranker while it reads for others, and has it again afterwards', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let reading = 0;
    const score = async () => {
      reading++;
      await gate;
      return 1;
    };
    const { meaning, service } = await opened(models({ score }));
    await meaning.settled;
    const { reranker, store } = meaning.engine;
    const query = await queryOf(QUESTION, knowledgeOf(corpus));
    const [one] = await store.get([corpus.passages[0]?.id ?? '']);
    const six = Array.from({ length: 6 }, () => one as StoredPassage);
    const first = reranker?.rerank(query, six);
    expect(await reranker?.rerank(query, six)).toBe(null);
    const beside = reranker?.rerank(query, six.slice(2));
    // What nobody waits for is read whole, and counts with nobody's.
    const patient = service.patiently(async () => reranker?.rerank(query, six));
    go();
    expect(await first).toHaveLength(6);
    expect(await beside).toHaveLength(4);
    expect(await patient).toHaveLength(6);
    expect(reading).toBe(16);
    expect(await reranker?.rerank(query, [...six, ...six])).toHaveLength(12);
  });

  it('reads what questions are held against once, for all editions and scopes', async () => {
    const { asked, start } = models();
    const { service, meaning } = await opened({ start });
    await meaning.settled;
    const same = service.attach(engine(), corpusOf([BOATS]), 'boats');
    await same.settled;
    for (const { likeness } of [meaning.engine, same.engine])
      expect(await likeness?.cosines('what bends?', ['what is a jib?', 'what is an oar?'])).toHaveLength(2);
    expect(asked.filter((one) => one.startsWith('question what is'))).toEqual([
      'question what is a jib?',
      'question what is an oar?',
    ]);
  });

  it('starts no models for what was still to be read when it was closed', async () => {
    const { start } = models();
    let started = 0;
    const [reads, mayRead] = [gate(), gate()];
    const question = async () => {
      reads.open();
      await mayRead.opened;
      return new Float32Array(DIMENSIONS).fill(1);
    };
    const { service, meaning } = await opened({
      async start() {
        started++;
        const thread = await start();
        return { ...thread, patient: { ...thread.patient, question } };
      },
    });
    await meaning.settled;
    const before = started;
    const others = Array.from({ length: 20 }, (_, i) => `what is oar ${i}?`);
    expect(await meaning.engine.likeness?.cosines('what bends?', others)).toBeNull();
    await reads.opened;
    await service.close();
    mayRead.open();
    await new Promise(setImmediate);
    expect(started).toBe(before);
  });

  it('is refused with a setting that is none', async () => {
    const open = openMeaning({ environment: { MEANING: 'much' }, warn: () => {} });
    await expect(open).rejects.toThrow(/MEANING must be auto, words or full \(it is "much"\)/);
  });
});

describe('jobs of the models', () => {
  it('run one at a time, questions before what came earlier, what is patient last, and a failed one holds up none', async () => {
    const order: string[] = [];
    let running = 0;
    const job = async (name: string) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      order.push(name);
      if (name === 'bad') throw new Error('bad');
      return 1;
    };
    const thread = inTurn({
      question: (text) => job(text) as never,
      passage: ({ place }) => job(place) as never,
      score: (question) => job(question),
      cover: async () => [],
    });
    const lines: string[] = [];
    const all = [
      thread.patient.question('patient'),
      thread.score('first', { place: '', lines }),
      thread.score('bad', { place: '', lines }),
      thread.passage({ place: 'passage', lines }),
      thread.patient.score('patient too', { place: '', lines }),
      thread.question('question'),
    ];
    const ended = await Promise.allSettled(all);
    expect(order).toEqual(['patient', 'question', 'first', 'bad', 'passage', 'patient too']);
    expect(ended.map(({ status }) => status === 'rejected')).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });
});
