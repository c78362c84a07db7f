import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/discord/desk.js';
import { escapeText } from '../../../adapters/discord/escape.js';
import { renderAnswer } from '../../../adapters/discord/render.js';
import { createTurnStore } from '../../../adapters/shared/turns.js';
import { askedOf } from '../../arbitraries.js';
import { builtFrom, HANDBOOK, SHIPPED, TEAS, unobserved } from '../../builders.js';
import { faultsOf } from '../../discord-server/checks.js';
import { textOf } from './live.js';

const checked = (body: object) => faultsOf({ method: 'POST', path: '/channels/1/messages', body });

describe('answers as messages', () => {
  it.each([
    ['the teas', TEAS, `${TEAS}/questions.jsonl`],
    ['the handbook', HANDBOOK, `${HANDBOOK}/questions.jsonl`],
  ])('are one message that Discord takes, whatever is asked of %s', async (_, folder, set) => {
    const { built, messages } = await askedOf(folder, set);
    const turns = createTurnStore();
    await fc.assert(
      fc.asyncProperty(messages, async (question) => {
        const desk = { bot: unobserved(built.bot), turns };
        const { answer, pages } = await answerPages(desk, {
          question,
          conversation: null,
          showQuestion: true,
        });
        expect(pages).toHaveLength(1);
        expect(pages.flatMap(checked)).toEqual([]);
        // Every sentence that is quoted has its source below it.
        const text = textOf(pages[0]);
        for (const { source } of answer.citations)
          if (text.includes(` [${source}]`)) expect(text).toContain(`-# [${source}] `);
      }),
      { numRuns: 300 },
    );
  });

  it('link the article where it has an address, and name it where it has none', async () => {
    const { bot } = await builtFrom(TEAS);
    const answer = await bot.ask('what is oolong?');
    const linked = {
      ...answer,
      citations: answer.citations.map((one) => ({ ...one, url: 'https://tea.example/a_(b)' })),
    };
    expect(textOf(renderAnswer(answer)[0])).toContain('“Five teas”');
    expect(textOf(renderAnswer(linked)[0])).toContain('[Five teas](<https://tea.example/a_%28b%29>)');
  });

  it('go on in a second message only when one statement is longer than a message', async () => {
    const { bot } = await builtFrom(TEAS);
    const answer = await bot.ask('what is oolong?');
    const words = 'The leaves are *rolled* and withered 🍃 twice. '.repeat(200);
    const [citation] = answer.citations;
    if (!citation) throw new Error('The answer cites nothing');
    const long = {
      ...answer,
      blocks: [
        { type: 'paragraph' as const, spans: [{ type: 'quoted' as const, text: words, citation: 1 }] },
      ],
    };
    const pages = renderAnswer(long as typeof answer);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flatMap(checked)).toEqual([]);
    const joined = pages.map(textOf).join(' ').replace(/\s+/g, ' ');
    expect(joined).toContain(escapeText(words).trim().replace(/\s+/g, ' '));
    for (const page of pages) expect(textOf(page)).not.toMatch(/\\$|[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/m);
  });

  it('show a comparison property by property, each value under its subject', async () => {
    const { bot } = await builtFrom(SHIPPED);
    const text = textOf(renderAnswer(await bot.ask('/compare django flask'))[0]);
    expect(text).toMatch(/^### Django and Flask$/m);
    // A mark never begins a line: what stands before it is no place to break.
    expect(text).not.toMatch(/^(?!-# ).* \[\d+\]/m);
    expect(text).toMatch(
      /\*\*Language\*\*\n- \*Django\*: Python\u00a0\[\d\]\n- \*Flask\*: Python\u00a0\[\d\]/,
    );
  });
});

describe('escaping', () => {
  it('leaves no mention alive, in any text', () => {
    const parts = fc.constantFrom(
      '@everyone',
      '@here',
      '<@1>',
      '<@!1>',
      '<@&2>',
      '<#3>',
      '</ask:4>',
      '<:a:5>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 5 }))), (pieces) => {
        const shown = escapeText(pieces.join(''));
        expect(shown).not.toMatch(/@(?:everyone|here)|(?<!\\)<(?:[@#:/]|a:)/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves plain sentences and addresses as they are', () => {
    expect(escapeText('Oolong, brewed at 85 to 95 °C; 3–4 minutes.')).toBe(
      'Oolong, brewed at 85 to 95 °C; 3–4 minutes.',
    );
    expect(escapeText('see https://a.example/b_c')).toBe('see <https://a.example/b_c>');
    expect(escapeText('# no_heading *x*')).toBe('\\# no\\_heading \\*x\\*');
  });
});
