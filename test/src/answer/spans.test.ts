import { describe, expect, it } from 'vitest';
import { framing, name, type Span } from '../../../src/answer/answer.js';
import { enumerated, separated } from '../../../src/answer/spans.js';
import { BRIDGES, corpusOf } from '../../builders.js';

const textOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('');

describe('separated', () => {
  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B', 'C'], 'A; B; C'],
  ])('writes %j as %j', (names, text) => {
    expect(textOf(separated(names.map(name), '; '))).toBe(text);
  });

  it("keeps its separators the bot's own words", () => {
    expect(separated([name('A'), name('B')], '; ')).toEqual([name('A'), framing('; '), name('B')]);
  });
});

describe('enumerated', () => {
  const { subjects } = corpusOf([BRIDGES]);

  it.each([
    [0, 'and', ''],
    [1, 'and', 'Truss'],
    [2, 'or', 'Truss or Arch bridge'],
    [3, 'and', 'Truss, Arch bridge and Cable-stayed bridge'],
  ] as const)('lists %d names, joined by "%s", as %j', (n, conjunction, text) => {
    const wanted = ['truss', 'arch', 'cable-stayed'].slice(0, n);
    const chosen = wanted.flatMap((id) => subjects.filter((subject) => subject.id === id));
    expect(textOf(enumerated(chosen, conjunction))).toBe(text);
  });
});
