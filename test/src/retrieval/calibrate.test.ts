import { beforeAll, describe, expect, it } from 'vitest';
import { judgeFact, measure } from '../../../src/answer/confidence.js';
import { findEvidence, type Knowledge, knowledgeOf } from '../../../src/answer/context.js';
import { buildTermIndex } from '../../../src/knowledge/term-index.js';
import { understand } from '../../../src/query/understand.js';
import { PassageIndex } from '../../../src/search/passage-index.js';
import { builtFrom, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  const { corpus, lexicon } = (await builtFrom(TEAS)).bot;
  teas = knowledgeOf(corpus, buildTermIndex(corpus), lexicon, PassageIndex.build(corpus));
});

async function judge(question: string) {
  const query = understand(question, teas.lexicon);
  const ids = query.subjects.map(({ subject }) => subject.id);
  const evidence = await findEvidence(query, query.terms, teas, ids.length > 0 ? ids : undefined);
  return { verdict: judgeFact(query, evidence, teas.lexicon), measures: measure(query.terms, evidence) };
}

describe('judgeFact', () => {
  it.each([
    'which oil scents Earl Grey',
    'is there caffeine in oolong',
    'where does rooibos grow',
    'how is tea stored',
    'what is matcha',
  ])('answers what is found: %j', async (question) => {
    const { verdict } = await judge(question);
    expect(verdict.answer).toBe(true);
    expect(verdict.confidence).toBeGreaterThan(0.3);
  });

  it.each([
    'who won the world cup',
    'what is the latest version of oolong',
    'does green tea cure cancer',
    'how do I install rooibos on ubuntu',
    'fluoride',
  ])('abstains where most of the question is nowhere: %j', async (question) => {
    const { verdict } = await judge(question);
    expect(verdict.answer).toBe(false);
    expect(verdict.confidence).toBeLessThan(0.5);
  });

  it.each([
    ['who invented oolong', 'creator'],
    ['how much does white tea cost', 'price'],
    ['when was matcha first whisked', 'date'],
  ])('abstains on %j where no sentence holds a %s', async (question) => {
    expect((await judge(question)).verdict.answer).toBe(false);
  });

  it('abstains on a word that is mentioned and never explained', async () => {
    expect((await judge('what is pu-erh')).verdict.answer).toBe(false);
  });

  it('says in a sentence why', async () => {
    const { verdict } = await judge('does green tea cure cancer');
    expect(verdict.reason).toMatch(/^[A-Z0-9].*\.$/);
    expect((await judge('fluoride')).verdict.reason).toContain('No passage');
  });
});

describe('measure', () => {
  it('gives shares between 0 and 1', async () => {
    for (const question of ['is there caffeine in oolong', 'fluoride', 'does green tea cure cancer', '']) {
      const { measures } = await judge(question);
      for (const share of Object.values(measures)) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
  });

  it('counts what the articles do not know', async () => {
    expect((await judge('fluoride')).measures.unknown).toBe(1);
    expect((await judge('bergamot')).measures).toMatchObject({ unknown: 0, coverage: 1 });
    const half = (await judge('bergamot fluoride')).measures;
    expect(half.unknown).toBeGreaterThan(0.2);
    expect(half.unknown).toBeLessThan(0.8);
  });
});
