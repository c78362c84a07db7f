import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { botOf, misquotations } from '../../builders.js';

/** Pages as generators of documentation read them: what is asked, what is said, and which marks nobody may see. */
const PAGES: readonly (readonly [what: string, page: string, question: string, says: RegExp])[] = [
  [
    'ids of headings',
    '## Mooring the boat {#mooring}\n\nMoor the boat with two ropes.',
    'how do I moor the boat?',
    /two ropes/,
  ],
  [
    'containers',
    '## Mooring\n\n:::warning Wet rope\nA wet rope slips from the bollard.\n:::',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'admonitions by exclamation marks',
    '## Mooring\n\n!!! warning "Wet rope"\n    A wet rope slips from the bollard.',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'admonitions of quotes',
    '## Mooring\n\n> [!WARNING]\n> A wet rope slips from the bollard.',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'admonitions of Liquid',
    '## Mooring\n\n{% hint style="warning" %}\nA wet rope slips from the bollard.\n{% endhint %}',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'admonitions of directives',
    '## Mooring\n\n```{warning}\nA wet rope slips from the bollard.\n```',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'shortcodes',
    '## Mooring\n\n{{< callout type="warning" >}}\nA wet rope slips from the bollard.\n{{< /callout >}}',
    'what does a wet rope do?',
    /slips from the bollard/,
  ],
  [
    'Liquid in a line',
    '## Mooring\n\n{% include nav.html %}\n\nThe boat of {{ site.club }} lies at pier nine.',
    'at which pier does the boat lie?',
    /pier nine/,
  ],
  [
    'tabs of components',
    'import Tabs from "@theme/Tabs";\n\n## Mooring\n\n<Tabs>\n<TabItem value="a" label="At a pier">\n\nUse the short rope at a pier.\n\n</TabItem>\n<TabItem value="b" label="At a buoy">\n\nUse the long rope at a buoy.\n\n</TabItem>\n</Tabs>',
    'which rope do I use at a buoy?',
    /long rope/,
  ],
  [
    'tabs by equals signs',
    '## Mooring\n\n=== "At a pier"\n\n    Use the short rope at a pier.\n\n=== "At a buoy"\n\n    Use the long rope at a buoy.',
    'which rope do I use at a buoy?',
    /long rope/,
  ],
  [
    'folded parts',
    '## Mooring\n\n<details>\n<summary>What if the rope is torn?</summary>\n\nA torn rope is spliced by the bosun.\n\n</details>',
    'what if the rope is torn?',
    /spliced by the bosun/,
  ],
  [
    'navigation inside of sentences',
    '## Mooring\n\nOpen **Menu** > **Boats** > **Moor** to report where the boat lies.',
    'how do I report where the boat lies?',
    /Menu.*Boats.*Moor/,
  ],
];

/** What is written for a generator and not for a reader. */
const MARKS = /:::|\{#|\{%|\{\{|\}\}|!!!|\[!|<\/?(?:Tabs|TabItem|details|summary)|=== "|import Tabs|style=/;

describe.each(PAGES)('Markdown with %s', (_, page, question, says) => {
  const text = `# The harbour\n\n${page}\n\n## Fees\n\nA night costs ten crowns.\n`;
  const open = async (imports: boolean) => {
    const name = page.startsWith('import') ? 'harbour.mdx' : 'harbour.md';
    const markdown = imports ? (await importSource(name, new TextEncoder().encode(text))).markdown : text;
    return { markdown, ...loadCorpus([{ path: 'harbour.md', text: markdown }], null) };
  };

  it.each([
    ['as it stands', false],
    ['imported', true],
  ])('opens, and says what a reader of the page reads, %s', async (_how, imports) => {
    const { corpus, problems } = await open(imports);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const said = [
      ...corpus.sections.map(({ heading }) => heading),
      ...corpus.blocks.map(({ label }) => label?.text ?? ''),
      ...corpus.items.map(({ name, text: own }) => `${name ?? ''} ${own}`),
    ].join('\n');
    expect(said).toMatch(says);
    expect(said).not.toMatch(MARKS);
  });

  it('answers, quoting from the lines that it cites', async () => {
    const { corpus, markdown } = await open(true);
    const answer = await botOf(corpus).ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.map(({ quote }) => quote).join('\n')).toMatch(says);
    expect(misquotations(answer, new Map([['harbour.md', markdown]]))).toEqual([]);
  });
});
