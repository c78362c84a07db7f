import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsAbout } from '../../../src/knowledge/compared-table.js';

describe('rows about a heading', () => {
  it('are called by its name, or by its first or last words', () => {
    const rowsOf = rowsAbout(['Earl Grey', 'Grey', 'Earl', 'Earl Grey tea', 'Lady Grey', '', 'GREY', 'Earl']);
    expect(rowsOf('Earl Grey')).toEqual(['Earl Grey', 'Grey', 'Earl', 'GREY']);
    expect(rowsOf('Lady Grey')).toEqual(['Grey', 'Lady Grey', 'GREY']);
    expect(rowsOf('Sencha')).toEqual([]);
    expect(rowsOf('')).toEqual([]);
  });

  it('are those whose words begin or end it, in their order', () => {
    const name = fc.array(fc.constantFrom('earl', 'grey', 'lady', 'tea'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), name, (rows, heading) => {
        const begins = (whole: readonly string[], part: readonly string[]) =>
          part.length > 0 && part.length <= whole.length && part.every((word, i) => word === whole[i]);
        const wanted = rows.filter(
          (row) => begins(heading, row) || begins([...heading].reverse(), [...row].reverse()),
        );
        expect(rowsAbout(rows.map((row) => row.join(' ')))(heading.join(' '))).toEqual([
          ...new Set(wanted.map((row) => row.join(' '))),
        ]);
      }),
    );
  });
});
