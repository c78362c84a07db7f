import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { type ConditionLine, conditionLines } from '../../../src/subjects/condition-lines.js';
import { knowledgeFrom, queryOf, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

async function linesFor(question: string, subjects: readonly string[]): Promise<ConditionLine[]> {
  const query = await queryOf(question, teas);
  const [condition] = query.conditions;
  return condition ? conditionLines(query, condition, subjects, teas.engine) : [];
}

describe('the lines that may say that a condition is met', () => {
  it('are of the wanted subjects alone, best first', async () => {
    const lines = await linesFor('which teas are given to children', ['green-tea', 'rooibos']);
    expect(lines[0]?.item.text).toContain('given to children');
    for (const { passage } of lines) expect(['green-tea', 'rooibos']).toContain(passage.subject);
    const shares = lines.map(({ coverage }) => coverage);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    for (const share of shares) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('name another subject where the condition does', async () => {
    const lines = await linesFor('which tea stands beside black tea', ['oolong', 'black-tea']);
    expect(lines.some(({ item }) => item.text.includes('between green tea and black tea'))).toBe(true);
  });

  it('are none where nothing is said of it', async () => {
    expect(await linesFor('which teas need a zeppelin', ['oolong'])).toEqual([]);
  });
});
