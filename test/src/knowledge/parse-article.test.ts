import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import type { ParsedBlock, ParsedItem } from '../../../src/knowledge/parse-blocks.js';

const sections = (markdown: string) => parseArticle('a.md', markdown).sections;
const blocks = (markdown: string): ParsedBlock[] => sections(markdown).flatMap((section) => section.blocks);
const items = (markdown: string): ParsedItem[] => blocks(markdown).flatMap((block) => block.items);

/** What each block says, and what the paragraph says that introduces it. */
const withLeads = (markdown: string) => {
  const found = blocks(markdown);
  return found.map((block) => [
    block.kind,
    block.items.map(({ text }) => text),
    block.lead === null ? null : (found[block.lead]?.items[0]?.text ?? ''),
  ]);
};

describe('parseArticle', () => {
  it('cuts an article at its headings, with the path of each and its lines', () => {
    const markdown = '# Teas\n\nOpening.\n\n## Green\n\nOne.\n\n### Origin\n\nTwo.\n\n## Black\n\nThree.\n';
    expect(
      sections(markdown).map(({ heading, depth, path, lines }) => ({ heading, depth, path, lines })),
    ).toEqual([
      { heading: 'Teas', depth: 1, path: [], lines: [1, 3] },
      { heading: 'Green', depth: 2, path: ['Green'], lines: [5, 7] },
      { heading: 'Origin', depth: 3, path: ['Green', 'Origin'], lines: [9, 11] },
      { heading: 'Black', depth: 2, path: ['Black'], lines: [13, 15] },
    ]);
  });

  it('counts lines from the top of the file, front matter included', () => {
    const [item] = items('---\ntitle: T\n---\n# T\n\nFirst sentence. Second one.\n');
    expect(item).toMatchObject({ kind: 'paragraph', lines: [6, 6] });
    expect(item?.sentences).toEqual([
      { text: 'First sentence.', lines: [6, 6] },
      { text: 'Second one.', lines: [6, 6] },
    ]);
  });

  it('gives every sentence of a hard-wrapped paragraph its own lines', () => {
    const [item] = items(
      '# T\n\nThe first sentence ends\non the next line. The second\nstands on two more and\nthis is long. Third.\n',
    );
    expect(item?.sentences).toEqual([
      { text: 'The first sentence ends on the next line.', lines: [3, 4] },
      { text: 'The second stands on two more and this is long.', lines: [4, 6] },
      { text: 'Third.', lines: [6, 6] },
    ]);
  });

  it('reads a file with the line ends of Windows in the same way', () => {
    const unix = '# T\n\nA sentence that goes\nover two lines. Next.\n\n- **Name** – text\n  goes on.\n';
    expect(blocks(unix.replace(/\n/g, '\r\n'))).toEqual(blocks(unix));
  });

  it('takes markup out of sentences and leaves the words', () => {
    const [item] = items(
      '# T\n\nA **bold** and *slanted* word, `code`, a [link](https://e.org "t")\nand ![an image](i.png) \\* end.\n',
    );
    expect(item?.text).toBe('A bold and slanted word, code, a link and an image * end.');
    expect(item?.sentences[0]?.lines).toEqual([3, 4]);
  });

  it.each([
    ['- **Calm** – Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Calm** — Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Calm** - Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Calm:** Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Calm**: Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Calm.** Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['1. **Calm** – Tea relaxes.', 'Calm', 'Tea relaxes.'],
    ['- **Second cup** – The same leaves – twice.', 'Second cup', 'The same leaves – twice.'],
    ['- Tea relaxes.', null, 'Tea relaxes.'],
    ['- **Tea** relaxes.', null, 'Tea relaxes.'],
    ['- **Tea relaxes.**', null, 'Tea relaxes.'],
  ])('reads the point %j', (markdown, name, text) => {
    expect(items(`# T\n\n${markdown}\n`)).toMatchObject([{ kind: 'point', name, text, lines: [3, 3] }]);
  });

  it('gives the sentences of a wrapped point their lines, without its name', () => {
    const [point] = items('# T\n\n- **Calm** – Tea relaxes\n  the drinker. Really.\n');
    expect(point).toMatchObject({ name: 'Calm', text: 'Tea relaxes the drinker. Really.', lines: [3, 4] });
    expect(point?.sentences).toEqual([
      { text: 'Tea relaxes the drinker.', lines: [3, 4] },
      { text: 'Really.', lines: [4, 4] },
    ]);
  });

  it('ties a list to the paragraph that introduces it', () => {
    expect(withLeads('# T\n\nHello. Take these steps:\n\n- One.\n- Two.\n\nAfter.\n\n- Three.\n')).toEqual([
      ['paragraph', ['Hello. Take these steps:'], null],
      ['list', ['One.', 'Two.'], 'Hello. Take these steps:'],
      ['paragraph', ['After.'], null],
      ['list', ['Three.'], null],
    ]);
  });

  it('reads what is nested in a list: points below a point, a second paragraph, code', () => {
    const found = blocks(
      '# T\n\n- Hot drinks:\n  - Tea.\n  - Coffee.\n\n  More of it.\n\n  ```\n  boil\n  ```\n',
    );
    expect(found.map(({ kind }) => kind)).toEqual(['list']);
    expect(found[0]?.items.map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['point', 0, 'Hot drinks:'],
      ['point', 1, 'Tea.'],
      ['point', 1, 'Coffee.'],
      ['paragraph', 1, 'More of it.'],
      ['code', 1, 'boil'],
    ]);
  });

  it('keeps the numbers of steps, and steps that go on below code or a picture are one with them', () => {
    const steps = '# T\n\n3. Fill it.\n4. Boil it:\n\n```sh\nboil\n```\n\n5. Pour it.\n   - Slowly.\n';
    const found = blocks(steps);
    expect(found.map(({ kind, lines }) => [kind, lines])).toEqual([['steps', [3, 11]]]);
    expect(found[0]?.items.map(({ number, level, text }) => [number, level, text])).toEqual([
      [3, 0, 'Fill it.'],
      [4, 0, 'Boil it:'],
      [null, 1, 'boil'],
      [5, 0, 'Pour it.'],
      [null, 1, 'Slowly.'],
    ]);
  });

  it('takes numbers that begin anew for other steps', () => {
    const found = blocks('# T\n\n1. Fill it.\n2. Boil it.\n\nNext day.\n\n1. Clean it.\n');
    expect(found.map(({ kind, items: inner }) => [kind, inner.length])).toEqual([
      ['steps', 2],
      ['paragraph', 1],
      ['steps', 1],
    ]);
  });

  it('reads a table of two columns as facts, each on its line', () => {
    const found = items(
      '# T\n\n| Fact | Value |\n| --- | --- |\n| Origin | **China** |\n| Harvest | |\n| Taste | a; b |\n',
    );
    expect(found).toMatchObject([
      { kind: 'fact', name: 'Origin', text: 'China', lines: [5, 5] },
      { kind: 'fact', name: 'Taste', text: 'a; b', lines: [7, 7] },
    ]);
  });

  it('reads a wider table as facts named by row and column', () => {
    const wide = '# T\n\n| Tea | Origin | Taste |\n| - | - | - |\n| Green | China | Fresh |\n';
    const found = items(wide);
    expect(found.map(({ name, text }) => [name, text])).toEqual([
      ['Green › Origin', 'China'],
      ['Green › Taste', 'Fresh'],
    ]);
    expect(blocks(wide)[0]?.columns).toEqual(['Tea', 'Origin', 'Taste']);
  });

  it('keeps code as it stands, blank lines included', () => {
    const markdown = '# T\n\nRun it:\n\n```sh\nnpm ci\n\nnpm test\n```\n\n    indented\n\n```\n```\n';
    expect(withLeads(markdown)).toEqual([
      ['paragraph', ['Run it:'], null],
      ['code', ['npm ci\n\nnpm test'], 'Run it:'],
      ['code', ['indented'], null],
    ]);
    expect(items(markdown)[1]).toMatchObject({ language: 'sh', lines: [5, 9] });
    expect(items(markdown)[2]?.language).toBeNull();
  });

  it('reads what stands in a quotation', () => {
    const found = items('# T\n\n> We would rather\n> miss you. You\n> know.\n>\n> - Point.\n');
    expect(found.map(({ kind, text }) => [kind, text])).toEqual([
      ['paragraph', 'We would rather miss you. You know.'],
      ['point', 'Point.'],
    ]);
    expect(found[0]?.sentences[0]).toEqual({ text: 'We would rather miss you.', lines: [3, 4] });
  });

  it('takes no tag, no comment, no script and no link definition for text', () => {
    expect(
      items(
        '# T\n\n<!-- note -->\n\n<div></div>\n\n<script>\nrun()\n</script>\n\n[a]: https://e.org\n\nText.\n',
      ),
    ).toMatchObject([{ text: 'Text.' }]);
  });

  it('reads text before the first heading, and headings that skip a level', () => {
    expect(
      sections('Text.\n\n#### Deep\n\nMore.\n\n# Title\n\nRest.\n').map(({ depth, path }) => [depth, path]),
    ).toEqual([
      [0, []],
      [4, ['Deep']],
      [1, ['Title']],
    ]);
  });

  it.each([
    '',
    '\n',
    '---',
    '---\n---',
    '#',
    '|',
    '- ',
    '> ',
    '```',
    '[',
    '![',
    '<',
    '\u0000',
    '\ufeff# T\n\nx',
  ])('reads %j without an exception', (markdown) => {
    expect(() => parseArticle('a.md', markdown)).not.toThrow();
  });

  it.each(['> ', '- ', '* ', '1. ', '> - ', '>'])(
    'says of 20,000 × %j in one line that they are too deep',
    (marker) => {
      const { problems } = parseArticle('a.md', `# T\n\n${marker.repeat(20_000)}x\n`);
      expect(problems).toMatchObject([{ severity: 'error', file: 'a.md', line: 3, rule: 'too-deep' }]);
      expect(problems[0]?.message).toContain('50 levels deep in one another. Take levels out.');
    },
  );
});

it('reads steps with code between them in time that grows with their number', () => {
  const steps = (n: number) =>
    `# T\n\n${Array.from({ length: n }, (_, i) => `${i + 1}. do it\n\n\`\`\`\nit\n\`\`\`\n\n`).join('')}`;
  const cost = (n: number) => {
    const text = steps(n);
    const times = Array.from({ length: 2 }, () => {
      const before = process.cpuUsage();
      expect(items(text)).toHaveLength(2 * n);
      return process.cpuUsage(before).user;
    });
    return Math.min(...times);
  };
  cost(200);
  // Eight times the steps took more than sixty times as long.
  expect(cost(3_200) / cost(400)).toBeLessThan(32);
}, 120_000);
