import { describe, expect, it } from 'vitest';
import { findOpenEvidence, type Knowledge, knowledgeOf } from '../../../src/answer/context.js';
import { createBot } from '../../../src/bot.js';
import { createLexicon } from '../../../src/knowledge/lexicon.js';
import { buildTermIndex } from '../../../src/knowledge/term-index.js';
import { understand } from '../../../src/query/understand.js';
import { PassageIndex } from '../../../src/search/passage-index.js';
import { MEASURES, type OpenRanking } from '../../../src/search/rank-open.js';
import { FEATURES, tabulate } from '../../../src/search/sentence-table.js';
import { release, seek } from '../../../src/search/sought.js';
import { PASSAGE_WEIGHTS, SENTENCE_WEIGHTS } from '../../../src/search/weights.js';
import { corpusOf } from '../../builders.js';

const MILLS = `# Mills

The first mill of the valley was built of oak. It burnt down after a few winters.

The second mill was finished in 1790. Its owner, Ada Marsh, sold flour to the whole valley.

Today the mill is a museum. Visitors reach it by bus.

## Water

The river Elm drives the wheel of the mill. In dry summers the wheel stands still.
`;

function known(...articles: string[]): Knowledge {
  const corpus = corpusOf(articles);
  const terms = buildTermIndex(corpus);
  return knowledgeOf(corpus, terms, createLexicon(corpus, terms), PassageIndex.build(corpus));
}

const mills = known(MILLS);
const ranked = (question: string, knowledge = mills): Promise<OpenRanking> =>
  findOpenEvidence(understand(question, knowledge.lexicon), knowledge);
const first = async (question: string) => (await ranked(question)).evidence[0]?.sentence.text;

describe('open questions', () => {
  it.each([
    ['When was the second mill finished?', 'The second mill was finished in 1790.'],
    ['Who sold flour to the valley?', 'Its owner, Ada Marsh, sold flour to the whole valley.'],
    ['What drives the wheel?', 'The river Elm drives the wheel of the mill.'],
    ['How do visitors get to the museum?', 'Visitors reach it by bus.'],
    ['What was the first mill built of?', 'The first mill of the valley was built of oak.'],
  ])('%s', async (question, sentence) => {
    expect(await first(question)).toBe(sentence);
  });

  it('quote two sentences together where either may be the answer', async () => {
    const barns = known(`# Barns

The old barn of the farm was sold in 1904. The new barn of the farm was sold in 1911. Hay was kept in both.

Cows give milk twice a day, in the morning and in the evening.
`);
    const [vying] = (await ranked('When was the barn of the farm sold?', barns)).evidence;
    expect([vying?.position, vying?.beside].sort()).toEqual([0, 1]);
    const [sure] = (await ranked('When was the new barn of the farm sold?', barns)).evidence;
    expect(sure?.position).toBe(1);
    expect(sure?.beside).toBeUndefined();
    const answer = await createBot(barns.corpus, barns.terms, barns.index).ask(
      'When was the barn of the farm sold?',
    );
    expect(answer.citations[0]?.quote).toBe(
      'The old barn of the farm was sold in 1904. The new barn of the farm was sold in 1911.',
    );
    expect(answer.citations.map(({ quote }) => quote).slice(1)).toEqual(['Hay was kept in both.']);
  });

  it('come with scores that fall from 1, and with measures that are finite numbers', async () => {
    const { evidence, measures } = await ranked('When was the second mill finished?');
    const scores = evidence.map(({ score }) => score);
    expect(scores[0]).toBe(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0)).toBe(true);
    expect(measures).toHaveLength(MEASURES.length);
    expect([...(measures ?? [])].every(Number.isFinite)).toBe(true);
  });

  it('after what an abbreviation stands for find where it is spelled out, or are not answered', async () => {
    const office = known(`# Office

Everyone may take 25 days of PTO in a year. Unused PTO is lost in March, and PTO is never paid out.

Paid time off (PTO) is granted by the team lead.

The VPN must be on in a public network.
`);
    const bot = createBot(office.corpus, office.terms, office.index);
    for (const question of [
      'What does PTO stand for?',
      'PTO stands for what',
      'what is PTO short for',
      'what does PTO mean',
    ]) {
      const answer = await bot.ask(question);
      expect(answer.citations[0]?.quote).toBe('Paid time off (PTO) is granted by the team lead.');
    }
    expect((await bot.ask('What does VPN stand for?')).status).toBe('abstained');
    expect((await bot.ask('What must be on in a public network?')).status).toBe('answered');
  });

  it('after how many are not answered without a number', async () => {
    const firm = known(`# The firm

This page explains how the firm treats its employees and everybody with a contract. Freelancers have no say.

The firm has seven lorries.
`);
    const bot = createBot(firm.corpus, firm.terms, firm.index);
    expect((await bot.ask('How many employees does the firm treat?')).status).toBe('abstained');
    expect((await bot.ask('How many lorries does the firm have?')).citations[0]?.quote).toBe(
      'The firm has seven lorries.',
    );
    expect((await bot.ask('how much is a lorry')).status).toBe('abstained');
  });

  it('of which nothing is found have no evidence and no measures', async () => {
    expect(await ranked('Which planets have rings?')).toEqual({ evidence: [], measures: null });
  });

  it('are measured as less sure when a name is missing', async () => {
    const at = MEASURES.indexOf('namesMissing');
    const there = await ranked('Who sold flour at the mill of Ada Marsh?');
    const missing = await ranked('Who sold flour at the mill of Oda Brown?');
    expect(there.measures?.[at]).toBe(0);
    expect(missing.measures?.[at]).toBeGreaterThan(0.2);
  });
});

describe('the table of sentences', () => {
  it('has a row for each sentence, and features that are shares where they say so', () => {
    const query = understand('Who sold flour to the valley in 1790?', mills.lexicon);
    const sought = seek(query, query.terms, mills.terms);
    const candidates = mills.corpus.passages.map(({ id }) => ({ passage: id, score: 1 }));
    const table = tabulate(sought, candidates, mills.corpus, mills.terms);
    release(sought);
    expect(table.size).toBe(mills.corpus.passages.flatMap(({ sentences }) => sentences).length);
    expect(table.values.every(Number.isFinite)).toBe(true);
    const column = (name: (typeof FEATURES)[number]) =>
      Array.from(
        { length: table.size },
        (_, row) => table.values[row * FEATURES.length + FEATURES.indexOf(name)],
      );
    for (const name of ['sentence', 'passage', 'exact', 'bigrams', 'document', 'namesMissing'] as const)
      for (const share of column(name)) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    expect(column('first').filter((one) => one === 1)).toHaveLength(mills.corpus.passages.length);
    // What was looked for is forgotten, so that the next question begins anew.
    expect(sought.slotOf.some((slot) => slot !== 0)).toBe(false);
  });

  it('has a weight for each feature and no other', () => {
    for (const weights of [PASSAGE_WEIGHTS, SENTENCE_WEIGHTS])
      expect(Object.keys(weights).sort()).toEqual([...FEATURES].sort());
  });
});
