import { describe, expect, it } from 'vitest';
import { comparableWith, titleOf } from '../../../adapters/chat/offers.js';
import { sectionBehind } from '../../../adapters/chat/section-behind.js';
import { suggestedQuestions } from '../../../adapters/service/suggested-questions.js';
import { framing, name } from '../../../src/answer/answer.js';
import { builtFrom, TEAS } from '../../builders.js';
import { closest, madeUp, paragraph, quoted, shown } from '../../made-up.js';

const { subjects } = (await builtFrom(TEAS)).bot.contents;
const OOLONG = { subjects: ['oolong'] };

describe('what stands above an answer', () => {
  it('is the name of its one subject, where it has no title and does not begin with a name', () => {
    expect(titleOf(madeUp(OOLONG), subjects)).toBe('Oolong');
    expect(titleOf(closest(OOLONG), subjects)).toBe('Oolong');
    expect(titleOf(madeUp({ ...OOLONG, title: [name('Advantages')] }), subjects)).toBeNull();
    expect(titleOf(madeUp({ ...OOLONG, status: 'abstained' }), subjects)).toBeNull();
    expect(titleOf(madeUp({ subjects: ['oolong', 'rooibos'] }), subjects)).toBeNull();
    const named = [paragraph(name('Oolong'), framing(' fits best.'))];
    expect(titleOf(madeUp({ ...OOLONG, blocks: named }), subjects)).toBeNull();
  });
});

describe('what is offered below an answer', () => {
  it('is a comparison with others of its kind, with a reserve too', () => {
    for (const answer of [madeUp(OOLONG), closest(OOLONG)])
      expect(comparableWith(answer, subjects)?.others.map(({ id }) => id)).toContain('rooibos');
    expect(comparableWith(madeUp({ ...OOLONG, status: 'clarify' }), subjects)).toBeNull();
  });

  it('is each suggested question once, be it asked back or not', () => {
    const suggestions = { lead: 'Do you mean:', questions: ['One?', 'Two?', 'One?'] };
    expect(suggestedQuestions(madeUp({ status: 'clarify', suggestions }))).toEqual(['One?', 'Two?']);
    expect(suggestedQuestions(madeUp())).toEqual([]);
  });

  it('is the section behind it, unless it shows all of that or is put together from many', async () => {
    const section = shown({
      blocks: [paragraph(quoted('Tea is a drink.')), paragraph(quoted('It is hot.'))],
    });
    const bot = { section: async () => section };
    expect(await sectionBehind(bot, madeUp())).toBe(section);
    expect(await sectionBehind(bot, closest())).toBe(section);
    expect(await sectionBehind(bot, madeUp(section))).toBeNull();
    expect(await sectionBehind(bot, madeUp({ citations: [] }))).toBeNull();
    expect(await sectionBehind({ section: async () => null }, madeUp())).toBeNull();
    const three = [1, 2, 3].map((source) => paragraph(quoted('Tea is a drink.', source)));
    expect(await sectionBehind(bot, madeUp({ blocks: three.slice(0, 2) }))).toBe(section);
    expect(await sectionBehind(bot, madeUp({ blocks: three }))).toBeNull();
  });
});
