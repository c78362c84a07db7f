import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/answer/plain-text.js';
import { botOf, corpusOf } from '../../builders.js';

const KITES = `# Four kites for a windy hill

A kite is a wing on a line. Ours are lent by the club.

## Delta kite

The delta is the one that children draw. It rises in hardly any wind.

## Box kite

The box is two cells of cloth and four spars. It pulls hard.

## Sled kite

The sled has no cross spar and rolls up like a map.

## Stunt kite

The stunt kite has two lines and turns on the spot.

## Side by side

| | Weight | Price | Time to rig | Sleeves for |
| - | - | - | - | - |
| Delta kite | 180 g | 20 € | 2 min | 1 |
| Box kite | 1.2 kg | 90 € | 15 min | 3 |
| Sled kite | 90 g | 12 € (used: 5 €) | 1 min | 1 |
| Stunt kite | 300 g | 60–120 € | 5 min | 2 |
`;

const bot = botOf(corpusOf([KITES]));

describe('an amount in a table that lines subjects up', () => {
  it.each([
    ['which kites are under 200 g', ['delta-kite', 'sled-kite']],
    ['which kites are lighter than 1 kilo', ['delta-kite', 'sled-kite', 'stunt-kite']],
    ['which kites cost not over 20 euro', ['delta-kite', 'sled-kite']],
    ['which kites cost less than 20 euro', ['sled-kite']],
    ['which kites cost more than 100 bucks', ['stunt-kite']],
    // From 60 € on.
    ['which kites cost less than 70 bucks', ['delta-kite', 'sled-kite', 'stunt-kite']],
    ['which kites take 5 minutes or more', ['box-kite', 'stunt-kite']],
    ["which kites aren't under 200 g", ['box-kite', 'stunt-kite']],
    ['which kites are not below 1 kg', ['box-kite']],
    ['which kites have spars, or are under 100 g', ['box-kite', 'sled-kite']],
    ['which kites are under 100 g or have spars', ['box-kite', 'sled-kite']],
    ['which kites are above 100 g and below 50 €', ['delta-kite']],
  ])('is held against the bound that is asked for: %j', async (question, subjects) => {
    const answer = await bot.ask(question);
    expect(answer.status).toBe('answered');
    expect([...answer.subjects].sort()).toEqual(subjects);
  });

  it('is shown as it stands', async () => {
    expect(plainText(await bot.ask('which kites are under 100 g'))).toContain('Sled kite – Weight: 90 g [1]');
  });

  it('is shown by the value that is within', async () => {
    const text = plainText(
      await botOf(corpusOf([KITES.replace('20 €', '70 €; 8 € used')])).ask('which kites are under 10 €'),
    );
    expect(text).toContain('Delta kite – Price: 8 € used [1]');
  });

  it('that none meets is met by none', async () => {
    const answer = await bot.ask('which kites are under 10 g');
    expect(answer.status === 'answered' ? answer.subjects : []).toEqual([]);
  });

  it('of which the table has none is not guessed: the words are looked for', async () => {
    const answer = await bot.ask('which kites hold more than 3 litres');
    expect(answer.status).not.toBe('answered');
  });
});

it('stands in lists of labelled points as well, where most subjects have the same labels', async () => {
  const portrait = (name: string, price: string, age: string) =>
    `## ${name}\n\nAt a glance:\n\n- **Price:** ${price}\n- **From age:** ${age}\n- **Sound:** its own\n\n${name} is fun.\n\n### Advantages\n\nIt is ${name}.\n`;
  const text = `# Toys\n\n${portrait('Kazoo', '4 €', '3 years')}\n${portrait('Ocarina', '25 €', '6 years')}\n${portrait('Zither', '300 €', '8 years')}`;
  const corpus = corpusOf([text]);
  expect(corpus.subjects[1]?.facts.map(({ label, values }) => [label, values])).toEqual([
    ['Price', ['25 €']],
    ['From age', ['6 years']],
    ['Sound', ['its own']],
  ]);
  const answer = await botOf(corpus).ask('which are under 30 euros');
  expect([...answer.subjects].sort()).toEqual(['kazoo', 'ocarina']);

  const one = text.replaceAll('**From age:**', '').replaceAll('**Sound:**', '');
  expect(corpusOf([one]).subjects[1]?.facts).toEqual([]);
});

it('is looked for among the things of each kind', async () => {
  const things = (noun: string, rows: Readonly<Record<string, string>>) =>
    `---\nnoun: ${noun}\n---\n# Of ${noun}s\n\n${Object.entries(rows)
      .map(
        ([name, row]) =>
          `## ${name}\n\n${name} is a ${noun}.\n\n### At a glance\n\n| | |\n| - | - |\n| ${row.split('=')[0]} | ${row.split('=')[1]} |\n| Maker | ${name} Works |\n`,
      )
      .join('\n')}`;
  const inks = things('ink', { Sepia: 'Colour=brown', Indigo: 'Colour=blue' });
  const anvils = things('anvil', { Portly: 'Weight=90 kg', Slender: 'Weight=12 kg' });
  const answer = await botOf(corpusOf([inks, anvils])).ask('which are under 20 kg');
  expect(answer).toMatchObject({ status: 'answered', subjects: ['slender'] });
});

it('is told of one subject by the row whose label is asked for, be its words ever so light', async () => {
  const rents = corpusOf([KITES.replaceAll('Time to rig', 'Per week')]);
  const answer = await botOf(rents).ask('box kite per week');
  expect(plainText(answer)).toContain('Per week: 15 min [1]');
});
