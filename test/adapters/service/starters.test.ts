import { expect, it } from 'vitest';
import { createCompleter } from '../../../adapters/service/complete.js';
import { createStarters } from '../../../adapters/service/starters.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';
import { madeUp } from '../../made-up.js';

const page = (title: string, ...sections: [heading: string, text: string][]) =>
  `# ${title}\n\n${sections.map(([heading, text]) => `## ${heading}\n\n${text}\n`).join('\n')}`;

/** Pages as people write them: no subjects, no questions, and a section of one name on each. */
const PAGES = [
  page(
    'Boats',
    ['Overview', 'Everything about hiring boats on the lake.'],
    ['Hiring a rowing boat', 'Hiring a rowing boat costs nine euros an hour. Pay at the jetty.'],
    ['Life jackets for children', 'Life jackets for children hang behind the counter.'],
  ),
  page(
    'Lockers',
    ['Overview', 'Everything about the lockers by the gate.'],
    ['Lost locker keys', 'Lost locker keys are replaced for five euros by the gatekeeper.'],
    // Answered, but from another section.
    ['Life jackets for adults', ''],
  ),
];

it('begins with headings of all articles where nobody wrote questions, and with none that several have', async () => {
  const bot = botOf(corpusOf(PAGES));
  const found = await createStarters(bot).find(10);
  expect(found).toEqual(['Hiring a rowing boat', 'Lost locker keys', 'Life jackets for children']);
  for (const text of found) {
    const { status, citations } = await bot.ask(text);
    expect([status, citations[0]?.section]).toEqual(['answered', text]);
  }
  expect(await createCompleter(bot).questions('lost', 5)).toEqual(['Lost locker keys']);
});

it('begins with titles that say what an article is about, without the picture in front', async () => {
  const bot = botOf(
    corpusOf([
      page('🛶 How to hire a rowing boat', ['Steps', 'To hire a rowing boat, pay nine euros at the jetty.']),
      page('Lockers', [
        'Lost locker keys',
        'Lost locker keys are replaced for five euros by the gatekeeper.',
      ]),
    ]),
  );
  expect(await createStarters(bot).find(10)).toEqual(['How to hire a rowing boat', 'Lost locker keys']);
});

it('takes what the authors ask before all else, in turns', async () => {
  const questions = (...texts: string[]) =>
    `---\nquestions:\n${texts.map((text) => `  - ${text}\n`).join('')}---\n`;
  const [boats = '', lockers = ''] = PAGES;
  const bot = botOf(
    corpusOf([
      questions('What does hiring a rowing boat cost?', 'Where are the life jackets for children?') + boats,
      questions('Who replaces lost locker keys?', 'what does hiring a rowing boat cost?') + lockers,
    ]),
  );
  expect(await createStarters(bot).find(4)).toEqual([
    'What does hiring a rowing boat cost?',
    'Who replaces lost locker keys?',
    'Where are the life jackets for children?',
    'Hiring a rowing boat',
  ]);
});

it('asks for subjects from all over the list, no more than it may, and outlives a question that fails', async () => {
  const { contents } = (await builtFrom(TEAS)).bot;
  const [first] = contents.subjects;
  if (!first) throw new Error('The teas have no subject');
  const subjects = Array.from({ length: 500 }, (_, i) => ({ ...first, id: `t${i}`, name: `T${i}` }));
  const many = { ...contents, documents: [], subjects };
  const asked: string[] = [];
  const ask = async (text: string) => {
    asked.push(text);
    if (asked.length === 1) throw new Error('It fails');
    return madeUp({ status: asked.length % 20 === 0 ? 'answered' : 'closest' });
  };
  expect(await createStarters({ ask, contents: many }).find(10)).toEqual([asked[19], asked[39], asked[59]]);
  expect(asked).toHaveLength(60);
  expect(asked.slice(0, 3)).toEqual(['What is T0?', 'What is T50?', 'What is T100?']);
});

it('searches again when the articles change', async () => {
  const [boats = '', lockers = ''] = PAGES;
  const bots = [boats, lockers].map((text) => botOf(corpusOf([text])));
  let now = 0;
  const live = {
    ask: (text: string) => (bots[now] as (typeof bots)[0]).ask(text),
    get contents() {
      return (bots[now] as (typeof bots)[0]).contents;
    },
  };
  const starters = createStarters(live);
  expect(await starters.find(1)).toEqual(['Hiring a rowing boat']);
  now = 1;
  expect(await starters.find(1)).toEqual(['Lost locker keys']);
});
