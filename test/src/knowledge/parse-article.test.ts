import { describe, expect, it } from 'vitest';
import { type ParsedPassage, parseArticle } from '../../../src/knowledge/parse-article.js';

const sections = (markdown: string) => parseArticle('a.md', markdown).sections;
const passages = (markdown: string): ParsedPassage[] =>
  sections(markdown).flatMap((section) => section.passages);

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
    const [passage] = passages('---\ntitle: T\n---\n# T\n\nFirst sentence. Second one.\n');
    expect(passage).toMatchObject({ kind: 'paragraph', lines: [6, 6] });
    expect(passage?.sentences).toEqual([
      { text: 'First sentence.', lines: [6, 6] },
      { text: 'Second one.', lines: [6, 6] },
    ]);
  });

  it('gives every sentence of a hard-wrapped paragraph its own lines', () => {
    const [passage] = passages(
      '# T\n\nThe first sentence ends\non the next line. The second\nstands on two more and\nthis is long. Third.\n',
    );
    expect(passage?.sentences).toEqual([
      { text: 'The first sentence ends on the next line.', lines: [3, 4] },
      { text: 'The second stands on two more and this is long.', lines: [4, 6] },
      { text: 'Third.', lines: [6, 6] },
    ]);
  });

  it('reads a file with the line ends of Windows in the same way', () => {
    const unix = '# T\n\nA sentence that goes\nover two lines. Next.\n\n- **Name** – text\n  goes on.\n';
    expect(passages(unix.replace(/\n/g, '\r\n'))).toEqual(passages(unix));
  });

  it('takes markup out of sentences and leaves the words', () => {
    const [passage] = passages(
      '# T\n\nA **bold** and *slanted* word, `code`, a [link](https://e.org "t")\nand ![an image](i.png) \\* end.\n',
    );
    expect(passage?.text).toBe('A bold and slanted word, code, a link and an image * end.');
    expect(passage?.sentences[0]?.lines).toEqual([3, 4]);
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
    expect(passages(`# T\n\n${markdown}\n`)).toMatchObject([{ kind: 'point', name, text, lines: [3, 3] }]);
  });

  it('gives the sentences of a wrapped point their lines, without its name', () => {
    const [point] = passages('# T\n\n- **Calm** – Tea relaxes\n  the drinker. Really.\n');
    expect(point).toMatchObject({ name: 'Calm', text: 'Tea relaxes the drinker. Really.', lines: [3, 4] });
    expect(point?.sentences).toEqual([
      { text: 'Tea relaxes the drinker.', lines: [3, 4] },
      { text: 'Really.', lines: [4, 4] },
    ]);
  });

  it('keeps the sentence that introduces a list with every point of it', () => {
    const found = passages('# T\n\nHello. Take these steps:\n\n- One.\n- Two.\n\nAfter.\n\n- Three.\n');
    expect(found.map(({ text, lead }) => [text, lead])).toEqual([
      ['Hello. Take these steps:', null],
      ['One.', 'Take these steps:'],
      ['Two.', 'Take these steps:'],
      ['After.', null],
      ['Three.', null],
    ]);
  });

  it('reads what is nested in a list: points below a point, a second paragraph', () => {
    const found = passages('# T\n\n- Hot drinks:\n  - Tea.\n  - Coffee.\n\n  More of it.\n');
    expect(found.map(({ kind, text, lead }) => [kind, text, lead])).toEqual([
      ['point', 'Hot drinks:', null],
      ['point', 'Tea.', 'Hot drinks:'],
      ['point', 'Coffee.', 'Hot drinks:'],
      ['paragraph', 'More of it.', null],
    ]);
  });

  it('reads a table of two columns as facts, each on its line', () => {
    const found = passages(
      '# T\n\n| Fact | Value |\n| --- | --- |\n| Origin | **China** |\n| Harvest | |\n| Taste | a; b |\n',
    );
    expect(found).toMatchObject([
      { kind: 'fact', name: 'Origin', text: 'China', lines: [5, 5] },
      { kind: 'fact', name: 'Taste', text: 'a; b', lines: [7, 7] },
    ]);
  });

  it('reads a wider table as facts named by row and column', () => {
    const found = passages('# T\n\n| Tea | Origin | Taste |\n| - | - | - |\n| Green | China | Fresh |\n');
    expect(found.map(({ name, text }) => [name, text])).toEqual([
      ['Green › Origin', 'China'],
      ['Green › Taste', 'Fresh'],
    ]);
  });

  it('keeps code as it stands, blank lines included', () => {
    const found = passages('# T\n\nRun it:\n\n```sh\nnpm ci\n\nnpm test\n```\n\n    indented\n\n```\n```\n');
    expect(found.map(({ kind, text, lead }) => [kind, text, lead])).toEqual([
      ['paragraph', 'Run it:', null],
      ['code', 'npm ci\n\nnpm test', 'Run it:'],
      ['code', 'indented', null],
    ]);
    expect(found[1]?.lines).toEqual([5, 9]);
  });

  it('reads what stands in a quotation', () => {
    const found = passages('# T\n\n> We would rather\n> miss you. You\n> know.\n>\n> - Point.\n');
    expect(found.map(({ kind, text }) => [kind, text])).toEqual([
      ['paragraph', 'We would rather miss you. You know.'],
      ['point', 'Point.'],
    ]);
    expect(found[0]?.sentences[0]).toEqual({ text: 'We would rather miss you.', lines: [3, 4] });
  });

  it('takes no HTML, no comment and no link definition for text', () => {
    expect(passages('# T\n\n<!-- note -->\n\n<div>raw</div>\n\n[a]: https://e.org\n\nText.\n')).toMatchObject(
      [{ text: 'Text.' }],
    );
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
