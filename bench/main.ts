/**
 * `npm run bench`, or `npm run bench:slack` for that platform alone: how fast and how large the bot is, beside plain MiniSearch `search()` over the same
 * passages in the same run, as Markdown. Times in milliseconds; of repeated measurements the median.
 * Figures of two machines do not compare, ratios do.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBot } from '../adapters/service/open-bot.js';
import type { Bot } from '../src/bot.js';
import { parseQuestionSet } from '../src/eval/question-set.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import type { Conversation } from '../src/query/query.js';
import { buildIndex } from '../src/retrieval/local/build-index.js';
import { discordSection } from './discord.js';
import { kept, ms, quantile, ratio, table } from './figures.js';
import { loadPlainSearch, type PlainSearch, plainSearch } from './plain-search.js';
import { slackSection } from './slack.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const KNOWLEDGE = join(ROOT, 'knowledge');
const QUESTIONS = join(ROOT, 'test/eval/dev.jsonl');
const { bin } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
/** Times that every question is asked, after as many again that are not counted. */
const ROUNDS = 60;
const WARM_UP_ROUNDS = 20;
/** Times that a process is started, and an index built or loaded. */
const STARTS = 15;
const BUILDS = 15;

interface Asked {
  readonly q: string;
  readonly kind: string;
  readonly conversation: Conversation | null;
}

/** Medians of whole processes, in milliseconds. */
interface ColdTimes {
  readonly nothing: number;
  readonly docent: number;
  readonly search: number;
}

interface Times {
  readonly bot: number[];
  readonly search: number[];
}

const folder = await mkdtemp(join(tmpdir(), 'docent-bench-'));
try {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const sections = process.argv[2] === 'slack' ? [await onSlack()] : await all();
  process.stdout.write(`${sections.join('\n\n')}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function all(): Promise<string[]> {
  const { bot, search, indexRows } = await indexes(folder);
  const asked = await questions(bot);
  const times = await warm(bot, search, asked);
  const cold = await coldTimes(folder, search);
  return [
    await heading(bot),
    warmTable(times),
    table(['', 'docent', 'MiniSearch', 'ratio'], [...indexRows, ...coldRows(cold), ...memoryRows(folder)]),
    wanted(times, cold),
    await discordSection(
      ROOT,
      join(ROOT, bin.docent),
      folder,
      asked.map(({ q }) => q),
    ),
    await onSlack(),
  ];
}

async function onSlack(): Promise<string> {
  const asked = parseQuestionSet(await readFile(QUESTIONS, 'utf8'), QUESTIONS).map(({ q }) => q);
  return slackSection(ROOT, join(ROOT, bin.docent), folder, asked);
}

async function heading(bot: Bot): Promise<string> {
  const version = async (name: string) =>
    JSON.parse(await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
  const { documents, subjects, passages } = bot.contents;
  const [cpu] = cpus();
  return [
    `Node ${process.versions.node}, minisearch ${await version('minisearch')}, natural ${await version('natural')}; ${cpus().length} × ${cpu?.model.trim()}.`,
    `${documents.length} articles, ${subjects.length} subjects, ${passages} passages; each question ${ROUNDS} times, warm. MiniSearch: \`search()\` with default options over the same passages.`,
  ].join('\n');
}

/** Every question of the set, its earlier turns already taken. */
async function questions(bot: Bot): Promise<Asked[]> {
  const out: Asked[] = [];
  for (const { q, kind, context } of parseQuestionSet(await readFile(QUESTIONS, 'utf8'), QUESTIONS)) {
    let conversation: Conversation | null = null;
    for (const turn of context) conversation = (await bot.ask(turn, { conversation })).conversation;
    out.push({ q, kind, conversation });
  }
  return out;
}

async function warm(
  bot: Bot,
  search: PlainSearch,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, Times>> {
  const times = new Map<string, Times>();
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const { q, kind, conversation } of asked) {
      const start = performance.now();
      await bot.ask(q, { conversation });
      const between = performance.now();
      search.search(q);
      const end = performance.now();
      if (round < 0) continue;
      const list = times.get(kind) ?? { bot: [], search: [] };
      times.set(kind, list);
      list.bot.push(between - start);
      list.search.push(end - between);
    }
  }
  return times;
}

function warmTable(times: ReadonlyMap<string, Times>): string {
  const all: Times = {
    bot: [...times.values()].flatMap(({ bot }) => bot),
    search: [...times.values()].flatMap(({ search }) => search),
  };
  const row = (kind: string, { bot, search }: Times) => [
    kind,
    perSecond(bot),
    ms(quantile(bot, 0.5)),
    ms(quantile(bot, 0.99)),
    perSecond(search),
    ms(quantile(search, 0.5)),
    ms(quantile(search, 0.99)),
    ratio(quantile(bot, 0.5), quantile(search, 0.5)),
  ];
  return table(
    ['kind', 'answers/s', 'p50 ms', 'p99 ms', 'MiniSearch /s', 'p50 ms', 'p99 ms', 'ratio p50'],
    [...[...times].map(([kind, list]) => row(kind, list)), row('**all**', all)],
  );
}

/** Builds and loads both indexes, and gives them back. */
async function indexes(cache: string): Promise<{ bot: Bot; search: PlainSearch; indexRows: string[][] }> {
  const { articles, thesaurus } = await readKnowledge(KNOWLEDGE);
  const open = () => openBot({ knowledge: KNOWLEDGE, environment: { DOCENT_CACHE_DIR: cache } });
  await open();
  const parse: number[] = [];
  const build: Times = { bot: [], search: [] };
  const load: Times = { bot: [], search: [] };
  let ready: { bot: Bot; search: PlainSearch } | null = null;
  for (let i = 0; i < BUILDS; i++) {
    const { corpus } = timed(parse, () => loadCorpus(articles, thesaurus));
    timed(build.bot, () => buildIndex(corpus));
    const search = timed(build.search, () => plainSearch(corpus));
    const saved = JSON.stringify(search);
    const start = performance.now();
    const { bot, fromCache } = await open();
    if (!fromCache) throw new Error(`What was saved in ${cache} cannot be loaded`);
    load.bot.push(performance.now() - start);
    timed(load.search, () => loadPlainSearch(saved));
    ready = { bot, search };
  }
  if (!ready) throw new RangeError('BUILDS is 0');
  const pair = (label: string, { bot, search }: Times) => [
    label,
    ms(quantile(bot, 0.5)),
    ms(quantile(search, 0.5)),
    ratio(quantile(bot, 0.5), quantile(search, 0.5)),
  ];
  return {
    ...ready,
    indexRows: [
      ['parse the articles, ms', ms(quantile(parse, 0.5)), '–', '–'],
      pair('build the index, ms', build),
      pair('load a saved index, ms', load),
    ],
  };
}

/** Whole processes, taking turns: `docent ask`, a MiniSearch of its own, and Node doing nothing. */
async function coldTimes(cache: string, search: PlainSearch): Promise<ColdTimes> {
  const question = 'Which framework suits real-time apps?';
  const saved = join(cache, 'minisearch.json');
  await writeFile(saved, JSON.stringify(search));
  const runs = {
    nothing: ['-e', '0'],
    docent: [join(ROOT, bin.docent), 'ask', question, '--knowledge', KNOWLEDGE],
    search: [join(ROOT, 'bench/cold-search.mjs'), saved, question],
  };
  const times = { nothing: [] as number[], docent: [] as number[], search: [] as number[] };
  for (let i = -1; i < STARTS; i++) {
    for (const [name, args] of Object.entries(runs) as [keyof typeof runs, string[]][]) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd: ROOT,
        env: { ...process.env, DOCENT_CACHE_DIR: cache },
      });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
      if (i >= 0) times[name].push(performance.now() - start);
    }
  }
  return {
    nothing: quantile(times.nothing, 0.5),
    docent: quantile(times.docent, 0.5),
    search: quantile(times.search, 0.5),
  };
}

function coldRows({ nothing, docent, search }: ColdTimes): string[][] {
  return [
    ['cold start, ms', ms(docent), ms(search), ratio(docent, search)],
    ['cold start ÷ `node -e 0`', ratio(docent, nothing), ratio(search, nothing), ratio(docent, search)],
  ];
}

/** The bounds that the project sets itself, and whether this run keeps them. */
function wanted(times: ReadonlyMap<string, Times>, { nothing, docent }: ColdTimes): string {
  const all = [...times.values()].flatMap(({ bot }) => bot);
  return `Wanted: ${[
    kept('median answer in ms', quantile(all, 0.5), 1),
    kept('p99 in ms', quantile(all, 0.99), 5),
    kept('cold start ÷ `node -e 0`', docent / nothing, 5),
  ].join('; ')}.`;
}

/** What each holds in memory beyond a process that has the same modules loaded and holds nothing. */
function memoryRows(cache: string): string[][] {
  const [nothing, bot, search] = ['nothing', 'bot', 'search'].map((what) => {
    const args = ['--expose-gc', '--import', 'tsx', join(ROOT, 'bench/memory.ts'), what, KNOWLEDGE];
    const { stdout, status, stderr } = spawnSync(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, DOCENT_CACHE_DIR: cache },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`bench/memory.ts ${what} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout) as { bytes: number };
  });
  if (!nothing || !bot || !search) throw new RangeError('Three processes are measured');
  const [a = 0, b = 0] = [bot, search].map(({ bytes }) => (bytes - nothing.bytes) / 2 ** 20);
  return [['memory held, MB', a.toFixed(1), b.toFixed(1), ratio(a, b)]];
}

function timed<T>(into: number[], run: () => T): T {
  const start = performance.now();
  const result = run();
  into.push(performance.now() - start);
  return result;
}

function perSecond(times: readonly number[]): string {
  return ((1000 * times.length) / times.reduce((sum, time) => sum + time, 0)).toFixed(0);
}
