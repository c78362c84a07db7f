import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

function subjectsIn(markdown: string) {
  const { corpus } = loadCorpus([{ path: 'a.md', text: markdown }], null);
  return { names: corpus.subjects.map(({ names }) => names), kinds: corpus.kinds, aspects: corpus.aspects };
}

/** Sections of the second level, each with sub-headings that hold a sentence. */
const sections = (names: readonly string[], headings: readonly string[]) =>
  names
    .map(
      (name) =>
        `## ${name}\n\n${name} is ${name}.\n\n${headings.map((one) => `### ${one}\n\nSome.\n`).join('\n')}`,
    )
    .join('\n');

const facts = (rows: Readonly<Record<string, string>>) =>
  `| Fact | Value |\n| - | - |\n${Object.entries(rows)
    .map(([label, value]) => `| ${label} | ${value} |\n`)
    .join('')}`;

describe('an article of things that are compared', () => {
  it.each<[what: string, markdown: string, names: string[]]>([
    ['a sub-heading', sections(['Ash', 'Elm'], ['Advantages', 'Soil']), ['Ash', 'Elm']],
    [
      'a sub-heading with their names',
      `## Ash\n\n### Ash advantages\n\nX.\n\n## Elm\n\n### Advantages of Elm\n\nX.\n`,
      ['Ash', 'Elm'],
    ],
    [
      'facts',
      `## Ash\n\n${facts({ Height: '30 m', Leaves: 'Many' })}\n## Elm\n\n${facts({ Height: '20 m', Leaves: 'Few' })}\n## Planting\n\nText.\n`,
      ['Ash', 'Elm'],
    ],
    [
      'facts below a sub-heading',
      `## Ash\n\n### Data\n\n${facts({ Height: '30 m', Leaves: 'Many' })}\n## Elm\n\n### Data\n\n${facts({ Height: '20 m', Leaves: 'Few' })}`,
      ['Ash', 'Elm'],
    ],
    ['numbers that only count', sections(['1. Ash', '2) Elm'], ['Pros', 'Cons']), ['Ash', 'Elm']],
  ])('has them as subjects, told by %s', (_, markdown, names) => {
    expect(subjectsIn(`# Trees\n\nAll.\n\n${markdown}`).names).toEqual(names.map((name) => [name]));
  });

  it('that its title counts needs no more than a sub-heading of each', () => {
    const body = sections(['Ash', 'Elm', 'Yew'], ['Wood']);
    expect(subjectsIn(`# Three trees for a garden\n\nA tree is tall.\n\n${body}`)).toMatchObject({
      names: [['Ash'], ['Elm'], ['Yew']],
      kinds: [{ noun: 'tree', otherNouns: [], subjects: ['ash', 'elm', 'yew'] }],
    });
    expect(subjectsIn(`# Trees for a garden\n\nA tree is tall.\n\n${body}`).names).toEqual([]);
    expect(subjectsIn(`# Twelve trees\n\nA tree is tall.\n\n${body}`).names).toEqual([]);
    expect(subjectsIn(`# Three steps to a garden\n\nA step is short.\n\n${body}`).names).toEqual([]);
  });

  it('that a table lines up needs no sub-heading, and has the names of its rows', () => {
    const table = (rows: readonly string[]) =>
      `## Side by side\n\n| | Height | Bark |\n| - | - | - |\n${rows.map((row) => `| ${row} | 20 m | grey |\n`).join('')}`;
    const body = sections(['Common ash', 'Elm', 'Yew'], []);
    const told = subjectsIn(`# Trees\n\n${body}${table(['Ash', 'Elm', 'Yew'])}`);
    expect(told.names).toEqual([['Common ash', 'Ash'], ['Elm'], ['Yew']]);
    // Two may be chance, and so may columns that are no labels.
    expect(subjectsIn(`# Trees\n\n${body}${table(['Elm', 'Yew'])}`).names).toEqual([]);
    const ports = table(['Ash', 'Elm', 'Yew']).replace('Height', 'TREE_HEIGHT').replace('Bark', 'BARK');
    expect(subjectsIn(`# Trees\n\n${body}${ports}`).names).toEqual([]);
  });

  it('that a table lines up has its cells as facts', () => {
    const table =
      '## Side by side\n\n| | Height | Bark |\n| - | - | - |\n| Ash | 20 m | grey |\n| Elm | 30 m | brown; rough |\n| Yew | 9 m | red |\n';
    const text = `# Trees\n\n${sections(['Ash', 'Elm', 'Yew'], [])}${table}`;
    const { corpus } = loadCorpus([{ path: 'a.md', text }], null);
    const elm = corpus.subjects.find(({ id }) => id === 'elm');
    expect(elm?.facts.map(({ label, values }) => [label, values])).toEqual([
      ['Height', ['30 m']],
      ['Bark', ['brown', 'rough']],
    ]);
    const [from = 0] = elm?.facts[0]?.lines ?? [];
    expect(text.split('\n')[from - 1]).toBe('| Elm | 30 m | brown; rough |');
  });

  it('that its title counts may be told by what leads to their lists', () => {
    const body = ['Ash', 'Elm', 'Yew']
      .map((name) => `## ${name}\n\nText.\n\nGood for:\n\n- chairs\n- boats\n`)
      .join('\n');
    expect(subjectsIn(`# Three trees to plant\n\nA tree is tall.\n\n${body}`)).toMatchObject({
      names: [['Ash'], ['Elm'], ['Yew']],
      kinds: [{ noun: 'tree' }],
    });
    expect(subjectsIn(`# Trees to plant\n\nA tree is tall.\n\n${body}`).names).toEqual([]);
  });

  it('that its title counts may be told by nothing but names that the text calls them by', () => {
    const body = [
      '## Heron\n\nSmall, and painted white. We liked the Gannet better.',
      '## The Gannet, or Island Mail\n\n- **Seats:** 40\n\nOlder than the Heron.',
      '## Swift\n\nAboard the Swift there is a bar.',
      '## Tickets\n\nMost tickets are sold aboard; those for the Swift are not.',
      '## How to choose\n\nTake the Heron.',
    ].join('\n\n');
    const boats = '# Three boats for the islands\n\nA boat is slow.\n\n';
    const names = [['Heron'], ['The Gannet, or Island Mail', 'Gannet'], ['Swift']];
    expect(subjectsIn(`${boats}${body}`)).toMatchObject({ names, kinds: [{ noun: 'boat' }] });
    expect(subjectsIn(`${boats.replace('Three b', 'B')}${body}`).names).toEqual([]);
    expect(subjectsIn(`${boats.replace('Three', 'Nine')}${body}`).names).toEqual([]);
    // Nobody calls them by these names.
    expect(subjectsIn(`${boats}${body.replace(/(?<=the )\p{Lu}\w+/gu, 'other')}`).names).toEqual([]);
  });

  it('has the parts of a heading as names only where the text calls them so', () => {
    const body = sections(['IP or NULL mode', 'Off'], ['Advantages']);
    expect(subjectsIn(`# Modes\n\nAll.\n\n${body}`).names).toEqual([['IP or NULL mode'], ['Off']]);
  });

  it('has the names that opening sentences give', () => {
    const markdown =
      '# Trees\n\n## Ash\n\nThe Ash, also known as Fraxinus, is a tree.\n\n### Advantages\n\nX.\n\n## Mountain elm\n\nMountain elm (ME) is a tree. It is called Fraxinus too.\n\n### Advantages\n\nX.\n\n## Yew\n\nThe Yew, also known as Ash, is a tree.\n\n### Advantages\n\nX.\n';
    expect(subjectsIn(markdown).names).toEqual([['Ash', 'Fraxinus'], ['Mountain elm', 'ME'], ['Yew']]);
  });

  it('keeps the noun that its author gave', () => {
    const body = `# Two trees\n\nA tree is tall.\n\n${sections(['Ash', 'Elm'], ['Pros'])}`;
    expect(subjectsIn(`---\nnoun: plant\n---\n${body}`).kinds).toMatchObject([{ noun: 'plant' }]);
    expect(subjectsIn(`---\ntags: [a]\n---\n${body}`).kinds).toMatchObject([{ noun: 'tree' }]);
  });
});

describe('ordinary documentation has no subjects', () => {
  it.each<[what: string, markdown: string]>([
    ['options', sections(['timeout', 'retries', 'baseUrl'], ['Default', 'Example'])],
    ['steps on several systems', sections(['Installation', 'Upgrade', 'Removal'], ['Linux', 'Windows'])],
    ['releases', sections(['1.2.0', '1.1.0', '1.0.0'], ['Added', 'Fixed'])],
    ['calls of an interface', sections(['Get a user', 'Make a user'], ['Parameters', 'Response'])],
    [
      'parts that say their own name',
      `## Triggers\n\n### Naming triggers\n\nX.\n\n## Conditions\n\n### Naming conditions\n\nX.\n`,
    ],
    [
      'settings in tables',
      ['Input folder', 'Output folder']
        .map((name) => `## ${name}\n\n${facts({ Type: 'text', 'Default value': 'x', Required: 'no' })}`)
        .join('\n'),
    ],
    [
      'tables of code',
      ['Spacing', 'Display'].map((name) => `## ${name}\n\n${facts({ 'm-1': 'a', 'm-2': 'b' })}`).join('\n'),
    ],
    [
      'tables of other things',
      `## Keys\n\n${facts({ Copy: 'c', Paste: 'v' })}\n## Mice\n\n${facts({ Left: 'x', Right: 'y' })}`,
    ],
    [
      'a few of many',
      `${sections(['Ash', 'Elm'], ['Advantages'])}\n${sections(['One', 'Two', 'Three', 'Four', 'Five'], [])}`,
    ],
    ['questions', sections(['How does it work?', 'What does it cost?'], ['Advantages'])],
  ])('in %s', (_, markdown) => {
    expect(subjectsIn(`# Guide\n\nText.\n\n${markdown}`)).toEqual({ names: [], kinds: [], aspects: [] });
  });
});
