import { describe, expect, it } from 'vitest';
import { createBot } from '../../../src/bot.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import { misquotations, problemsOf } from '../../builders.js';

/** A page as generators write many: the same headings on each, rows and points below them. */
const page = (name: string, does: string) => `# ${name}

${name} ${does}.

## How it works

${name} works by steam.

### Advantages

- **Warm** – ${name} warms the hands.

| Fact | Value |
| --- | --- |
| Weight | ${name.length} kg |

## Notable changes

${name} was painted.

### Advantages

- **Bright** – ${name} is seen from afar.

| Fact | Value |
| --- | --- |
| Weight | ${name.length + 1} kg |

## Scenario 2

It rains on ${name}.
`;

const PAGES = [
  { path: 'kettle.md', text: page('Kettle', 'boils water') },
  { path: 'iron.md', text: page('Iron', 'flattens shirts') },
  { path: 'deep/stove.md', text: page('Stove', 'cooks soup') },
];

describe('pages that repeat headings', () => {
  const { corpus, problems } = loadCorpus(PAGES, null);
  const bot = createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)));

  it('open without an error, and nothing of them is left out', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(corpus.documents.map(({ id }) => id)).toEqual(PAGES.map(({ path }) => path));
    for (const heading of ['How it works', 'Notable changes', 'Scenario 2'])
      expect(corpus.sections.filter((section) => section.heading === heading)).toHaveLength(3);
  });

  it('answer from the page that is asked about', async () => {
    for (const { path, text } of PAGES) {
      const name = /^# (.*)/.exec(text)?.[1] ?? '';
      const answer = await bot.ask(`how does the ${name} work?`);
      expect(answer.citations[0]?.document, name).toBe(path);
      expect(misquotations(answer, new Map(PAGES.map((one) => [one.path, one.text])))).toEqual([]);
    }
  });

  it('may repeat them within one page', () => {
    const twice = `${page('Kettle', 'boils')}\n## How it works\n\nOnce more.\n\n## How it works\n\nAnd again.\n`;
    expect(problemsOf([twice]).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a subject that an author declares twice', () => {
  const declared = (id: string) => `---
noun: tool
subjects:
  - id: ${id}
    heading: Kettle
---
# Tools

## Kettle

A kettle boils water.
`;

  it('is an error that says where', () => {
    const [error, ...others] = problemsOf([declared('kettle'), declared('kettle')]).filter(
      ({ severity }) => severity === 'error',
    );
    expect(error?.message).toMatch(/kettle/i);
    expect(error?.file).toBe('b.md');
    expect(error?.line).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  it('is none where another page only has a section of that name', () => {
    const inferred = page('Works', 'goes on').replace('## How it works', '## Kettle');
    const problems = problemsOf([declared('kettle'), inferred, inferred]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
