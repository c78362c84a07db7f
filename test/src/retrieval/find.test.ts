import { describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { NOTHING, type Retrieved } from '../../../src/retrieval/evidence.js';
import { MEASURES, namesOf, PASSAGE_FEATURES } from '../../../src/retrieval/features.js';
import { find } from '../../../src/retrieval/find.js';
import { botOf, corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const MILLS = `# Mills

The first mill of the valley was built of oak. It burnt down after a few winters.

The second mill was finished in 1790. Its owner, Ada Marsh, sold flour to the whole valley.

Today the mill is a museum. Visitors reach it by bus.

## Water

The river Elm drives the wheel of the mill. In dry summers the wheel stands still.
`;

const mills = knowledgeOf(corpusOf([MILLS]));

async function found(question: string, knowledge: Knowledge): Promise<Retrieved> {
  return find(await queryOf(question, knowledge), knowledge.engine, knowledge.weights);
}

/** The sentence that is taken to answer. */
async function first(question: string, knowledge = mills): Promise<string | undefined> {
  const [best] = (await found(question, knowledge)).evidence;
  return best?.line.item.sentences[best.line.sentence]?.text;
}

const firstOf = (article: string, question: string, thesaurus?: string) =>
  first(question, knowledgeOf(corpusOf([article], thesaurus)));

describe('what is found for a question', () => {
  it.each([
    ['When was the second mill finished?', 'The second mill was finished in 1790.'],
    ['Who sold flour to the valley?', 'Its owner, Ada Marsh, sold flour to the whole valley.'],
    ['What drives the wheel?', 'The river Elm drives the wheel of the mill.'],
    ['How do visitors get to the museum?', 'Visitors reach it by bus.'],
    ['What was the first mill built of?', 'The first mill of the valley was built of oak.'],
  ])('%s', async (question, sentence) => {
    expect(await first(question)).toBe(sentence);
  });

  it('is the sentence that holds more of the question', async () => {
    const article =
      '# T\n\nBergamot grows on trees.\n\nThe oil of bergamot scents the tea.\n\nOil floats on water.\n';
    expect(await firstOf(article, 'which oil comes of bergamot')).toBe('The oil of bergamot scents the tea.');
  });

  it('is the sentence that answers rather than the one beside it', async () => {
    const article =
      '# T\n\nThe workshop is closed in winter. The reception opens at nine. Badges are blue.\n\nLunch is free.\n';
    expect(await firstOf(article, 'when does the reception open')).toBe('The reception opens at nine.');
  });

  it('is the very word rather than a synonym, and the synonym where there is no other', async () => {
    const thesaurus = 'groups:\n  - [licence, permit]\n';
    const article = '# T\n\nA permit costs ten coins.\n\nA licence costs nine coins.\n\nSalt is white.\n';
    expect(await firstOf(article, 'price of a licence in coins', thesaurus)).toBe(
      'A licence costs nine coins.',
    );
    expect(await firstOf('# T\n\nA permit lasts.\n\nSalt is white.\n', 'licence', thesaurus)).toBe(
      'A permit lasts.',
    );
  });

  it('has a date where the question is when', async () => {
    const article =
      '# T\n\nThe tower was finished by masons.\n\nThe tower was finished in 1887.\n\nBread is brown.\n';
    expect(await firstOf(article, 'when was the tower finished')).toBe('The tower was finished in 1887.');
  });

  it('says what a word is where that is asked', async () => {
    const article =
      '# T\n\nIn the cabin lies the sextant, beside the sextant case.\n\nA sextant is an instrument that measures angles.\n\nBread is brown.\n';
    expect(await firstOf(article, 'what is a sextant')).toMatch(/^A sextant is/);
  });

  it('is nothing where no passage holds a word of it', async () => {
    expect(await found('Which planets have rings?', mills)).toEqual(NOTHING);
  });

  it('is two sentences together where either may be the answer', async () => {
    const barns = corpusOf([
      `# Barns

The old barn of the farm was sold in 1904. The new barn of the farm was sold in 1911. Hay was kept in both.

Cows give milk twice a day, in the morning and in the evening.
`,
    ]);
    const [vying] = (await found('When was the barn of the farm sold?', knowledgeOf(barns))).evidence;
    expect([vying?.line.sentence, vying?.beside].sort()).toEqual([0, 1]);
    const answer = await botOf(barns).ask('When was the barn of the farm sold?');
    expect(answer.citations[0]?.quote).toBe(
      'The old barn of the farm was sold in 1904. The new barn of the farm was sold in 1911.',
    );
    expect(await first('When was the new barn of the farm sold?', knowledgeOf(barns))).toBe(
      'The new barn of the farm was sold in 1911.',
    );
  });

  it('is shown in the passage that it stands in, and quoted from its blocks', async () => {
    const { evidence, shown } = await found('When was the second mill finished?', mills);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThanOrEqual(2);
    for (const { passage, blocks, line } of evidence) {
      const own = passage.blocks.map(({ block }) => block.id);
      expect(blocks.length).toBeGreaterThan(0);
      for (const { block } of blocks) expect(own).toContain(block.id);
      expect(line.item.sentences[line.sentence]).toBeDefined();
    }
  });

  it('comes with likelihoods that fall and with all that was measured, by name', async () => {
    const { evidence, measures, likelihood } = await found('When was the second mill finished?', mills);
    const likely = evidence.map(({ probability }) => probability);
    expect(likely).toEqual([...likely].sort((a, b) => b - a));
    expect(likely.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
    expect(Object.keys(measures)).toEqual(namesOf(MEASURES));
    for (const { features } of evidence) {
      const names = Object.keys(features);
      expect(names.length).toBeGreaterThan(0);
      // What is 0 is left out; the rest stands in the order of the table.
      expect(namesOf(PASSAGE_FEATURES).filter((name) => names.includes(name))).toEqual(names);
    }
    expect(likelihood).toBeGreaterThan(0);
    expect(likelihood).toBeLessThan(1);
  });

  it('is measured as less sure where a name is missing', async () => {
    const there = await found('Who sold flour at the mill of Ada Marsh?', mills);
    const missing = await found('Who sold flour at the mill of Oda Brown?', mills);
    expect(there.measures.namesMissing).toBe(0);
    expect(missing.measures.namesMissing).toBeGreaterThan(0);
    expect(missing.likelihood).toBeLessThan(there.likelihood);
  });

  it('is measured as less sure the more of the question stands nowhere', async () => {
    const likelihoods = await Promise.all(
      [
        'what drives the wheel',
        'what turbine drives the wheel',
        'what turbine greases the gearbox wheel',
      ].map(async (question) => (await found(question, mills)).likelihood),
    );
    expect(likelihoods).toEqual([...likelihoods].sort((a, b) => b - a));
  });

  it('does not depend on what was asked before', async () => {
    const once = await found('What drives the wheel?', mills);
    await found('Who sold flour to the valley in 1790?', mills);
    await found('', mills);
    expect(await found('What drives the wheel?', mills)).toEqual(once);
  });
});

describe('a question after what an abbreviation stands for', () => {
  const office = botOf(
    corpusOf([
      `# Office

Everyone may take 25 days of PTO in a year. Unused PTO is lost in March, and PTO is never paid out.

Paid time off (PTO) is granted by the team lead.

The VPN must be on in a public network.
`,
    ]),
  );

  it.each(['What does PTO stand for?', 'PTO stands for what', 'what is PTO short for'])(
    'finds where it is spelled out: %s',
    async (question) => {
      const answer = await office.ask(question);
      expect(answer.citations[0]?.quote).toBe('Paid time off (PTO) is granted by the team lead.');
    },
  );

  it('shows where it is spelled out to who asks what it means', async () => {
    const { citations } = await office.ask('what does PTO mean');
    expect(citations.map(({ quote }) => quote)).toContain('Paid time off (PTO) is granted by the team lead.');
  });

  it('is less likely answered where it is spelled out nowhere', async () => {
    const [lacks, holds] = [
      await office.ask('What does VPN stand for?'),
      await office.ask('What does PTO stand for?'),
    ];
    expect(lacks.confidence).toBeLessThan(holds.confidence);
    expect((await office.ask('What must be on in a public network?')).status).toBe('answered');
  });
});

describe('a question after how many', () => {
  const firm = botOf(
    corpusOf([
      `# The firm

This page explains how the firm treats its employees and everybody with a contract. Freelancers have no say.

The firm has seven lorries.
`,
    ]),
  );

  it.each(['How many employees does the firm treat?', 'how much is a lorry'])(
    'is less likely answered without a number, or by another one: %s',
    async (question) => {
      const holds = await firm.ask('How many lorries does the firm have?');
      expect((await firm.ask(question)).confidence).toBeLessThan(holds.confidence);
    },
  );

  it('is answered by the number', async () => {
    expect((await firm.ask('How many lorries does the firm have?')).citations[0]?.quote).toBe(
      'The firm has seven lorries.',
    );
  });
});
