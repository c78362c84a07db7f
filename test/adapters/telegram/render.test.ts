import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { MAX_TEXT_LENGTH } from '../../../adapters/telegram/limits.js';
import { type Page, RENDERING } from '../../../adapters/telegram/render.js';
import { pagesOf, rich } from '../../../adapters/telegram/rich.js';
import { askedOf } from '../../arbitraries.js';
import { builtFrom, HANDBOOK, TEAS, unobserved } from '../../builders.js';
import {
  anyBlock,
  code,
  inPart,
  madeUp,
  paragraph,
  quoted,
  STEPS,
  shown,
  TABLE,
  texts,
} from '../../made-up.js';
import { mentionsIn, messageFaults } from '../../telegram-server/checks.js';
import { buttonsOf } from './live.js';

const checked = (page: Page) => messageFaults({ ...page });
const shownOf = (changes: Parameters<typeof shown>[0]) => RENDERING.shown(shown(changes));
/** What a text shows with its formatting: between `<` and `>` stands how. */
const formatted = ({ text, entities }: Page): string[] =>
  entities.map(({ type, offset, length }) => `<${type}>${text.slice(offset, offset + length)}`);

describe('answers as messages', () => {
  it.each([
    ['the teas', TEAS, `${TEAS}/questions.jsonl`],
    ['the handbook', HANDBOOK, `${HANDBOOK}/questions.jsonl`],
  ])('are one message that Telegram takes, whatever is asked of %s', async (_, folder, set) => {
    const { built, messages } = await askedOf(folder, set);
    const desk = { bot: unobserved(built.bot), turns: createTurnStore() };
    await fc.assert(
      fc.asyncProperty(messages, async (question) => {
        const asked = { question, conversation: null, showQuestion: true };
        const { answer, pages } = await answerPages(RENDERING, desk, asked);
        expect(pages).toHaveLength(1);
        expect(pages.flatMap(checked)).toEqual([]);
        // Every sentence that is quoted has its source below it.
        const [{ text = '' } = {}] = pages;
        for (const { source } of answer.citations) expect(text).toContain(`\n[${source}] `);
      }),
      { numRuns: 200 },
    );
  });

  it('are messages that Telegram takes whatever blocks they have, and tell nobody', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 12 }), (blocks) => {
        const pages = shownOf({ blocks });
        expect(pages.filter(({ text }) => text.trim() !== '').flatMap(checked)).toEqual([]);
        expect(pages.flatMap(({ text }) => mentionsIn(text))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('have no row of buttons whose labels a phone would cut', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved({ ...bot, ask: inPart(bot) }), turns: createTurnStore() };
    const { pages } = await answerPages(RENDERING, desk, { question: 'what is oolong?', conversation: null });
    const [first, second] = pages.at(-1)?.reply_markup?.inline_keyboard ?? [];
    const labels = (row: typeof first) => row?.map(({ text }) => text);
    expect([labels(first), labels(second)]).toEqual([
      ['Sources', 'Whole section', 'Why?'],
      ['👍', '👎'],
    ]);
  });

  it('have the buttons of one row, one for each comparison and each question below it', async () => {
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const { pages } = await answerPages(RENDERING, desk, { question: 'what is oolong?', conversation: null });
    const labels = [...buttonsOf({ body: { ...pages[0] } }).keys()];
    expect(labels.filter((label) => /Sources|Why|👍|👎/.test(label))).toHaveLength(4);
    expect(labels).toEqual(expect.arrayContaining(['Compare with Green tea', 'Compare with Rooibos']));
  });

  it('show steps, code and tables as text that is formatted', () => {
    const [page] = shownOf({ blocks: [STEPS, TABLE, code('let a = 1;', 'js')] });
    expect(formatted(page as Page)).toContain('<pre>let a = 1;');
    expect(page?.text).toMatch(/^9\. /m);
    expect(page?.text).toMatch(/^• /m);
    expect(page?.entities).toContainEqual(expect.objectContaining({ type: 'pre', language: 'js' }));
  });

  it('link the article where it has an address, and name it where it has none', async () => {
    const { bot } = await builtFrom(TEAS);
    const answer = await bot.ask('what is oolong?');
    const url = 'https://tea.example/a_(b)';
    const linked = { ...answer, citations: answer.citations.map((one) => ({ ...one, url })) };
    const [with_, without] = [linked, answer].map((one) => RENDERING.shown(one)[0] as Page);
    expect(with_?.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url }));
    expect(without?.text).toContain('Sources in “Five teas”:');
    expect(without?.entities.some(({ type }) => type === 'text_link')).toBe(false);
  });

  it('are cut where one statement is longer than a message, each word with its formatting', () => {
    const words = Array.from({ length: 2_000 }, (_, i) => `word${i}`).join(' ');
    const pages = shownOf({ blocks: [code(words), paragraph(quoted(words))] });
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.flatMap(checked)).toEqual([]);
    const pre = pages.flatMap((page) => formatted(page).filter((one) => one.startsWith('<pre>')));
    expect(pre.map((one) => one.slice(5)).join(' ')).toBe(words);
  });
});

describe('text as it is', () => {
  it('mentions nobody, and shows every character that was written', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: sent } = rich([{ text }]);
        expect(mentionsIn(sent)).toEqual([]);
        expect(sent.replaceAll('@\u200b', '@')).toBe(text.replaceAll('@\u200b', '@'));
      }),
    );
    expect(rich([{ text: 'ask @anna_tea or a@b.example' }]).text).toBe(
      'ask @\u200banna_tea or a@\u200bb.example',
    );
  });

  it('keeps its formatting when it is cut into pages, whatever it is', () => {
    const run = fc.record({
      text: texts,
      style: fc.constantFrom('bold' as const, 'italic' as const, 'pre' as const),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), fc.integer({ min: 20, max: 200 }), (runs, limit) => {
        for (const { text, entities } of pagesOf(
          runs.map((one) => rich([one])),
          limit,
        )) {
          expect(text.length).toBeLessThanOrEqual(limit);
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('has room for all that is said in one message', () => {
    const long = madeUp({ blocks: [paragraph(quoted('x'.repeat(MAX_TEXT_LENGTH + 1)))] });
    expect(RENDERING.shown(long).length).toBe(2);
  });
});
