import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { conditionLines } from '../../../src/subjects/condition-lines.js';
import { MEETS, matchSubjects, type SubjectMatch } from '../../../src/subjects/match-subjects.js';
import { refineConditions } from '../../../src/subjects/refine-conditions.js';
import { knowledgeFrom, queryOf, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

async function match(question: string): Promise<SubjectMatch[]> {
  const { subjects } = teas.outline;
  const query = await queryOf(question, teas);
  const conditions = refineConditions(query.conditions, subjects, (stem) => query.ordinary.has(stem));
  const ids = subjects.map(({ id }) => id);
  const lines = await Promise.all(
    conditions.map((condition) => conditionLines(query, condition, ids, teas.engine)),
  );
  return matchSubjects(conditions, lines, subjects);
}

const met = (matches: readonly SubjectMatch[]) =>
  matches.filter(({ all }) => all).map(({ subject }) => subject.id);

describe('matchSubjects', () => {
  it.each([
    ['which teas have low caffeine', ['green-tea', 'white-tea']],
    ['which teas are grown in Taiwan', ['oolong']],
    ['which teas are grown in Africa', ['black-tea', 'rooibos']],
    ['which teas are harvested in spring', ['green-tea', 'black-tea', 'oolong', 'white-tea']],
    ['which teas pair with chocolate', ['black-tea', 'rooibos']],
    ['teas grown in China that are low in caffeine', ['green-tea', 'white-tea']],
    ["a tea grown in Sri Lanka that isn't high in caffeine", ['white-tea']],
    ['which teas grow in Brazil', []],
  ])('says which meet %j', async (question, ids) => {
    expect(met(await match(question))).toEqual(ids);
  });

  it('shows the row and the value that decide', async () => {
    const [green] = await match('which teas are grown in Vietnam');
    expect(green?.matches[0]?.fact).toMatchObject({ fact: { label: 'Grown in' }, value: 'Vietnam' });
    expect(green?.matches[0]?.strength).toBeGreaterThanOrEqual(MEETS);
  });

  it('shows the sentence where no row knows', async () => {
    const found = await match('which tea is given to children');
    expect(met(found)).toEqual(['rooibos']);
    const rooibos = found.find(({ subject }) => subject.id === 'rooibos');
    expect(rooibos?.matches[0]?.fact).toBeNull();
    expect(rooibos?.matches[0]?.line?.item.text).toContain('children');
  });

  it('holds every subject, in the order of the article, with a share between 0 and 1', async () => {
    const found = await match('teas grown in Japan without milk');
    expect(found.map(({ subject }) => subject)).toEqual(teas.outline.subjects);
    for (const { score, matches } of found) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      for (const { strength } of matches) expect(strength).toBeLessThanOrEqual(1);
    }
  });
});
