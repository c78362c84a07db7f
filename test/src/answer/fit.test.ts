import { describe, expect, it } from 'vitest';
import { type Answer, type Block, framing, name, type Suggestions } from '../../../src/answer/answer.js';
import { fitToRoom } from '../../../src/answer/fit.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { spansOf } from '../../builders.js';
import { code, label, madeUp, paragraph, quoted, STEPS } from '../../made-up.js';

const answerOf = (...blocks: Block[]) => madeUp({ blocks });

const LIST: Block = { type: 'list', items: ['one', 'two', 'three'].map((text, i) => [quoted(text, i + 1)]) };
const PARAGRAPH = paragraph(label('Name'), framing(' – '), quoted('First.'), framing(' '), quoted('Second.'));
const TABLE: Block = {
  type: 'table',
  columns: [name('A'), name('B')],
  rows: ['x', 'y', 'z'].map((row, i) => ({
    label: name(row),
    cells: [[quoted(`a${row}`, i + 1)], [framing('not stated')]],
  })),
};
const SUGGESTIONS: Suggestions = { lead: 'Ask next:', questions: ['What is A?', 'What is B?'] };

const lengthOf = (answer: Answer) => plainText(answer).length;

describe('fitToRoom', () => {
  it('leaves an answer that fits as it is', () => {
    const answer = madeUp({ blocks: [PARAGRAPH, LIST], suggestions: SUGGESTIONS });
    expect(fitToRoom(answer, lengthOf(answer))).toBe(answer);
  });

  it('takes suggestions away first', () => {
    const answer = madeUp({ blocks: [PARAGRAPH], suggestions: SUGGESTIONS });
    const fitted = fitToRoom(answer, lengthOf(answer) - 1);
    expect(fitted.suggestions).toBeNull();
    expect(fitted.blocks).toEqual([PARAGRAPH]);
  });

  it('takes whole points away, from the end, and their citations with them', () => {
    const answer = answerOf(LIST);
    const fitted = fitToRoom(answer, lengthOf(answer) - 1);
    expect(fitted.blocks).toEqual([
      { type: 'list', items: LIST.type === 'list' ? LIST.items.slice(0, 2) : [] },
    ]);
    expect(fitted.citations.map(({ quote }) => quote)).toEqual(['one', 'two']);
  });

  it('takes whole steps away, from the end', () => {
    const answer = answerOf(STEPS);
    const [block] = fitToRoom(answer, lengthOf(answer) - 1).blocks;
    expect(block).toEqual({ type: 'steps', items: STEPS.items.slice(0, -1) });
  });

  it('takes whole rows away', () => {
    const answer = answerOf(TABLE);
    const fitted = fitToRoom(answer, lengthOf(answer) - 1);
    expect(fitted.citations.map(({ quote }) => quote)).toEqual(['ax', 'ay']);
  });

  it('takes whole sentences away, and what joined them', () => {
    const answer = answerOf(PARAGRAPH);
    const [block] = fitToRoom(answer, lengthOf(answer) - 1).blocks;
    expect(block?.type === 'paragraph' && block.spans).toEqual([
      label('Name'),
      framing(' – '),
      quoted('First.'),
    ]);
  });

  it.each([
    ['a paragraph', PARAGRAPH],
    ['a list', LIST],
    ['a table', TABLE],
    ['steps', STEPS],
    ['code', code('npm ci')],
  ])('always leaves the first statement of %s', (_, block) => {
    const answer = answerOf(block);
    const fitted = fitToRoom(answer, 0);
    expect(fitted.blocks).toHaveLength(1);
    expect(plainText(fitted)).not.toBe('');
    expect(fitToRoom(fitted, 0).blocks).toEqual(fitted.blocks);
  });

  it('takes the words that lead to a list away with it, and leaves none that lead to nothing', () => {
    const lead: Block = { type: 'paragraph', spans: [framing('Also worth a look:')] };
    const best: Block = { type: 'paragraph', spans: [framing('One fits: '), quoted('First.')] };
    const more: Block = { type: 'list', items: [[quoted('Other.', 2)]] };
    const answer = answerOf(best, lead, more);
    expect(fitToRoom(answer, lengthOf(answer) - 1).blocks).toEqual([best]);
    const alone = answerOf(lead, more);
    expect(fitToRoom(alone, 0).blocks).toEqual([lead, more]);
  });

  it('takes rows away before it takes a note that says what the answer leaves out', () => {
    const note: Block = { type: 'paragraph', spans: [framing('I compare at most 4 at a time.')] };
    const answer = answerOf(TABLE, note);
    const fitted = fitToRoom(answer, lengthOf(answer) - 1);
    expect(fitted.blocks[1]).toBe(note);
    expect(fitted.citations).toHaveLength(2);
    expect(fitToRoom(answer, 0).blocks).toHaveLength(1);
  });

  it.each([10, 40, 60, 80, 100, 120, 150, 200])(
    'stays within %i characters, or has a single statement left',
    (room) => {
      const answer = madeUp({
        title: [name('T')],
        blocks: [{ type: 'heading', spans: [name('H')] }, PARAGRAPH, LIST, STEPS, TABLE],
        suggestions: SUGGESTIONS,
      });
      const fitted = fitToRoom(answer, room);
      const statements = fitted.blocks.filter(({ type }) => type !== 'heading');
      if (lengthOf(fitted) > room) expect(statements).toHaveLength(1);
      const shown = spansOf(fitted.blocks);
      for (const { source, quote } of fitted.citations)
        expect(shown).toContainEqual({ type: 'quoted', text: quote, citation: source });
      for (const span of shown)
        if (span.type === 'quoted' && !span.label)
          expect(fitted.citations.map(({ quote }) => quote)).toContain(span.text);
    },
  );
});
