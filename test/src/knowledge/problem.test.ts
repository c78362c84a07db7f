import { expect, it } from 'vitest';
import { byPlace, type Problem, problemCommand, problemText } from '../../../src/knowledge/problem.js';

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

it('has its column where there is one', () => {
  const narrow = { ...problem, message: 'Wrong.', column: 7 };
  expect(problemText(narrow)).toBe('teas, old.md:3:7: warning: Wrong. [contradiction]');
  expect(problemCommand({ ...narrow, severity: 'notice' }, '')).toBe(
    '::notice file=teas%2C old.md,line=3,col=7,title=contradiction::Wrong.',
  );
});

it('is ordered by file, line and column', () => {
  const at = (file: string, line: number, column?: number): Problem => ({
    ...problem,
    file,
    line,
    ...(column && { column }),
  });
  const ordered = [at('a.md', 2), at('a.md', 2, 4), at('a.md', 10), at('b.md', 1)];
  expect([...ordered].reverse().sort(byPlace)).toEqual(ordered);
});

it('is a command for GitHub, with what would end it escaped', () => {
  expect(problemCommand(problem, 'knowledge/')).toBe(
    '::warning file=knowledge/teas%2C old.md,line=3,title=contradiction::100 %25 of it:%0Asee below',
  );
});
