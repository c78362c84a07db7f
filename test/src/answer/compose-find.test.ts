import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import type { Bot } from '../../../src/bot.js';
import { BOATS } from '../../boats.js';
import { BRIDGES, botOf, builtFrom, corpusOf, quotesOf, TEAS } from '../../builders.js';

let teas: Bot;
const bridges = botOf(corpusOf([BRIDGES]));
const boats = botOf(corpusOf([BOATS]));
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot;
});

const quotes = (answer: Answer) => answer.citations.map(({ quote }) => quote);
const namesIn = (answer: Answer) =>
  answer.blocks.flatMap((block) => (block.type === 'list' ? block.items.map(([first]) => first?.text) : []));

describe('a list', () => {
  it('names those that match and the row that says so', async () => {
    const answer = await teas.ask('which teas are grown in Taiwan?');
    expect(namesIn(answer)).toEqual(['Oolong']);
    expect(quotes(answer)).toEqual(['Taiwan']);
    expect(answer.subjects).toEqual(['oolong']);
    expect(plainText(answer)).toContain('Grown in: Taiwan');
  });

  it('meets two conditions', async () => {
    expect(namesIn(await teas.ask('teas grown in china that are low in caffeine'))).toEqual([
      'Green tea',
      'White tea',
    ]);
    expect(namesIn(await bridges.ask('which bridges are made of steel and concrete?'))).toEqual([
      'Cable-stayed bridge',
    ]);
  });

  it.each([
    ["which teas aren't grown in China?", ['Rooibos']],
    ['which teas are not grown in China?', ['Rooibos']],
    ["teas of spring that aren't from Sri Lanka", ['Green tea', 'Oolong']],
  ])('leaves out what is not wanted: %s', async (question, names) => {
    expect(namesIn(await teas.ask(question))).toEqual(names);
  });

  it.each([
    ['which boats have a sail?', ['Dinghy', 'Yawl'], ['Yes', 'True']],
    ['which boats have no sail?', ['Barge', 'Ferry'], ['No', 'False']],
    ['boats with a sail but no motor', ['Dinghy'], ['Yes', 'No']],
    [
      'which boats have a sail or a motor?',
      ['Dinghy', 'Barge', 'Yawl', 'Ferry'],
      ['Yes', 'Yes', 'True', 'Yes'],
    ],
    ['which boats need a licence?', ['Dinghy', 'Barge', 'Ferry'], ['Free', 'Required', 'Required']],
    ['recommend a boat with a sail', ['Dinghy', 'Yawl'], ['Yes', 'True']],
  ])('believes a row that says yes or no, whatever is told beside it: %s', async (question, names, shown) => {
    const answer = await boats.ask(question);
    expect(namesIn(answer)).toEqual(names);
    expect(quotes(answer)).toEqual(shown);
  });

  it('of all subjects quotes the sentence that names them', async () => {
    const answer = await teas.ask('list all teas');
    expect(answer.subjects).toHaveLength(5);
    expect(quotes(answer)[0]).toContain('five teas');
  });

  it('says back the words that are not wanted as they are', async () => {
    const answer = await boats.ask('which boats do not have a knot board?');
    expect(plainText(answer)).toContain('Four boats, of which my articles do not say “knot board”:');
  });

  it('is sure of what is not wanted where rows say so, and less so where nothing is said', async () => {
    const byRows = await boats.ask('which boats have no sail?');
    const bySilence = await boats.ask('which boats have no anchor?');
    const nearly = await boats.ask('which boats have no anchor and no deep cellar?');
    expect(byRows.confidence).toBeCloseTo(0.95);
    expect(bySilence.confidence).toBeCloseTo(0.7);
    expect(namesIn(nearly)).toHaveLength(4);
    expect(nearly.confidence).toBeLessThan(bySilence.confidence);
    expect(nearly.confidence).toBeGreaterThan(0.45);
  });

  it('says how many', async () => {
    expect(plainText(await teas.ask('how many teas have low caffeine?'))).toMatch(/\b(?:Two|2)\b/);
    expect(plainText(await teas.ask('how many teas are there?'))).toMatch(/\b(?:five|5)\b/i);
    expect(plainText(await bridges.ask('how many bridges use wood?'))).toMatch(/\b(?:One|1)\b/);
  });

  it('is no list of everything when nothing matches', async () => {
    const answer = await teas.ask('which teas are grown in Brazil?');
    expect(answer.status).toBe('abstained');
  });
});

describe('what a list leaves out', () => {
  it('is shown by the row that says something else', async () => {
    const answer = await teas.ask('which teas are not from China?');
    expect(namesIn(answer)).toEqual(['Rooibos']);
    expect(quotes(answer)).toEqual(['South Africa']);
    expect(plainText(answer)).toContain('Origin: South Africa [1]');
  });
});

describe('words for what subjects are', () => {
  const crafts = botOf(corpusOf([BOATS.replace('noun: boat', 'noun: [boat, craft, vessel]')]));

  it.each(['which crafts have a sail?', 'which vessels have a sail?', 'which boats have a sail?'])(
    'are understood, and the first is said: %s',
    async (question) => {
      const answer = await crafts.ask(question);
      expect(namesIn(answer)).toEqual(namesIn(await boats.ask('which boats have a sail?')));
      expect(plainText(answer)).toMatch(/^Two boats match/);
    },
  );
});

describe('a recommendation', () => {
  it('names its choice and quotes the evidence', async () => {
    const answer = await teas.ask('I need a replacement for my morning coffee');
    expect(answer.subjects[0]).toBe('black-tea');
    expect(quotesOf(answer, 'black-tea').join(' ')).toContain('replace the morning coffee');
    const river = await bridges.ask('which bridge should I build over a wide river?');
    expect(river.subjects[0]).toBe('cable-stayed');
  });

  it('mentions what comes near', async () => {
    const answer = await teas.ask('recommend a tea to pair with chocolate');
    expect(answer.subjects).toEqual(expect.arrayContaining(['black-tea', 'rooibos']));
  });

  it('asks what matters when no need is named', async () => {
    const answer = await teas.ask('which tea is best?');
    expect(answer).toMatchObject({ status: 'clarify', citations: [] });
    expect(plainText(answer)).toContain('tea');
  });

  it('abstains when nothing fits', async () => {
    expect((await teas.ask('best tea for machine learning')).status).toBe('abstained');
  });
});

describe('a question after subjects', () => {
  it('hears a NOT in capitals', async () => {
    expect(namesIn(await teas.ask('which teas are NOT from China?'))).toEqual(['Rooibos']);
  });

  it('by the most or the least of a thing shows the row of each', async () => {
    const servers = botOf(
      corpusOf([
        `---
title: Servers
noun: server
subjects:
  - {id: atlas, heading: Atlas}
  - {id: vesta, heading: Vesta}
---
# Servers

## Atlas

Atlas stores photos.

| Fact | Value |
| --- | --- |
| Power draw | 45 W |

## Vesta

Vesta reads sensors.

| Fact | Value |
| --- | --- |
| Power draw | 5 W |
`,
      ]),
    );
    for (const which of ['most', 'least']) {
      const answer = await servers.ask(`which server uses the ${which} power?`);
      expect(quotes(answer)).toEqual(['45 W', '5 W']);
    }
  });
});
