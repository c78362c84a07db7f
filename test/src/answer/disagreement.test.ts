import { describe, expect, it } from 'vitest';
import { createBot } from '../../../src/bot.js';
import { plainText } from '../../../src/index.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import { corpusOf } from '../../builders.js';

const SAID = 'Water for the sencha of the house is heated to 80 degrees before the leaves are steeped.';
const AGAIN = 'Water for the sencha of the house is heated to 70 degrees before leaves are steeped.';
const QUESTION = 'how hot is the water for the sencha of the house?';

const article = (title: string, text: string, { heading = 'Water', reviewed = '' } = {}) =>
  `---\ntitle: ${title}\nsubjects: []\n${reviewed && `reviewed: ${reviewed}\n`}---\n# ${title}\n\n## ${heading}\n\n${text}\n`;

async function asked(articles: readonly string[], cosine: number | null = null, question = QUESTION) {
  const corpus = corpusOf(articles);
  const local = createLocalEngine(corpus, buildIndex(corpus));
  const likeness = {
    questions: async () => ({ cosine: cosine ?? 0, nearest: [] }),
    cosines: async () => null,
  };
  return createBot(corpus, cosine === null ? local : { ...local, likeness }).ask(question);
}

describe('articles that disagree', () => {
  const both = [article('Brewing', SAID), article('The tea room', AGAIN, { reviewed: '2026-05-03' })];

  it('are both quoted, the other with its date, and both are sources', async () => {
    const answer = await asked(both);
    const text = plainText(answer);
    expect(text).toContain('80 degrees');
    expect(text).toContain('70 degrees');
    expect(text).toMatch(/“(The tea room”, reviewed 3 May 2026,|Brewing”) says otherwise:/);
    expect(answer.citations.map(({ document }) => document).sort()).toEqual(['a.md', 'b.md']);
    expect(answer.citations.map(({ quote }) => quote).sort()).toEqual([AGAIN, SAID]);
  });

  it.each([
    ['say the same', [article('Brewing', SAID), article('The tea room', AGAIN.replace('70', '80'))]],
    [
      'are about other things',
      [article('Brewing', SAID), article('The tea room', AGAIN, { heading: 'Winter' })],
    ],
    ['are one', [`${article('Brewing', SAID)}\n## Water again\n\n${AGAIN}\n`]],
    [
      'say it of another thing',
      [article('Brewing', SAID), article('The tea room', AGAIN.replace('sencha', 'gyokuro'))],
    ],
    [
      'differ in two numbers',
      [
        article('Brewing', SAID),
        article('The tea room', AGAIN.replace('70 degrees', '70 degrees for 2 minutes')),
      ],
    ],
  ])('are not told of where they %s', async (_, articles) => {
    expect(plainText(await asked(articles))).not.toContain('says otherwise');
  });

  it('are not told of where one denies what the other says', async () => {
    const denied = AGAIN.replace('is heated', 'is not heated');
    expect(plainText(await asked([article('Brewing', SAID), article('The tea room', denied)]))).not.toContain(
      'says otherwise',
    );
  });

  it('keep what else the other says where it is shown too', async () => {
    const more = 'How hot the water is decides how the sencha of the house tastes.';
    const articles = [article('Brewing', SAID), article('The tea room', `${AGAIN} ${more}`)];
    const text = plainText(await asked(articles));
    const same = plainText(await asked([articles[0] ?? '', articles[1]?.replace('70', '80') ?? '']));
    expect(text).toContain('says otherwise');
    expect(text.includes(more)).toBe(same.includes(more));
  });

  it('do so by their meaning too, where it can be had', async () => {
    expect(plainText(await asked(both, 0.9))).toContain('says otherwise');
    expect(plainText(await asked(both, 0.8))).not.toContain('says otherwise');
  });
});
