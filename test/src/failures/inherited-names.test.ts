import { describe, expect, it } from 'vitest';
import { formatByName } from '../../../src/import/detect.js';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { botOf } from '../../builders.js';

/** What every object of JavaScript has by inheritance, and a record that is looked up by a word must not find. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** The word wherever an author may write one. */
const articlesWith = (word: string): string[] => [
  `---\ntitle: A\n${word}: x\nquestions:\n  - What is a ${word}?\n---\n# A\n\nA ${word} builds a thing.\n`,
  `# ${word}\n\n## ${word}\n\n${word} is a thing.\n\n| ${word} | b |\n|---|---|\n| ${word} | c |\n`,
  `# A\n\n<${word}>hello</${word}>\n\n&${word};\n\n<table><${word}><tr><td>${word}</td></tr></${word}></table>\n`,
  `# A\n\n<p>one\n<${word}>two</${word}></p>\n\n<Admonition type="${word}">text</Admonition>\n`,
  `# A\n\n::: ${word}\ntext\n:::\n\n!!! ${word}\n    text\n\n> [!${word}]\n> text\n\n{{< ${word} >}}\ntext\n{{< /${word} >}}\n`,
  `# A\n\n[a][${word}]\n\n[${word}]: http://x.example\n\nb[^${word}]\n\n[^${word}]: note\n\n\`\`\`${word}\ncode\n\`\`\`\n\ntext {.${word}}\n`,
];

/** The same in the files of other programs. */
const sourcesWith = (word: string): [name: string, text: string][] => [
  ['page.md', `---\nlayout: post\n${word}: told\n---\n# A\n\nThe ${word} is told of here.\n`],
  ['page.md', `+++\nlayout = "post"\n${word} = "told"\n+++\n# A\n\nThe ${word} is told of here.\n`],
  [
    'page.html',
    `<html><body><${word}>What is around.</${word}><article><h1>A</h1><p>${'Words of the article. '.repeat(30)}</p></article></body></html>`,
  ],
  [`page.${word}`, `${word}\n\nThe ${word} is told of here.\n`],
];

describe.each(INHERITED)('the word %s', (word) => {
  it('is a word of an article as any other', () => {
    for (const text of articlesWith(word)) {
      const { problems } = loadCorpus([{ path: 'a.md', text }], null);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('is a word of the thesaurus as any other', () => {
    const text = `groups:\n  - [${word}, builder]\nnarrower:\n  "${word} x": [a, b]\n`;
    const thesaurus = { path: 'thesaurus.yaml', text };
    expect(loadCorpus([{ path: 'a.md', text: '# A\n\nText.\n' }], thesaurus).problems).toEqual([]);
  });

  it('is kept as an entry and told as what is dropped when a file is imported', async () => {
    for (const [name, text] of sourcesWith(word)) {
      const { markdown, dropped } = await importSource(name, new TextEncoder().encode(text));
      for (const { what } of dropped) expect(what).toBeTypeOf('string');
      if (name === 'page.md') expect(markdown).toContain(`${word}: told`);
    }
    expect(formatByName(`page.${word}`)).toBeNull();
  });

  it('is asked about, and answered from the article that lists the question', async () => {
    const [text = ''] = articlesWith(word);
    const bot = botOf(loadCorpus([{ path: 'a.md', text }], null).corpus);
    const asked = [`What is a ${word}?`, word, `compare ${word} and ${word}`, `/${word} ${word}`];
    for (const question of asked) expect((await bot.ask(question)).blocks).not.toEqual([]);
  });
});
