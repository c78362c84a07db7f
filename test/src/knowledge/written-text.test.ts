import type { PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { writtenText } from '../../../src/knowledge/written-text.js';

const text = (value: string): PhrasingContent => ({
  type: 'text',
  value,
  position: { start: { line: 3, column: 1 }, end: { line: 3, column: 1 } },
});

describe('writtenText', () => {
  it('folds white space across pieces and keeps the lines', () => {
    const written = writtenText([text('  One  is.\n\n Two '), { type: 'strong', children: [text(' is. ')] }]);
    expect(written.text).toBe('One is. Two is.');
    expect(written.sentences(0).map(({ lines }) => lines)).toEqual([
      [3, 3],
      [5, 3],
    ]);
  });

  it('takes time in proportion to the lines of a paragraph', () => {
    const cost = (lines: number) => {
      const nodes = [text('ab\n'.repeat(lines))];
      const times = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        writtenText(nodes);
        return process.cpuUsage(before).user;
      });
      return Math.max(1_000, Math.min(...times));
    };
    cost(1_000);
    // Four times the lines. Copied after every line, the text took seventy times as long.
    expect(cost(60_000) / cost(15_000)).toBeLessThan(25);
  });
});
