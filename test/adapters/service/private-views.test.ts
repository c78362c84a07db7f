import { describe, expect, it } from 'vitest';
import { sourcesView, whyView } from '../../../adapters/service/private-views.js';
import type { Answer, Considered } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { closest, code, madeUp, paragraph, quoted } from '../../made-up.js';

const found = (section: string, probability: number): Considered => ({
  document: 'teas.md',
  section,
  lines: [3, 4],
  text: `All of ${section}.`,
  probability,
  foundBy: 'both',
  features: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`feature${i}`, 0.123])),
});

function why(answer: Answer, candidates: readonly Considered[]): string {
  const explanation = {
    ...answer.explanation,
    candidates,
    measures: { margin: 0.321 },
    subjects: [{ id: 'oolong', written: 'olong', corrected: true }],
    terms: [
      { text: 'price', weight: 1, known: true, alternatives: [] },
      { text: 'zanzibar', weight: 1, known: false, alternatives: [] },
    ],
  };
  return plainText(whyView({ ...answer, explanation }, () => 'Oolong'));
}

describe('why an answer is given', () => {
  it('is told in plain words: what was read, what was found first, what else was near, what decided', () => {
    const text = why(madeUp(), [
      ...[found('Oolong', 0.62), found('Rooibos', 0.2), found('White tea', 0.1)],
      ...[found('Green tea', 0.05), found('Black tea', 0.001)],
    ]);
    expect(text).toBe(
      [
        'Why this answer?',
        [
          '• Read as: “How is tea made?”',
          '• Kind of question: fact',
          '• About: Oolong (you wrote “olong”)',
          '• Words that count: “price”, “zanzibar” (not in the articles)',
          '• Found first: “All of Oolong.” in Oolong (teas.md, lines 3–4), by its words and its meaning; 62 % likely the right place of those looked at',
          '• How sure I am: 80 %',
          '• What decided: It was made up.',
        ].join('\n'),
        'Also near',
        [
          '• Rooibos (teas.md, lines 3–4), 20 %',
          '• White tea (teas.md, lines 3–4), 10 %',
          '• Green tea (teas.md, lines 3–4), 5 %',
        ].join('\n'),
      ].join('\n\n'),
    );
  });

  it('names neither what was not found nor a sureness that there is not', () => {
    const text = why(madeUp({ status: 'abstained', confidence: 0.001 }), []);
    expect(text).not.toMatch(/Found first|Also near/);
    expect(text).toContain('How sure an answer would have been: less than 1 %');
    expect(why(closest(), [])).toContain('How sure I am: 45 %');
  });
});

describe('the sources of an answer', () => {
  it('are all that it quotes, word for word, code on lines of its own', () => {
    const answer = madeUp({
      blocks: [paragraph(quoted('Tea is a drink.')), code('tea()\n  .pour()'), paragraph(quoted('Hot.', 2))],
    });
    expect(plainText(sourcesView(answer))).toBe(
      [
        '[1] Made up › Part 1',
        '• “Tea is a drink.” (made-up.md, line 1)',
        '```\ntea()\n  .pour()\n``` [1]',
        '(made-up.md, lines 2–3)',
        '[2] Made up › Part 2',
        '• “Hot.” (made-up.md, line 3)',
      ].join('\n\n'),
    );
  });
});
