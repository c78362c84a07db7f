import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DocentError } from '../../src/errors.js';
import { WRITERS } from '../../test/import-sources/generate.js';
import { randomArticle } from '../../test/import-sources/random-article.js';
import { seeded } from '../synthetic.js';
import { type CaseDone, type CaseJob, KINDS } from './cases.js';
import { ROOT, TEAS } from './program.js';
import { hostileQuestion } from './question-shapes.js';
import { randomMixture, randomPiece } from './random-shape.js';

/** The program as it is shipped: what loads this file wraps every function, which is not what is measured. */
const built = (path: string) => import(join(ROOT, 'dist', path));
const { serveJobs }: typeof import('../../adapters/process/serve-jobs.js') = await built(
  'adapters/process/serve-jobs.js',
);
const { parseArticle }: typeof import('../../src/knowledge/parse-article.js') = await built(
  'src/knowledge/parse-article.js',
);
const { loadCorpus }: typeof import('../../src/knowledge/load-corpus.js') = await built(
  'src/knowledge/load-corpus.js',
);
const { buildIndex }: typeof import('../../src/retrieval/local/build-index.js') = await built(
  'src/retrieval/local/build-index.js',
);
const { createLocalEngine }: typeof import('../../src/retrieval/local/engine.js') = await built(
  'src/retrieval/local/engine.js',
);
const { createBot }: typeof import('../../src/bot.js') = await built('src/bot.js');
const { importSource }: typeof import('../../src/import/import-source.js') = await built(
  'src/import/import-source.js',
);

type Content = string | Uint8Array;
type Steps = Record<string, number>;
/** Most parts of a small case. */
const MAX_PARTS = 60;

function processorMs(): number {
  // Other programs may run beside.
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed<T>(steps: Steps, name: string, work: () => T | Promise<T>): Promise<T> {
  const before = processorMs();
  const result = await work();
  steps[name] = (steps[name] ?? 0) + processorMs() - before;
  return result;
}

async function article(content: Content, steps: Steps): Promise<void> {
  const text = String(content);
  const parsed = await timed(steps, 'parse', () => parseArticle('a.md', text));
  await timed(steps, 'index', () => {
    const { corpus } = loadCorpus([{ path: 'a.md', text }], null, () => parsed);
    return buildIndex(corpus);
  });
}

const teas = loadCorpus(
  [{ path: 'teas.md', text: readFileSync(join(TEAS, 'teas.md'), 'utf8') }],
  null,
).corpus;
const bot = createBot(teas, createLocalEngine(teas, buildIndex(teas)));

async function question(content: Content, steps: Steps): Promise<void> {
  await timed(steps, 'ask', () => bot.ask(String(content)));
}

async function imported(name: string, content: Content, steps: Steps): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await timed(steps, 'import', () =>
    importSource(name, bytes).catch((error) => {
      // What cannot be imported is told so.
      if (!(error instanceof DocentError) && (error as Error).name !== 'DocentError') throw error;
    }),
  );
}

/** Front matter of entries that mean something, with anything in them. */
function randomFront(random: () => number): string {
  const keys = ['title', 'noun', 'subjects', 'questions', 'source', 'licence', '__proto__', 'a'];
  const lines = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
    const key = keys[Math.floor(random() * keys.length)];
    return `${' '.repeat(Math.floor(random() * 4))}${random() < 0.8 ? `${key}: ` : '- '}${randomMixture(random, 3)}`;
  });
  return `---\n${lines.join('\n')}\n---\n# Title\n\nIt is a text.\n`;
}

/** A file of a format with some of its bytes changed, or cut off. */
function randomFile(random: () => number): { name: string; bytes: Uint8Array } {
  const formats = Object.keys(WRITERS);
  const extension = formats[Math.floor(random() * formats.length)] as string;
  const whole = Uint8Array.from(WRITERS[extension]?.(randomArticle(Math.floor(random() * 1e9))) ?? []);
  for (let i = 0; i < random() * 20; i++)
    whole[Math.floor(random() * whole.length)] = Math.floor(random() * 256);
  return {
    name: `a.${extension}`,
    bytes: random() < 0.3 ? whole.subarray(0, Math.floor(random() * whole.length)) : whole,
  };
}

/** Tries one case made at random. @returns it, to be told of */
const SMALL: Readonly<
  Record<string, (random: () => number, steps: Steps) => { content: string; done: Promise<void> }>
> = {
  articles: (random, steps) => {
    const content = `# Title\n\n${randomMixture(random, MAX_PARTS)}`;
    return { content, done: article(content, steps) };
  },
  'front-matter': (random, steps) => {
    const content = randomFront(random);
    return { content, done: article(content, steps) };
  },
  questions: (random, steps) => {
    const content = hostileQuestion(random);
    return { content, done: question(content, steps) };
  },
  imports: (random, steps) => {
    const { name, bytes } = randomFile(random);
    return { content: name, done: imported(name, bytes, steps) };
  },
};

/** @throws what the program throws, which is a crash */
async function large(kind: string, shape: string, content: Content, steps: Steps): Promise<void> {
  if (kind === 'questions') return question(content, steps);
  if (kind !== 'imports') return article(content, steps);
  return imported(`a.${shape.split(' ').at(-1)}`, content, steps);
}

function contentOf(kind: string, shape: string, size: number): Content {
  const [, seed] = /^random-(\d+)(?: as \w+)?$/.exec(shape) ?? [];
  if (seed !== undefined) {
    const piece = randomPiece(Number(seed));
    return `# Title\n\n${piece.repeat(Math.ceil(size / piece.length))}\n`;
  }
  const make = KINDS[kind]?.shapes[shape];
  if (!make) throw new Error(`There is no shape "${shape}" of ${kind}.`);
  // How often it must be repeated shows from two lengths.
  const [few, more] = [make(200).length, make(400).length];
  const unit = Math.max((more - few) / 200, 0.2);
  return make(Math.max(2, Math.round(size / unit)));
}

const told = (error: unknown, content: Content) =>
  `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)} – at ${JSON.stringify(String(content).slice(0, 200))}`;

serveJobs<CaseJob, CaseDone>(async (job) => {
  const steps: Steps = {};
  const crashes: string[] = [];
  if ('shape' in job) {
    const content = contentOf(job.kind, job.shape, job.size);
    await large(job.kind, job.shape, content, steps).catch((error) => crashes.push(told(error, content)));
    return { length: content.length, steps, crashes };
  }
  const random = seeded(job.seed);
  let slowest = 0;
  for (let i = 0; i < job.count; i++) {
    const own: Steps = {};
    const { content, done } = SMALL[job.kind]?.(random, own) ?? { content: '', done: Promise.resolve() };
    await done.catch((error) => crashes.push(told(error, content)));
    slowest = Math.max(
      slowest,
      Object.values(own).reduce((sum, ms) => sum + ms, 0),
    );
  }
  return { length: 0, steps: { slowest }, crashes };
});
