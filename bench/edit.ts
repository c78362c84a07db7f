/**
 * `npm run bench:edit -- [PASSAGES] [OTHER_BUILD]`: what an edit of one article of a large corpus costs while the
 * program runs: until it is live, what it holds up, and what all takes of memory, as Markdown. With the `dist` of
 * another build, whose libraries lie above it, that is measured first, in the same run. Words alone answer, unless
 * `MEANING` says otherwise.
 */
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ms, quantile, table } from './figures.js';
import { synthesize } from './synthetic.js';

/** Paragraphs of the synthetic articles that come to one passage. */
const PARAGRAPHS = 2.8;
const SEED = 1;
const EDITS = 4;
/** How often somebody asks meanwhile, and how often it is looked whether the edit is live, in milliseconds. */
const ASK_EVERY_MS = 20;
const LOOK_EVERY_MS = 2;
const MEGABYTE = 2 ** 20;

/** What one edit cost. Times in milliseconds. */
interface Cost {
  readonly live: number;
  /** Longest standstill of the loop that talks to the platforms. */
  readonly standstill: number;
  /** The slowest answer meanwhile. */
  readonly answer: number;
}

interface Measured {
  readonly passages: number;
  readonly open: number;
  readonly edits: readonly Cost[];
  readonly mostMb: number;
}

const pause = (time: number) => new Promise((done) => setTimeout(done, time));

/** Measures a build in this process. */
async function measure(dist: string, folder: string): Promise<Measured> {
  const built = (name: string) => import(pathToFileURL(join(dist, 'adapters', name)).href);
  const { followKnowledge }: typeof import('../adapters/service/reload.js') =
    await built('service/reload.js');
  const { createVersions }: typeof import('../adapters/service/versions.js') =
    await built('service/versions.js');
  const { createLogger }: typeof import('../adapters/process/logger.js') = await built('process/logger.js');
  const { createMetrics }: typeof import('../adapters/process/metrics.js') =
    await built('process/metrics.js');
  const knowledge = join(folder, 'articles');
  const own = await mkdtemp(join(folder, 'build-'));
  const start = performance.now();
  const live = await followKnowledge({
    folder: knowledge,
    versions: createVersions(join(own, 'data'), knowledge),
    environment: { DOCENT_CACHE_DIR: join(own, 'cache'), MEANING: process.env.MEANING ?? 'words' },
    watch: 'off',
    log: createLogger({ write: () => undefined }),
    metrics: createMetrics(),
    lastQuestions: async () => [],
  });
  const open = performance.now() - start;
  await live.opened.meaning?.settled;
  const edits: Cost[] = [];
  for (let i = 0; i < EDITS; i++) {
    await appendFile(join(knowledge, '00000.md'), `\nOne more, ${dist} ${i}.\n`);
    const before = live.state.hash;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const asked: number[] = [];
    let isDone = false;
    const asking = (async () => {
      while (!isDone) {
        const from = performance.now();
        await live.bot.ask('what is it?');
        asked.push(performance.now() - from);
        await pause(ASK_EVERY_MS);
      }
    })();
    const from = performance.now();
    const reloaded = live.reload();
    while (live.state.hash === before) await pause(LOOK_EVERY_MS);
    const took = performance.now() - from;
    await reloaded;
    isDone = true;
    await asking;
    loop.disable();
    edits.push({ live: took, standstill: loop.max / 1e6, answer: Math.max(...asked) });
  }
  const { passages } = live.bot.contents;
  await live.stop();
  return { passages, open, edits, mostMb: (process.resourceUsage().maxRSS * 1024) / MEGABYTE };
}

function row(name: string, { open, edits, mostMb }: Measured): string[] {
  const of = (what: keyof Cost) => edits.map((cost) => cost[what]);
  return [
    name,
    ms(open),
    ms(quantile(of('live'), 0.5)),
    ms(Math.max(...of('live'))),
    ms(Math.max(...of('standstill'))),
    ms(Math.max(...of('answer'))),
    ms(mostMb),
  ];
}

const [first, second, third] = process.argv.slice(2);
if (first === '--measure') {
  process.stdout.write(JSON.stringify(await measure(second ?? '', third ?? '')));
  process.exit();
}
const wanted = Number(first ?? 10_000);
if (!Number.isInteger(wanted) || wanted < 1) throw new RangeError('Say how many passages: a whole number.');
const here = resolve(dirname(fileURLToPath(import.meta.url)), '../dist');
const folder = await mkdtemp(join(tmpdir(), 'docent-edit-'));
try {
  await mkdir(join(folder, 'articles'));
  const { files } = synthesize(Math.round(wanted * PARAGRAPHS), 1, SEED);
  for (const { path, text } of files) await writeFile(join(folder, 'articles', path), text);
  const builds = [...(second ? [['before', resolve(second)] as const] : []), ['now', here] as const];
  const measured = builds.map(([name, dist]) => {
    const args = [
      '--max-old-space-size=12000',
      '--import',
      'tsx',
      fileURLToPath(import.meta.url),
      '--measure',
    ];
    const told = execFileSync(process.execPath, [...args, dist, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return { name, figures: JSON.parse(told.toString()) as Measured };
  });
  process.stdout.write(
    `${[
      `${measured[0]?.figures.passages} passages in ${files.length} articles, seed ${SEED}; Node ${process.versions.node}. ${EDITS} edits of one article, and a question every ${ASK_EVERY_MS} ms. Milliseconds and megabytes.`,
      table(
        [
          '',
          'first start',
          'live after, p50',
          'most',
          'longest standstill',
          'slowest answer',
          'memory at most',
        ],
        measured.map(({ name, figures }) => row(name, figures)),
      ),
    ].join('\n\n')}\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
