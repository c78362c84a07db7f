/**
 * `npm run bench:search [PASSAGES]`: the engine on OpenSearch beside the embedded one, on a node that is started for
 * it, as Markdown: whether the question sets of the repository get the same answers, and what each takes on the shipped
 * article and on a synthetic corpus. Times in milliseconds unless said otherwise, memory in MB.
 */
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSearchBot } from '../adapters/search/bot.js';
import { createSearchEngine } from '../adapters/search/engine.js';
import { createSearchMeaning, loadNearest } from '../adapters/search/meaning.js';
import { prepareKnowledge } from '../adapters/search/prepare.js';
import { type BuildReport, buildIndexOf, publish } from '../adapters/search/publish.js';
import { openSearchServer } from '../adapters/search/server.js';
import { readSearchSettings, type SearchPlace } from '../adapters/search/settings.js';
import { listIndexes, openVersion } from '../adapters/search/version.js';
import { type MeaningService, openMeaning } from '../adapters/service/meaning.js';
import { openBot } from '../adapters/service/open-bot.js';
import type { Bot } from '../src/bot.js';
import { parseQuestionSet } from '../src/eval/question-set.js';
import { scoreAll } from '../src/eval/score.js';
import { startOpenSearch } from '../test/opensearch-server/server.js';
import { ms, quantile, table } from './figures.js';
import { synthesize } from './synthetic.js';

/** Paragraphs, of which three make a passage. */
const PASSAGES = Number(process.argv[2] ?? 30_000);
const QUESTIONS = 100;
const SEED = 1;
/** Of the Java machine that the node runs in. */
const HEAP = '1g';
/** How long a request may take that builds an index, in milliseconds. */
const PATIENCE_MS = 120_000;

const SETS = [
  ['knowledge', 'test/eval/dev.jsonl'],
  ['knowledge', 'test/eval/community-1.jsonl'],
  ['knowledge', 'test/eval/community-2.jsonl'],
  ['test/fixtures/teas', 'test/fixtures/teas/questions.jsonl'],
  ['test/fixtures/handbook', 'test/fixtures/handbook/questions.jsonl'],
] as const;

if (!globalThis.gc)
  throw new Error('Memory is measured after a collection: run it by `npm run bench:search`.');

const held = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

const scratch = await mkdtemp(join(tmpdir(), 'docent-search-'));
const cluster = await startOpenSearch({ heap: HEAP });
const [node] = cluster.nodes;
const place = (name: string) =>
  readSearchSettings({
    SEARCH_URL: cluster.url,
    SEARCH_INDEX: name,
    SEARCH_REPLICAS: '0',
  }) as SearchPlace;
const builder = await openSearchServer(place('docent'), PATIENCE_MS);
const asking = await openSearchServer(place('docent'));
const warn = (message: string) => process.stderr.write(`${message}\n`);

interface Put {
  readonly report: BuildReport;
  /** Reading, parsing, indexing and encoding here, and bringing it there. */
  readonly prepareMs: number;
  readonly bringMs: number;
}

async function put(folder: string, name: string, environment: Record<string, string>): Promise<Put> {
  const start = performance.now();
  const { hash, ...built } = await prepareKnowledge(folder, { environment, warn });
  const prepared = performance.now();
  const report = await buildIndexOf(builder, built, { settings: place(name), hash });
  await publish(builder, place(name), report.index);
  return { report, prepareMs: prepared - start, bringMs: performance.now() - prepared };
}

/** A bot on the index in service. */
async function there(name: string, models: MeaningService): Promise<Bot> {
  const listed = (await listIndexes(asking, name)).find(({ inService }) => inService);
  if (!listed) throw new Error(`Nothing is in service under ${name}`);
  const version = await openVersion(asking, listed.index, listed.meta);
  const words = createSearchEngine(asking, version);
  const nothing = { passages: [], items: [] };
  const encoded = createSearchMeaning(asking, version, await loadNearest(asking, version));
  const meaning = models.attach(words, nothing, name, { encoded });
  await meaning.settled;
  return createSearchBot(asking, version, meaning.engine, { finding: models.options });
}

/** How many questions get the very same answer from both, and how many each answers rightly. */
async function compared(folder: string, file: string, mode: string): Promise<string[]> {
  const environment = { MEANING: mode, DOCENT_CACHE_DIR: join(scratch, 'cache') };
  const models = await openMeaning({ environment, warn, eager: false });
  const name = `${folder.split('/').at(-1)}-${mode}`;
  await put(folder, name, environment);
  const opened = await openBot({ knowledge: folder, environment, meaning: models });
  await opened.meaning?.settled;
  const questions = parseQuestionSet(await readFile(file, 'utf8'), file);
  const here = await scoreAll(opened.bot, questions);
  const other = await scoreAll(await there(name, models), questions);
  await models.close();
  const right = (scored: typeof here) =>
    ((100 * scored.filter(({ faults }) => faults.length === 0).length) / scored.length).toFixed(1);
  const same = here.filter(({ answer }, i) => shown(answer) === shown(other[i]?.answer)).length;
  const share = ((100 * same) / here.length).toFixed(1);
  return [`${file}, ${mode}`, String(here.length), share, right(here), right(other)];
}

/** What people see of an answer. */
function shown(answer: Awaited<ReturnType<Bot['ask']>> | null | undefined): string {
  const { status, title, blocks, citations, suggestions } = answer ?? {};
  return JSON.stringify([status, title, blocks, citations, suggestions]);
}

/** Asks all questions one after the other. @returns how long each took */
async function timed(bot: Bot, questions: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const start = performance.now();
    await bot.ask(question);
    times.push(performance.now() - start);
  }
  return times;
}

/** What both engines take on a folder, by words alone. */
async function measured(folder: string, name: string, questions: readonly string[]) {
  const environment = { MEANING: 'words', DOCENT_CACHE_DIR: join(scratch, `cache-${name}`) };
  const models = await openMeaning({ environment, warn, eager: false });
  const first = await put(folder, name, environment);
  const before = held();
  const bot = await there(name, models);
  const replica = held() - before;
  const cold = await timed(bot, questions);
  const warm = await timed(bot, questions);
  const asked = held() - before;
  const middle = held();
  const { bot: embedded } = await openBot({ knowledge: folder, environment, meaning: models });
  const embeddedMemory = held() - middle;
  await timed(embedded, questions);
  const here = await timed(embedded, questions);
  const same = await sameOf(embedded, bot, questions);
  const [path = ''] = embedded.contents.documents.map(({ id }) => id);
  await appendFile(join(folder, path), '\nOne more paragraph stands here.\n');
  const edit = await put(folder, name, environment);
  await models.close();
  const times = (all: readonly number[]) => `${ms(quantile(all, 0.5))} / ${ms(quantile(all, 0.95))}`;
  return [
    ['passages', String(embedded.contents.passages)],
    ['read, parse and index here, s', (first.prepareMs / 1_000).toFixed(1)],
    [`bring ${first.report.brought} documents, s`, (first.bringMs / 1_000).toFixed(1)],
    ['an edit of one article: here, s', (edit.prepareMs / 1_000).toFixed(1)],
    [`bring ${edit.report.brought}, remove ${edit.report.removed}, s`, (edit.bringMs / 1_000).toFixed(1)],
    ['memory of a replica, opened and asked', `${replica.toFixed(1)}, ${asked.toFixed(1)}`],
    ['memory of the embedded engine', embeddedMemory.toFixed(1)],
    ['memory of the node', ((await node?.memory()) ?? 0).toFixed(0)],
    ['whole answer, p50 / p95, first asked', times(cold)],
    ['whole answer, p50 / p95, asked again', times(warm)],
    ['whole answer, p50 / p95, embedded', times(here)],
    ['same answers, %', same],
  ];
}

async function sameOf(one: Bot, other: Bot, questions: readonly string[]): Promise<string> {
  let same = 0;
  for (const question of questions)
    if (shown(await one.ask(question)) === shown(await other.ask(question))) same++;
  return ((100 * same) / questions.length).toFixed(1);
}

try {
  const rows: string[][] = [];
  for (const mode of ['words', 'auto'])
    for (const [folder, file] of SETS) rows.push(await compared(folder, file, mode));
  const { files, questions } = synthesize(PASSAGES, QUESTIONS, SEED);
  const synthetic = join(scratch, 'synthetic');
  await mkdir(synthetic);
  for (const { path, text } of files) await writeFile(join(synthetic, path), text);
  const shipped = join(scratch, 'shipped');
  await mkdir(shipped);
  for (const name of ['top-10-backend-frameworks.md', 'thesaurus.yaml'])
    await writeFile(join(shipped, name), await readFile(join('knowledge', name)));
  const dev = parseQuestionSet(await readFile('test/eval/dev.jsonl', 'utf8'), 'dev').map(({ q }) => q);
  const small = await measured(shipped, 'shipped', dev);
  const large = await measured(synthetic, 'synthetic', questions);
  process.stdout.write(
    `${[
      `One node of OpenSearch with a heap of ${HEAP}; Node ${process.versions.node}.`,
      table(['set', 'questions', 'same answers, %', 'right: embedded, %', 'right: OpenSearch, %'], rows),
      table(
        ['', 'shipped article', 'synthetic'],
        large.map(([what = '', figure = ''], i) => [what, small[i]?.[1] ?? '', figure]),
      ),
    ].join('\n\n')}\n`,
  );
} finally {
  await asking.close();
  await builder.close();
  await cluster.stop();
  await rm(scratch, { recursive: true, force: true });
}
