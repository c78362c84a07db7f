import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnsweredNow } from '../../../../adapters/shared/records/answered-now.js';
import { csvOf, stubOf } from '../../../../adapters/shared/records/gap-files.js';
import { gapNotes, gapReport, shownGaps } from '../../../../adapters/shared/records/gap-report.js';
import { groupGaps } from '../../../../adapters/shared/records/gaps.js';
import { createPseudonyms } from '../../../../adapters/shared/records/pseudonyms.js';
import type { QuestionRecord } from '../../../../adapters/shared/records/record.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../../builders.js';
import { recordOf } from './builders.js';

const TIME = { from: new Date('2026-11-01'), to: new Date('2026-11-15') };
const pseudonyms = createPseudonyms('a key for this test');
const answeredNow = createAnsweredNow(pseudonyms);

/** A record as the bot on the teas leaves it when somebody asks. */
async function asked(question: string, changes: Partial<QuestionRecord> = {}): Promise<QuestionRecord> {
  const { bot } = await builtFrom(TEAS);
  const { status, intent, confidence, subjects, explanation } = await bot.ask(question);
  return recordOf({
    key: pseudonyms.question(question),
    kind: intent,
    status,
    confidence,
    aspect: explanation.aspect,
    subjects,
    terms: explanation.terms.map(({ text }) => text.toLowerCase()),
    question,
    ...changes,
  });
}

describe('grouping what was not answered', () => {
  it('puts questions together that share their subject and words, most asked first', async () => {
    const records = await Promise.all(
      [
        'Who invented oolong?',
        'What does rooibos cost per kilo?',
        'who invented oolong',
        'which person invented oolong tea',
        'how much does a kilo of rooibos cost',
        'Where is the railway station?',
      ].map((question, i) => asked(question, { person: `person-${i % 2}`, status: 'abstained' })),
    );
    const groups = groupGaps(records, TIME);
    expect(groups.map(({ asked: n, questions }) => [n, questions.length])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
    expect(groups[0]).toMatchObject({ subjects: ['oolong'], people: 2, unanswered: 3, unhelpful: 0 });
    expect(groups[1]?.subjects).toEqual(['rooibos']);
  });

  it('groups without texts, by subjects, known words and kind', () => {
    const silent = (key: string, subjects: string[], terms: string[], kind = 'fact') =>
      recordOf({ key, subjects, terms, kind });
    const groups = groupGaps(
      [
        silent('1', ['oolong'], ['price']),
        silent('2', ['oolong'], ['prices']),
        silent('3', ['rooibos'], []),
        silent('4', ['rooibos'], []),
        silent('5', [], [], 'list'),
        silent('6', [], [], 'list'),
        silent('7', [], []),
      ],
      TIME,
    );
    expect(groups.map(({ asked: n, subjects, kinds }) => [n, subjects, kinds])).toEqual(
      expect.arrayContaining([
        [2, ['oolong'], ['fact']],
        [2, ['rooibos'], ['fact']],
        [2, [], ['list']],
        [1, [], ['fact']],
      ]),
    );
    expect(groups).toHaveLength(4);
  });

  it('counts what was answered with a reserve, unless somebody said whether it helped', () => {
    const records = [
      recordOf({ status: 'closest' }),
      recordOf({ status: 'closest', helpful: false }),
      recordOf({ status: 'abstained' }),
    ];
    const [mixed] = groupGaps(records, TIME);
    expect(mixed).toMatchObject({ asked: 3, unanswered: 1, unhelpful: 1, reserved: 1 });
    const of = (some: readonly QuestionRecord[]) => shownGaps(groupGaps(some, TIME));
    expect(of(records)).toMatchObject({ open: [{ reserved: 1 }], reserved: [], answered: [] });
    expect(of(records.slice(0, 1))).toMatchObject({ open: [], reserved: [{ reserved: 1 }], answered: [] });
    expect(mixed && gapNotes(mixed)).toEqual(['1 answered with a reserve']);
  });

  it('counts over time, by day or by week', () => {
    const on = (day: string) => recordOf({ at: new Date(day) });
    const records = [on('2026-11-01T00:00Z'), on('2026-11-03T23:59Z'), on('2026-11-03'), on('2026-11-14')];
    expect(groupGaps(records, TIME)[0]?.counts).toEqual([1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    const quarter = { from: new Date('2026-11-01'), to: new Date('2026-12-13') };
    expect(groupGaps(records, quarter)[0]?.counts).toEqual([3, 1, 0, 0, 0, 0]);
  });

  it('loses no record, counts none twice, and gives the same groups for the same records', () => {
    const words = fc.subarray(['price', 'history', 'steam', 'water', 'cup', 'leaf']);
    const record = fc.record({
      key: fc.integer({ min: 0, max: 30 }).map(String),
      subjects: fc.subarray(['oolong', 'rooibos']),
      terms: words,
      kind: fc.constantFrom('fact', 'list'),
      person: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), (all) => {
        const records = all.map((one) => recordOf(one));
        const groups = groupGaps(records, TIME);
        expect(groups.reduce((sum, { asked: n }) => sum + n, 0)).toBe(records.length);
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        for (const { asked: n, counts } of groups) expect(counts.reduce((a, b) => a + b, 0)).toBe(n);
        expect(groupGaps(records, TIME)).toEqual(groups);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is answered by now', () => {
  const question = 'Who invented oolong?';
  const report = (records: QuestionRecord[], bot: Awaited<ReturnType<typeof builtFrom>>['bot']) =>
    gapReport({ records: { unmet: async () => records }, answeredNow, bot }, 14, TIME.to);

  it('is told by the texts, and without them by the questions of the articles', async () => {
    const article = (questions: string) => `---
title: Who made tea
${questions}---
# Who made tea

Oolong was invented by the monk Wu Liang in the hills of Fujian. Wu Liang invented oolong.
`;
    const teas = await builtFrom(TEAS);
    const bare = botOf(corpusOf([article('')]));
    const authored = botOf(corpusOf([article(`questions:\n  - ${question}\n`)]));
    const kept = [await asked(question), await asked('Where is the railway station?')];
    const silent = kept.map((record) => ({ ...record, question: null }));
    const states = async (records: QuestionRecord[], bot: typeof bare) =>
      (await report(records, bot)).gaps.map(({ now }) => now).sort();
    expect(await states(kept, teas.bot)).toEqual(['open', 'open']);
    expect(await states(kept, bare)).toEqual(['answered', 'open']);
    expect(await states(silent, bare)).toEqual(['open', 'open']);
    expect(await states(silent, authored)).toEqual(['answered', 'open']);
  });

  it('does not count an answer that did not help as mended because it is still given', async () => {
    const { bot } = await builtFrom(TEAS);
    const unhelpful = await asked('what is rooibos', { helpful: false });
    expect(unhelpful.status).toBe('answered');
    const { gaps } = await report([unhelpful], bot);
    expect(gaps).toMatchObject([{ unanswered: 0, unhelpful: 1, now: 'open' }]);
  });
});

describe('what is handed on', () => {
  it('begins an article that has the questions in its front matter', async () => {
    const { bot } = await builtFrom(TEAS);
    const records = [
      await asked('Who invented "oolong": a monk?'),
      await asked('who invented oolong # ever'),
    ];
    const [gap] = groupGaps(records, TIME);
    if (!gap) throw new Error('no group');
    const stub = stubOf(gap, bot.corpus);
    const written = corpusOf([`${stub}\nOolong was invented by a monk.\n`]);
    expect(
      written.documents
        .flatMap(({ questions }) => questions)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Who invented "oolong": a monk?', 'who invented oolong # ever'].sort());
    expect(written.items.map(({ text }) => text)).toEqual(['Oolong was invented by a monk.']);
    const silent = groupGaps(
      records.map((record) => ({ ...record, question: null })),
      TIME,
    )[0];
    expect(silent && stubOf(silent, bot.corpus)).toContain('DOCENT_KEEP_QUESTIONS=on');
  });

  it('is CSV that no spreadsheet takes for a formula', () => {
    const records = ['=SUM("1",2)', 'a, "b"'].map((question, i) =>
      recordOf({ key: String(i), question, subjects: [], terms: [`word${i}`] }),
    );
    const csv = csvOf(groupGaps(records, TIME));
    const [heading, ...rows] = csv.trimEnd().split('\r\n');
    expect(heading).toBe(
      'group,now,asked,people,unanswered,unhelpful,reserved,first,last,subjects,kinds,terms,questions',
    );
    expect(rows).toHaveLength(2);
    expect(csv).toContain(`"'=SUM(""1"",2)"`);
    expect(csv).toContain('"a, ""b"""');
  });
});
