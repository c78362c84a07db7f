import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCompleter } from '../../../../adapters/service/complete.js';
import { createIndexer, type Indexer } from '../../../../adapters/service/index-files.js';
import { type MeaningService, openMeaning } from '../../../../adapters/service/meaning.js';
import { type OpenedBot, openFiles } from '../../../../adapters/service/open-bot.js';
import { whyView } from '../../../../adapters/service/private-views.js';
import { createLatest, createWithin } from '../../../../adapters/service/scopes/within.js';
import { createStarters } from '../../../../adapters/service/starters.js';
import type { Bot } from '../../../../src/bot.js';
import type { KnowledgeFile, KnowledgeFiles } from '../../../../src/io/read-knowledge.js';
import { temporaryFolder } from '../../../builders.js';
import { models } from '../models.js';

const SEED = 20261127;
const RUNS = Number(process.env.DOCENT_SCOPE_RUNS ?? 80);
/** Milliseconds; an open with its questions takes a tenth of a second. */
const TIMEOUT = 60_000 + RUNS * 2_000;

/** An article as a test plans it. */
interface Planned {
  readonly path: string;
  readonly labels: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
  /** The path of what it quotes, where it is a verified answer to a question. */
  readonly quotes?: string;
  /** What was seen where it was written, where it is one in words of its own. */
  readonly writtenWith?: readonly string[];
}

const BOATS = ['Ketch', 'Yawl', 'Sloop', 'Cutter', 'Schooner'];
const AUDIENCES = ['public', 'staff', 'board'];
const VERSIONS = ['3', '4'];

const boats = (names: readonly string[]) =>
  `# Boats\n\n${names.map((name) => `## ${name}\n\nThe ${name} is a boat.\n\n| At a glance | |\n| --- | --- |\n| Length | ${name.length} m |\n| Crew | ${name.length - 2} |\n\n### Advantages\n\n- **Speed** – The ${name} sails in ${name.length} knots.\n`).join('\n')}`;
const tides = (times: string) =>
  `# Tides\n\nThe tide turns ${times} a day. It follows the moon.\n\n| When | How high |\n| --- | --- |\n| Noon | 3 m |\n| Night | 5 m |\n`;
const salaries = (sum: number) =>
  `# Salaries\n\nA skipper of a Ketch earns ${sum} € a month.\n\n## How do I ask for a raise?\n\n1. Write to the board.\n2. Wait for the tide.\n`;

const text = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...BOATS), { minLength: 1, maxLength: 3 }).map(boats),
  fc.constantFrom('once', 'twice').map(tides),
  fc.integer({ min: 1_000, max: 1_003 }).map(salaries),
);
const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const labels = fc.record(
  {
    audience: fc.oneof(fc.constantFrom(...AUDIENCES), some(AUDIENCES)),
    version: fc.constantFrom(...VERSIONS),
  },
  { requiredKeys: [] },
);
const PATHS = ['a.md', 'b.md', 'c.md', 'd/e.md', 'd/f.md'];
const article: fc.Arbitrary<Planned> = fc.record({ path: fc.constantFrom(...PATHS), labels, text });
const verified: fc.Arbitrary<Planned> = fc.oneof(
  fc.record({
    path: fc.constant('verified/quote.md'),
    labels: fc.constant({}),
    text: fc.constantFrom('It follows the moon.', 'Write to the board.', 'The Ketch is a boat.'),
    quotes: fc.constantFrom(...PATHS),
  }),
  fc.record({
    path: fc.constant('verified/text.md'),
    labels,
    text: fc.constant('Only the harbour master knows the way to the treasure.'),
    writtenWith: some(AUDIENCES),
  }),
);
const corpus = fc.uniqueArray(
  fc.oneof({ weight: 4, arbitrary: article }, { weight: 1, arbitrary: verified }),
  {
    minLength: 2,
    maxLength: 6,
    selector: ({ path }) => path,
  },
);
const scope = fc.record({
  labels: fc.record(
    {
      audience: fc.oneof(some(AUDIENCES), fc.constant<string[]>(['any'])),
      version: fc.oneof(some(VERSIONS), fc.constant<string[]>(['any'])),
    },
    { requiredKeys: [] },
  ),
  unlabelled: fc.boolean(),
});
type Planning = typeof scope extends fc.Arbitrary<infer T> ? T : never;

const QUESTIONS = [
  'what is a ketch',
  'advantages of the yawl',
  'compare ketch and sloop',
  'list the boats',
  'which boat is 5 m long?',
  'how many boats are there?',
  'when does the tide turn',
  'how high is the tide at noon?',
  'how do I ask for a raise?',
  'what does a skipper earn',
  'who knows the way to the treasure?',
  'skoner',
  '/topics',
  '/help',
];

function fileOf({ path, labels: own, text: body, quotes, writtenWith }: Planned): KnowledgeFile {
  const front: Record<string, unknown> = { title: `Of ${path}`, labels: own };
  if (quotes !== undefined || writtenWith !== undefined)
    Object.assign(front, {
      questions: ['Who knows the way to the treasure?'],
      verified: {
        ...{ by: 'Anna', on: '2026-11-27' },
        ...(quotes === undefined
          ? { scope: { audience: writtenWith } }
          : { quote: { article: quotes, section: `Of ${quotes}`, text: body } }),
      },
    });
  // JSON is YAML.
  return { path, text: `---\n${JSON.stringify(front)}\n---\n\n${body}\n` };
}

/** What the rules say, once more and in the plainest way. */
function isSeen({ labels: seen, unlabelled }: Planning, one: Planned, all: readonly Planned[]): boolean {
  const within = (name: 'audience' | 'version', values: readonly string[]) =>
    seen[name] !== undefined &&
    (seen[name].includes('any') || values.some((value) => seen[name]?.includes(value)));
  const byLabels = ({ labels: own }: Planned) => {
    const names = Object.keys(own) as ('audience' | 'version')[];
    return names.length === 0 ? unlabelled : names.every((name) => within(name, [own[name] ?? []].flat()));
  };
  if (!byLabels(one)) return false;
  if (one.quotes !== undefined) {
    const quoted = all.find(({ path }) => path === one.quotes);
    return quoted !== undefined && byLabels(quoted);
  }
  return (one.writtenWith ?? []).every((value) => within('audience', [value]));
}

/** A folder that holds these, as it is read. */
function knowledgeOf(planned: readonly Planned[]): KnowledgeFiles {
  const articles = planned.map(fileOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(articles)).digest('hex');
  const thesaurus = { path: 'thesaurus.yaml', text: 'groups:\n  - [tide, sea level]\n' };
  return { folder: '/knowledge', articles, thesaurus, problems: [], hash };
}

/** All that a bot says, shows, offers and names, but for the name of its version. */
async function allOf(bot: Bot, questions: readonly string[]): Promise<unknown> {
  const said: unknown[] = [];
  for (const question of questions) {
    const answer = await bot.ask(question);
    const next = await bot.ask('and its advantages?', { conversation: answer.conversation });
    const sections = await Promise.all(answer.citations.map((cited) => bot.section(cited)));
    said.push(
      answer,
      next,
      sections,
      whyView(answer, (id) => id),
      await bot.search(question),
    );
  }
  const completer = createCompleter(bot, () => 0);
  const typed = ['', 'k', 'sal'];
  const { version: _, ...contents } = bot.contents;
  return {
    said,
    contents,
    completed: await Promise.all(typed.map(async (text) => completer.questions(text, 10))),
    subjects: typed.map((text) => completer.subjects(text, 10)),
    starters: await createStarters(bot).find(10),
    articles: await Promise.all(
      ['verified/quote.md', 'verified/text.md', ...PATHS].map((path) => bot.article(path)),
    ),
    quotes: await Promise.all(
      ['It follows the moon.', 'Write to the board.'].map((quote) => bot.findQuote(quote)),
    ),
  };
}

interface Opening {
  readonly open: (planned: readonly Planned[], indexer: Indexer) => Promise<OpenedBot>;
  readonly indexer: () => Indexer;
}

async function opening(withModels: boolean): Promise<Opening> {
  const environment = { DOCENT_CACHE_DIR: await temporaryFolder() };
  let meaning: MeaningService | null = null;
  return {
    indexer: () => createIndexer(environment, false),
    async open(planned, indexer) {
      // What was encoded for one must be of no use to the other.
      if (withModels) {
        const cache = { DOCENT_CACHE_DIR: await temporaryFolder() };
        meaning = await openMeaning({ environment: cache, warn: () => undefined, start: models().start });
        const own = meaning;
        onTestFinished(() => own.close());
      }
      const opened = await openFiles(
        knowledgeOf(planned),
        { knowledge: '/knowledge', environment, meaning },
        indexer,
      );
      await opened.meaning?.settled;
      return opened;
    },
  };
}

const cases = fc.record({
  first: corpus,
  edited: corpus,
  scopes: fc.array(scope, { minLength: 1, maxLength: 2 }),
  questions: fc.uniqueArray(fc.constantFrom(...QUESTIONS), { minLength: 3, maxLength: 5 }),
});

describe('a bot that sees some of the articles', () => {
  it.each([
    ['by words', false, RUNS],
    ['by meaning', true, Math.ceil(RUNS / 10)],
  ])(
    'is, %s, to the last byte one that never had the others, before and after an edit',
    async (_, withModels, numRuns) => {
      const { open, indexer } = await opening(withModels);
      let [hidden, shown] = [0, 0];
      await fc.assert(
        fc.asyncProperty(cases, async ({ first, edited, scopes, questions }) => {
          const [own, latest] = [indexer(), createLatest()];
          for (const planned of [
            first,
            [...edited, ...first.filter(({ path }) => edited.every((one) => one.path !== path))],
          ]) {
            const opened = await open(planned, own);
            const within = createWithin(opened.within, latest);
            for (const one of scopes) {
              const seen = planned.filter((article) => isSeen(one, article, planned));
              const bot = await within(one);
              expect(bot.contents.documents.map(({ id }) => id).sort()).toEqual(
                seen.map(({ path }) => path).sort(),
              );
              hidden += planned.length - seen.length;
              shown += seen.length;
              if (seen.length === 0) continue;
              const alone = await open(seen, indexer());
              expect(JSON.stringify(await allOf(bot, questions))).toBe(
                JSON.stringify(await allOf(alone.bot, questions)),
              );
            }
          }
        }),
        { seed: SEED, numRuns },
      );
      expect(hidden).toBeGreaterThan(numRuns);
      expect(shown).toBeGreaterThan(numRuns);
    },
    TIMEOUT,
  );
});
