import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../../adapters/sources/sources-file.js';
import { temporaryFolder } from '../../builders.js';
import { startGitServer } from '../../git-server.js';
import { half, serveSite, status } from '../../site-server.js';
import { articlesIn, createTestClock, siteSource, sourcesOf, syncOne } from './builders.js';

/** What happens to a source between two syncs. */
interface Step {
  /** What pages say then; those that are not named are deleted. */
  readonly pages: Readonly<Record<string, number>>;
  /** What is out of order at the sync that follows: the list of pages, all of it, or some of the pages. */
  readonly fails: 'nothing' | 'listing' | 'everything' | readonly string[];
}

const PAGES = ['hire', 'deposit', 'moor/north', 'moor/south', 'lights'];
const FAILING = [
  status(500),
  status(401),
  status(429, { 'retry-after': '9999' }),
  half('<html><body><p>The'),
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  pages: fc
    .uniqueArray(fc.constantFrom(...PAGES), { minLength: 1 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fc.integer({ min: 0, max: 3 })]))),
    ),
  fails: fc.oneof(
    { weight: 3, arbitrary: fc.constant('nothing' as const) },
    fc.constantFrom('listing' as const, 'everything' as const),
    fc.subarray(PAGES, { minLength: 1 }),
  ),
});
const story = fc.array(step, { minLength: 2, maxLength: 6 });

const wordsOf = (name: string, n: number) =>
  `The boat of ${name} has ${n + 2} oars and costs ${n + 7} euros.`;

/** The words that each article has, by its path. */
const said = (articles: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(articles).map(([path, text]) => [path, /The boat of .*/.exec(text)?.[0] ?? text]),
  );

/** Holds a source through a story to what is promised of it. */
async function tell(
  steps: readonly Step[],
  sources: readonly Source[],
  arrange: (step: Step, fault: (typeof FAILING)[number]) => Promise<void>,
): Promise<void> {
  const knowledge = await temporaryFolder();
  const folder = join(knowledge, 'synced', sources[0]?.name ?? '');
  const clock = createTestClock();
  /** All that pages ever said. */
  const ever = new Set<string>();
  for (const [i, one] of steps.entries()) {
    for (const [name, n] of Object.entries(one.pages)) ever.add(wordsOf(name, n));
    const before = await articlesIn(folder);
    await arrange(one, FAILING[i % FAILING.length] ?? FAILING[0]);
    // Who asked to be left alone is asked again.
    clock.advance(10_000_000);
    const { error } = await syncOne(sources, knowledge, { clock });
    const after = await articlesIn(folder);
    for (const words of Object.values(said(after))) expect(ever).toContain(words);
    if (error !== null) expect(after).toEqual(before);
    else {
      const listed = new Set(Object.keys(one.pages).map((name) => `${name}.md`));
      for (const path of Object.keys(after)) expect(listed).toContain(path);
      // What is still there, and could not be read, is as it was.
      for (const path of listed) if (path in before) expect(Object.keys(after)).toContain(path);
    }
    if (one.fails === 'listing' || one.fails === 'everything') expect(error).not.toBeNull();
    if (one.fails === 'nothing') {
      const fresh = await temporaryFolder();
      await syncOne(sources, fresh);
      expect(after).toEqual(await articlesIn(join(fresh, 'synced', sources[0]?.name ?? '')));
    }
  }
}

/** The same for the last step, with nothing out of order. */
const withEnd = (steps: readonly Step[]): Step[] => {
  const last = steps.at(-1);
  return last ? [...steps, { ...last, fails: 'nothing' }] : [];
};

describe('after any edits, deletions and failures the knowledge is what a fresh import gives', () => {
  it('of a site', async () => {
    const site = await serveSite({});
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        await tell(withEnd(steps), siteSource(site.url), async ({ pages, fails }, fault) => {
          site.pages.clear();
          site.faults.clear();
          for (const [name, n] of Object.entries(pages)) site.pages.set(`/${name}`, wordsOf(name, n));
          if (fails === 'listing') site.faults.set('/sitemap.xml', half('<urlset><url><loc>', 'text/xml'));
          else if (fails === 'everything') for (const name of PAGES) site.faults.set(`/${name}`, fault);
          else if (fails !== 'nothing') for (const name of fails) site.faults.set(`/${name}`, fault);
        });
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('of a repository', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const git = await startGitServer({ boats: { main: { 'docs/hire.md': 'nothing' } } });
        const [source] = sourcesOf(
          `boats:\n  kind: git\n  url: ${git.url}/boats\n  path: docs\n  privateAddresses: [127.0.0.1]\n`,
        );
        await tell(withEnd(steps), source ? [source] : [], async ({ pages, fails }) => {
          const files = PAGES.map((name): [string, string | null] => {
            const n = pages[name];
            return [`docs/${name}.md`, n === undefined ? null : `# ${name}\n\n${wordsOf(name, n)}\n`];
          });
          await git.commit('boats', 'main', Object.fromEntries(files));
          git.failsWith = null;
          git.token = null;
          if (fails === 'everything') git.token = 'one that nobody has';
          else if (fails !== 'nothing') git.failsWith = fails === 'listing' ? 500 : 403;
          // Another commit, so that there is something to fetch.
          if (fails !== 'nothing') await git.commit('boats', 'main', {});
        });
      }),
      { numRuns: 3 },
    );
  }, 120_000);

  it('of a folder', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const root = await temporaryFolder();
        const folder = join(root, 'pages');
        const [source] = sourcesOf(`boats:\n  kind: folder\n  path: ${folder}\n`);
        await tell(withEnd(steps), source ? [source] : [], async ({ pages, fails }) => {
          await rm(folder, { recursive: true, force: true });
          if (fails === 'listing' || fails === 'everything') return;
          for (const [name, n] of Object.entries(pages)) {
            const path = join(folder, `${name}.md`);
            await mkdir(join(path, '..'), { recursive: true });
            await writeFile(path, `# ${name}\n\n${wordsOf(name, n)}\n`);
          }
        });
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
