import { describe, expect, it } from 'vitest';
import { otherEntries } from '../../../src/knowledge/entries.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { parseThesaurus } from '../../../src/knowledge/parse-thesaurus.js';
import { problemText } from '../../../src/knowledge/problem.js';

const article = (front: string) => parseArticle('teas.md', `---\n${front}\n---\n# Teas\n\nText.\n`);

/** One subject: its id, which is its heading in capitals, and its aliases. */
const subjects = (names: string) => {
  const [id = '', ...aliases] = names.split(' ');
  return { subjects: [{ id, heading: id.toUpperCase(), aliases }] };
};

describe('front matter', () => {
  it('is read with its defaults', () => {
    const { frontMatter, problems, title } = article('title: Teas of the world');
    expect(problems).toEqual([]);
    expect(title).toBe('Teas of the world');
    expect(frontMatter).toEqual({ title: 'Teas of the world', noun: 'topic', questions: [] });
  });

  it.each<[fault: string, front: string, line: number, says: string[]]>([
    ['an empty title', 'title: ""', 2, ['"title"', 'is empty', 'the title of the article']],
    ['a title that is a list', 'title: [7]', 2, ['"title"', 'must be a text']],
    ['a source that is a number', 'title: T\nsource: 7', 3, ['"source"', '"name:"']],
    [
      'a source with a wrong entry',
      'title: T\nsource:\n  name: N\n  link: x',
      5,
      ['"source"', '"link"', 'name, url, author'],
    ],
    [
      'an address that is none',
      'title: T\nsource:\n  name: N\n  url: example.org',
      5,
      ['"source.url"', 'https://'],
    ],
    ['an address that is code', 'title: T\nsource:\n  name: N\n  url: javascript:alert(1)', 5, ['https://']],
    ['a noun that is a number', 'title: T\nnoun: 3', 3, ['"noun"', 'must be a text', 'a list of such words']],
    ['nouns of which one is empty', 'title: T\nnoun: [tea, ""]', 3, ['noun']],
    ['subjects that are no list', 'title: T\nsubjects: green-tea', 3, ['"subjects"', 'list', '"id:"']],
    [
      'an id with a capital',
      'title: T\nsubjects:\n  - id: Green Tea\n    heading: Green tea',
      4,
      ['"subjects.0.id"', 'lower-case', '"green-tea"'],
    ],
    [
      'a subject without a heading',
      'title: T\nsubjects:\n  - id: a\n    heading: A\n  - id: b',
      6,
      ['"subjects.1.heading"', 'must be a text'],
    ],
    [
      'a subject with a wrong entry',
      'title: T\nsubjects:\n  - id: a\n    heading: A\n    alias: [b]',
      6,
      ['"subjects.0"', '"alias"', 'id, heading, aliases'],
    ],
    [
      'aliases that are a text',
      'title: T\nsubjects:\n  - id: a\n    heading: A\n    aliases: b',
      6,
      ['"subjects.0.aliases"', 'list', '[verde, ryokucha]'],
    ],
    ['a question that is a number', 'title: T\nquestions:\n  - What?\n  - 5', 5, ['"questions.1"', 'text']],
    ['YAML that is broken', 'title: T\nnoun: [tea', 3, ['is not valid YAML', 'quotes']],
    ['a text with a colon', 'title: Teas: the world', 2, ['is not valid YAML', 'Put quotes around']],
  ])('says of %s where it is and what to write instead', (_, front, line, says) => {
    const { problems } = article(front);
    const [problem] = problems;
    expect(problem).toMatchObject({ severity: 'error', file: 'teas.md', line, rule: 'front-matter' });
    for (const words of says) expect(problem?.message).toContain(words);
  });

  it.each<[fault: string, front: string, sound: object]>([
    ['a title', 'title: [7]\nnoun: tea', { title: undefined, noun: 'tea' }],
    ['one alias', 'title: T\nsubjects:\n  - { id: a, heading: A, aliases: [b, 7, c] }', subjects('a b c')],
    [
      'an unknown entry of a subject',
      'title: T\nsubjects:\n  - { id: a, heading: A, alias: b }',
      subjects('a'),
    ],
    [
      'two of three subjects, twice each',
      'title: T\nsubjects:\n  - { id: 7, heading: 7 }\n  - { id: B, aliases: 7 }\n  - { id: c, heading: C }',
      subjects('c'),
    ],
    ['its questions', 'title: T\nquestions: What?\nsubjects:\n  - { id: a, heading: A }', subjects('a')],
    ['what an alias means', 'title: &t [What?]\nquestions: *t', { title: undefined, questions: [] }],
    ['its YAML', 'title: Teas: the world\nnoun: tea', { title: undefined, noun: 'topic' }],
  ])('that is faulty in %s leaves the rest', (_, front, sound) => {
    const { problems, frontMatter } = article(front);
    expect(problems).not.toEqual([]);
    expect(frontMatter).toEqual({ noun: 'topic', subjects: [], questions: [], title: 'T', ...sound });
  });

  it('knows the lines of what is left', () => {
    const front = 'title: T\nquestions:\n  - What?\n  - 5\n  - Why?';
    expect(article(front).entryLines.questions).toEqual([4, 6]);
  });

  it('tells every fault at once', () => {
    const { problems } = article('title: ""\nnoun: 3\nquestions: x');
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('keeps entries that mean nothing to it, and takes a text for the name of a source', () => {
    const { frontMatter, problems } = article(
      'title: 7\nsource: The Companion\ndate: 2024-01-01\ntags: [a, b]',
    );
    expect(problems).toEqual([]);
    expect(frontMatter).toMatchObject({ title: '7', source: { name: 'The Companion' } });
    expect(frontMatter && otherEntries(frontMatter)).toEqual({ date: '2024-01-01', tags: 'a, b' });
  });

  it('is none between two rules', () => {
    const { frontMatter, problems, sections } = parseArticle(
      'a.md',
      '---\nOnly: words, as they are\nand more\n---\n\nText.\n',
    );
    expect([frontMatter, problems]).toEqual([null, []]);
    expect(sections[0]?.heading).toBe('Only: words, as they are and more');
    expect(parseArticle('a.md', '---\n\nText.\n').problems).toEqual([]);
  });

  it('says of front matter that is never closed what is missing', () => {
    const { problems } = parseArticle('teas.md', '---\ntitle: T\n\n# Teas\n\nText.\n');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 1, rule: 'front-matter' });
    expect(problems[0]?.message).toContain('never closed');
  });

  it('expands no bomb of aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b]',
    ];
    const { problems } = article(`${bomb.join('\n')}\ntitle: [*c,*c,*c,*c,*c,*c,*c]`);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('is no must: ordinary documentation has none', () => {
    const { problems, title, frontMatter } = parseArticle('a/guide.md', '# The guide\n\nText.\n');
    expect(problems).toEqual([]);
    expect(frontMatter).toBeNull();
    expect(title).toBe('The guide');
  });

  it('leaves an article without any heading the name of its file', () => {
    expect(parseArticle('a/guide.md', 'Text.\n').title).toBe('Guide');
    expect(parseArticle('a/guide/index.md', 'Text.\n').title).toBe('Guide');
    expect(parseArticle('changes.md', '# Unreleased\n\nText.\n').title).toBe('Changes');
  });
});

describe('thesaurus', () => {
  it('is read in lower case', () => {
    expect(parseThesaurus('t.yaml', 'groups:\n  - [Brew, STEEP]\nnarrower:\n  Asia: [China]\n')).toEqual({
      thesaurus: {
        groups: [['brew', 'steep']],
        related: [],
        narrower: [{ general: 'asia', special: ['china'] }],
      },
      problems: [],
    });
  });

  it('may be empty', () => {
    expect(parseThesaurus('t.yaml', '').thesaurus).toEqual({ groups: [], related: [], narrower: [] });
  });

  it.each<[fault: string, yaml: string, line: number, says: string[]]>([
    ['a group of one', 'groups:\n  - [a, b]\n  - [c]\n', 3, ['"groups.1"', 'at least two words']],
    ['a group that is a text', 'groups:\n  - tea\n', 2, ['"groups.0"', 'list of words']],
    ['a word that is a number', 'groups:\n  - [a, 5]\n', 2, ['"groups.0.1"', 'text']],
    ['a special case that is a text', 'narrower:\n  asia: china\n', 2, ['"narrower.asia"', 'list of words']],
    ['a list of special cases that is empty', 'narrower:\n  asia: []\n', 2, ['"narrower.asia"', 'at least']],
    ['a wrong entry', 'synonyms: []\n', 1, ['"synonyms"', 'groups, related, narrower']],
    ['YAML that is broken', 'groups:\n  - [a, b\n', 3, ['is not valid YAML']],
  ])('says of %s where it is and what to write instead', (_, yaml, line, says) => {
    const { thesaurus, problems } = parseThesaurus('thesaurus.yaml', yaml);
    expect(thesaurus).toBeNull();
    expect(problems[0]).toMatchObject({ severity: 'error', file: 'thesaurus.yaml', line, rule: 'thesaurus' });
    for (const words of says) expect(problems[0]?.message).toContain(words);
  });
});

describe('problemText', () => {
  it('is one line that an editor can follow', () => {
    const problem = { severity: 'error', file: 'a.md', line: 3, rule: 'no-text', message: 'Oh.' } as const;
    expect(problemText(problem)).toBe('a.md:3: error: Oh. [no-text]');
  });
});
