import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnsweredNow } from '../../../adapters/records/answered-now.js';
import { PARTS } from '../../../adapters/records/gap-books.js';
import { csvOf, stubOf } from '../../../adapters/records/gap-files.js';
import { createGapReports, failedNote, gapNotes } from '../../../adapters/records/gap-report.js';
import { groupGaps, groupRecords } from '../../../adapters/records/gaps.js';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import type { QuestionRecord } from '../../../adapters/records/record.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';
import { booksOf, recordOf } from './builders.js';

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

  it('counts what was answered with a reserve, unless somebody said whether it helped', async () => {
    const records = [
      recordOf({ status: 'closest' }),
      recordOf({ status: 'closest', helpful: false }),
      recordOf({ status: 'abstained' }),
    ];
    const [mixed] = groupGaps(records, TIME);
    expect(mixed).toMatchObject({ asked: 3, unanswered: 1, unhelpful: 1, reserved: 1 });
    const of = async (some: readonly QuestionRecord[]) => {
      const books = booksOf(some);
      await books.open(TIME, []);
      return Promise.all(PARTS.map(async (part) => (await books.page([], part, 1)).gaps));
    };
    expect(await of(records)).toMatchObject([[{ reserved: 1 }], [], []]);
    expect(await of(records.slice(0, 1))).toMatchObject([[], [{ reserved: 1 }], []]);
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
        expect(groupGaps([...records].reverse(), TIME)).toEqual(groups);
      }),
      { numRuns: 100 },
    );
  });
});

describe('grouping by meaning', () => {
  /** A vector in a plane, by its angle in degrees. */
  const vectorAt = (degrees: number): Int8Array => {
    const vector = new Int8Array(384);
    const angle = (degrees * Math.PI) / 180;
    vector[0] = Math.round(127 * Math.cos(angle));
    vector[383] = Math.round(127 * Math.sin(angle));
    return vector;
  };
  const record = (key: string, question: string | null, day = 1) =>
    recordOf({
      key,
      question,
      subjects: [],
      terms: [`word-of-${key}`],
      at: new Date(Date.UTC(2026, 10, day)),
    });
  const keysOf = (...args: Parameters<typeof groupRecords>) =>
    groupRecords(...args)
      .map(({ questions }) => questions.map(({ key }) => key).join(' '))
      .sort();

  it('puts questions together each of which is near each other of them, whatever their words', () => {
    const records = ['a', 'b', 'c', 'd'].map((key) => record(key, `about ${key}`));
    const vectors = new Map([0, 50, 100, 170].map((degrees, i) => ['abcd'[i] as string, vectorAt(degrees)]));
    // The cosine of 50 degrees is above the cut, that of 100 below.
    expect(keysOf(records, { vectors })).toEqual(['a b', 'c', 'd']);
    expect(keysOf(records)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps apart what is near but not the same: a number, a denial, the opposite', () => {
    const texts = [
      'what is new in version 3',
      'what is new in version 4',
      'what is not new',
      'lock it',
      'unlock it',
      'lock that',
    ];
    const records = texts.map((text, i) => record(`${i}`, text));
    const vectors = new Map(texts.map((_, i) => [`${i}`, vectorAt(i)]));
    expect(keysOf(records, { vectors })).toEqual(['0', '1', '2', '3 5', '4']);
  });

  it('lets questions without a vector join by words, and names a group by its first question', () => {
    const like = { ...record('late', 'about a, again', 3), terms: ['word-of-a'] };
    const records = [like, record('b', 'about b', 2), record('a', 'about a', 1)];
    const vectors = new Map([
      ['a', vectorAt(0)],
      ['b', vectorAt(10)],
    ]);
    expect(keysOf(records, { vectors })).toEqual(['a b late']);
    expect(groupRecords(records, { vectors })[0]?.id).toBe(groupRecords([record('a', null)])[0]?.id);
  });

  it('gives the same groups for the same records in whatever order they are read', () => {
    const some = fc.array(
      fc.record({
        key: fc.integer({ min: 0, max: 40 }),
        day: fc.integer({ min: 1, max: 3 }),
        degrees: fc.integer({ min: 0, max: 8 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (all, shuffle) => {
        const vectors = new Map(all.map(({ key, degrees }) => [`${key}`, vectorAt(20 * degrees)]));
        const records = all.map(({ key, day }) =>
          record(`${key}`, `about ${key % 3 === 0 ? key : 'it'}`, day),
        );
        const places = new Map(records.map((one) => [one, shuffle.next().value as number]));
        const shuffled = [...records].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
        expect(groupRecords(shuffled, { vectors })).toEqual(groupRecords(records, { vectors }));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is answered by now', () => {
  const question = 'Who invented oolong?';
  type Built = Awaited<ReturnType<typeof builtFrom>>['bot'];
  const report = (records: QuestionRecord[], bot: Built, again = answeredNow) =>
    createGapReports({ books: booksOf(records), answeredNow: again, bot: () => bot })(
      14,
      async ({ page, unasked }) => {
        const parts = await Promise.all(PARTS.map((part) => page(part, 1)));
        return { gaps: parts.flatMap(({ gaps }) => gaps), unasked };
      },
      TIME.to,
    );

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

describe('asking kept questions again', () => {
  it('stops when it takes long, says how many are left, and goes on with them the next time', async () => {
    const records = ['a', 'b', 'c', 'd', 'e'].map((key) =>
      recordOf({ key, subjects: [key], terms: [key], question: `What is ${key}?` }),
    );
    const { bot } = await builtFrom(TEAS);
    let [asked, clock] = [0, 0];
    const slow = {
      ...bot,
      ask: async (text: string) => {
        [asked, clock] = [asked + 1, clock + 100];
        return bot.ask(text);
      },
    };
    const again = createAnsweredNow(pseudonyms, { patienceMs: 150, now: () => clock });
    const reports = createGapReports({ books: booksOf(records), answeredNow: again, bot: () => slow });
    const unasked = [];
    for (let i = 0; i < 4; i++) unasked.push(await reports(14, async (one) => one.unasked, TIME.to));
    expect([unasked, asked]).toEqual([[3, 1, 0, 0], 5]);
  });

  it('goes on after a question at which the bot fails, and names it', async () => {
    const records = ['a', 'bad', 'c'].map((key) =>
      recordOf({ key, subjects: [key], terms: [key], question: `What is ${key}?` }),
    );
    const { bot } = await builtFrom(TEAS);
    const asked: string[] = [];
    const failing = {
      ...bot,
      ask(text: string) {
        asked.push(text);
        return text === 'What is bad?' ? Promise.reject(new Error('broken')) : bot.ask(text);
      },
    };
    const reports = createGapReports({
      books: booksOf(records),
      answeredNow: createAnsweredNow(pseudonyms),
      bot: () => failing,
    });
    // The second time it is known.
    for (let i = 0; i < 2; i++) {
      const [failed, groups] = await reports(
        14,
        async (one) => [one.failed, (await one.page('open', 1)).groups] as const,
        TIME.to,
      );
      expect([failed, groups]).toEqual([['What is bad?'], 3]);
      expect(failedNote({ failed })).toContain(
        'fails at 1 of the kept questions, asked again: “What is bad?”.',
      );
    }
    expect(asked.sort()).toEqual(['What is a?', 'What is bad?', 'What is c?']);
    expect(failedNote({ failed: [] })).toBe('');
  });

  it('makes one report at a time of the same books, whoever asks for it', async () => {
    const { bot } = await builtFrom(TEAS);
    const calls: string[] = [];
    const { open, ...books } = booksOf([recordOf({ question: 'What is a?' })]);
    const both = {
      ...books,
      async open(...asked: Parameters<typeof open>) {
        calls.push(`from ${asked[0].from.getUTCDate()}`);
        return open(...asked);
      },
    };
    const [admin, digest] = [1, 2].map(() =>
      createGapReports({ books: both, answeredNow: createAnsweredNow(pseudonyms), bot: () => bot }),
    ) as [ReturnType<typeof createGapReports>, ReturnType<typeof createGapReports>];
    const told = (days: number) => async () => calls.push(`told of ${days} days`);
    const to = new Date('2026-11-20T00:00:00Z');
    await Promise.all([admin(14, told(14), to), digest(7, told(7), to)]);
    expect(calls).toEqual(['from 6', 'told of 14 days', 'from 13', 'told of 7 days']);
  });

  it('asks of what the articles list only what somebody asked', async () => {
    const listed = Array.from({ length: 40 }, (_, i) => `  - What is the ${i}th tea of the house?`);
    const bot = botOf(
      corpusOf([`---\ntitle: Teas\nquestions:\n${listed.join('\n')}\n---\n# Teas\n\nA tea.\n`]),
    );
    const asked: string[] = [];
    const counting = {
      ...bot,
      ask(text: string) {
        asked.push(text);
        return bot.ask(text);
      },
    };
    const again = createAnsweredNow(pseudonyms);
    const key = pseudonyms.question('What is the 7th tea of the house?');
    await createGapReports({ books: booksOf([recordOf({ key })]), answeredNow: again, bot: () => counting })(
      14,
      async () => undefined,
      TIME.to,
    );
    expect(asked).toEqual(['What is the 7th tea of the house?']);
  });
});

describe('questions that were asked where a part is seen', () => {
  it('are asked again of the bots of those parts alone, and no other is opened', async () => {
    const question = 'What is the tea of the house?';
    const bot = botOf(corpusOf([`---\ntitle: Teas\nquestions: [${question}]\n---\n# Teas\n\nA tea.\n`]));
    const asked: string[] = [];
    const opened: string[] = [];
    const opener = (scope: string) => async () => {
      opened.push(scope);
      return {
        ...bot,
        ask(text: string) {
          asked.push(`${scope}: ${text}`);
          return bot.ask(text);
        },
      };
    };
    const reports = createGapReports({
      books: booksOf([
        recordOf({ key: pseudonyms.question(question, 'a'), scope: 'a' }),
        recordOf({ key: 'b', scope: 'b', question: 'What is steeped?' }),
      ]),
      answeredNow: createAnsweredNow(pseudonyms),
      bot: () => bot,
      scoped: async () => new Map(['a', 'b', 'c'].map((scope) => [scope, opener(scope)])),
    });
    await reports(14, async () => undefined, TIME.to);
    expect(asked.sort()).toEqual([`a: ${question}`, 'b: What is steeped?']);
    expect(opened).toEqual(['a', 'b']);
  });
});

describe('grouping very many records', () => {
  /** Questions that share most of their words with most others, and are no group. */
  const hostile = (count: number, words = 400): QuestionRecord[] => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    return Array.from({ length: count }, (_, i) =>
      recordOf({
        key: `key-${i}`,
        subjects: [],
        terms: Array.from({ length: 12 }, () => `word${next(words)}`),
      }),
    );
  };

  it('takes work in proportion to their number, whatever they say', () => {
    const comparisons = (count: number) => {
      const effort = { compared: 0 };
      groupRecords(hostile(count), { effort });
      return effort.compared / count;
    };
    // Each was compared with a part of all the others.
    expect(comparisons(4_000)).toBeLessThanOrEqual(64);
    expect(comparisons(8_000) / comparisons(4_000)).toBeLessThan(1.5);
  });

  it('puts all together that say the very same, however many others there are', () => {
    const terms = Array.from({ length: 12 }, (_, i) => `word${3 * i}`);
    const same = (key: string) => recordOf({ key, subjects: [], terms });
    const groups = groupRecords([...hostile(3_000, 60), same('first'), same('second'), same('third')]);
    const own = groups.find(({ questions }) => questions[0]?.key === 'first');
    expect(own?.questions.map(({ key }) => key)).toEqual(['first', 'second', 'third']);
  });

  it('is told of by pages, and a group by some of its questions', async () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      recordOf({ key: `key-${i}`, subjects: [`subject-${i}`], terms: [`word${i}`] }),
    );
    const alike = Array.from({ length: 30 }, (_, i) =>
      recordOf({ key: `alike-${i}`, question: `Question ${'o'.repeat(i + 1)}?` }),
    );
    const books = booksOf([...many, ...alike], 1_000_000);
    await books.open(TIME, []);
    const pages = await Promise.all([1, 2, 3, 99, 0].map((page) => books.page([], 'open', page)));
    expect(pages.map(({ page, gaps }) => [page, gaps.length])).toEqual([
      [1, 50],
      [2, 50],
      [3, 21],
      [3, 21],
      [1, 50],
    ]);
    expect(pages[0]).toMatchObject({ groups: 121, pages: 3 });
    expect(pages[0]?.gaps[0]).toMatchObject({ asked: 30, moreQuestions: 10 });
    expect(pages[0]?.gaps[0]?.questions).toHaveLength(20);
    const ids = new Set(pages.slice(0, 3).flatMap(({ gaps }) => gaps.map(({ id }) => id)));
    expect(ids.size).toBe(121);
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
    const stub = stubOf(gap, bot.contents);
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
    expect(silent && stubOf(silent, bot.contents)).toContain('DOCENT_KEEP_QUESTIONS=on');
  });

  it('is CSV that no spreadsheet takes for a formula', () => {
    const records = ['=SUM("1",2)', 'a, "b"'].map((question, i) =>
      recordOf({ key: String(i), question, subjects: [], terms: [`word${i}`] }),
    );
    const csv = csvOf(groupGaps(records, TIME));
    const [heading, ...rows] = csv.trimEnd().split('\r\n');
    expect(heading).toBe(
      'group,now,asked,people,unanswered,unhelpful,reserved,first,last,subjects,kinds,terms,questions,scope',
    );
    expect(rows).toHaveLength(2);
    expect(csv).toContain(`"'=SUM(""1"",2)"`);
    expect(csv).toContain('"a, ""b"""');
  });
});
