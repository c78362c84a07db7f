import { expect, it } from 'vitest';
import { botOf, corpusOf } from '../../builders.js';

const guide = (name: string, ...headings: string[]) =>
  `# ${name}\n\nIt is ${name}.\n\n${headings.map((heading) => `## ${heading}\n\nThe ${heading} of ${name}.\n\n### Advantages\n\n- One of ${name}.\n`).join('\n')}`;

it('answers about a shared name from the article that the question names', async () => {
  const bot = botOf(corpusOf([guide('Ash', 'API', 'Shell'), guide('Elm', 'API', 'Server')]));
  const { citations } = await bot.ask('What is the API of Elm?');
  expect(citations.map(({ document }) => document)).toEqual(['b.md']);
});
