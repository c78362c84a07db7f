import { expect, it } from 'vitest';
import { type Problem, problemCommand, problemText } from '../../../src/knowledge/problem.js';

const problem: Problem = {
  severity: 'warning',
  file: 'teas, old.md',
  line: 3,
  rule: 'contradiction',
  message: '100 % of it:\nsee below',
};

it('is one line for a person', () => {
  expect(problemText({ ...problem, message: 'Wrong.' })).toBe(
    'teas, old.md:3: warning: Wrong. [contradiction]',
  );
});

it('is a command for GitHub, with what would end it escaped', () => {
  expect(problemCommand(problem, 'knowledge/')).toBe(
    '::warning file=knowledge/teas%2C old.md,line=3,title=contradiction::100 %25 of it:%0Asee below',
  );
});
