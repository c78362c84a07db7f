import { describe, expect, it } from 'vitest';
import { type Block, type Citation, framing, name } from '../../../src/answer/answer.js';
import {
  groupSources,
  NOT_STATED,
  plainText,
  sourceLines,
  spansText,
} from '../../../src/answer/plain-text.js';
import { label, quoted, STEPS } from '../../made-up.js';

function cite(source: number, lines: readonly [number, number], more: Partial<Citation> = {}): Citation {
  return {
    source,
    document: 'teas.md',
    title: 'Five teas',
    section: 'Oolong',
    subject: 'oolong',
    lines,
    quote: 'q',
    url: null,
    reviewed: null,
    ...more,
  };
}

const text = (blocks: Block[], citations: Citation[] = []) =>
  plainText({ title: null, blocks, suggestions: null, citations });

describe('plainText', () => {
  it('writes every part of an answer', () => {
    expect(
      plainText({
        title: [name('Oolong')],
        blocks: [
          { type: 'heading', spans: [name('Taste')] },
          { type: 'paragraph', spans: [quoted('One.'), framing(' '), quoted('Two.', 2)] },
          { type: 'list', items: [[name('A')], [framing('b')]] },
          {
            type: 'table',
            columns: [name('Green'), name('Black')],
            rows: [{ label: name('Taste'), cells: [[quoted('fresh')], [framing(NOT_STATED)]] }],
          },
          { type: 'code', text: 'npm ci\n\nnpm test', language: 'sh', citation: 3 },
        ],
        suggestions: { lead: 'Ask next:', questions: ['What?'] },
        citations: [],
      }),
    ).toBe(
      [
        'Oolong',
        'Taste',
        'One. [1] Two. [2]',
        '• A\n• b',
        'Taste\n  Green: fresh [1]\n  Black: not stated',
        '```sh\nnpm ci\n\nnpm test\n``` [3]',
        'Ask next:\n• What?',
      ].join('\n\n'),
    );
  });

  it('writes steps with their numbers, and below each what belongs to it', () => {
    expect(text([STEPS])).toBe(
      [
        '9. Warm the pot *well*. [1]',
        '   ```sh',
        '   boil --to 95',
        '     # wait',
        '   ``` [1]',
        '   • Water – Soft water is best. [1]',
        '10. Add the leaves. [1]',
        '   • Two spoons. [1]',
        '      • Three for milk. [1]',
        '```',
        'pour()',
        '``` [1]',
        '12. Drink it. [1]',
      ].join('\n'),
    );
  });

  it('fences code so that a fence in it ends nothing', () => {
    const shown = text([{ type: 'code', text: 'a\n```\nb', language: null, citation: 1 }]);
    expect(shown).toBe('````\na\n```\nb\n```` [1]');
  });

  it('leaves out blocks without text', () => {
    expect(
      text([
        { type: 'paragraph', spans: [] },
        { type: 'list', items: [] },
      ]),
    ).toBe('');
  });

  it('names the article above the sources when all are of one', () => {
    expect(text([], [cite(1, [3, 3]), cite(2, [7, 9], { section: 'Oolong › Brewing' })])).toBe(
      'Sources in “Five teas”:\n[1] Oolong, line 3\n[2] Oolong › Brewing, lines 7–9',
    );
  });

  it('names the article in every source when there are several', () => {
    const other = cite(2, [1, 1], { document: 'b.md', title: 'Mugs', section: 'Clay' });
    expect(text([], [cite(1, [3, 3]), other])).toBe(
      'Sources:\n[1] Five teas › Oolong, line 3\n[2] Mugs › Clay, line 1',
    );
  });

  it('names the text below the title once', () => {
    expect(sourceLines([cite(1, [3, 3], { section: 'Five teas' })])).toEqual(['[1] Five teas, line 3']);
  });
});

describe('groupSources', () => {
  it('joins the lines of one source, in the order of their numbers', () => {
    const groups = groupSources([cite(2, [9, 9]), cite(1, [5, 6]), cite(1, [3, 4])]);
    expect(groups.map(({ source, from, to }) => [source, from, to])).toEqual([
      [1, 3, 6],
      [2, 9, 9],
    ]);
  });
});

describe('spansText', () => {
  it('sets the mark of a source once, behind the last of a run', () => {
    expect(spansText([quoted('A.'), framing(' '), quoted('B.'), framing(' '), quoted('C.', 2)])).toBe(
      'A. B. [1] C. [2]',
    );
  });

  it('sets none behind a label', () => {
    expect(spansText([label('Calm'), framing(': '), quoted('Yes.')])).toBe('Calm: Yes. [1]');
  });
});
