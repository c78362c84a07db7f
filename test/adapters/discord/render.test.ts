import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { controlsOf } from '../../../adapters/chat/controls.js';
import { rowsOf } from '../../../adapters/discord/buttons.js';
import { encodeAction } from '../../../adapters/discord/custom-id.js';
import { escapeText } from '../../../adapters/discord/escape.js';
import { RENDERING, renderAnswer, renderShown } from '../../../adapters/discord/render.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { name } from '../../../src/answer/answer.js';
import { askedOf } from '../../arbitraries.js';
import { builtFrom, HANDBOOK, SHIPPED, TEAS, unobserved } from '../../builders.js';
import { faultsOf } from '../../discord-server/checks.js';
import {
  anyBlock,
  closest,
  code,
  madeUp,
  paragraph,
  quoted,
  RESERVE,
  STEPS,
  shown,
  TABLE,
} from '../../made-up.js';
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
        const { answer, pages } = await answerPages(RENDERING, desk, {
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

  it('give steps the numbers that they have, code in fences that name its language', () => {
    const [page, ...more] = renderAnswer(madeUp({ title: [name('Making tea')], blocks: [STEPS] }));
    expect(more).toEqual([]);
    expect(checked(page ?? {})).toEqual([]);
    const lines = textOf(page)
      .replace(/\u00a0/g, ' ')
      .split('\n');
    expect(lines.slice(0, 19)).toEqual([
      ...['### Making tea', ''],
      ...['9. Warm the pot \\*well\\*. [1]', '```sh', 'boil --to 95', '  # wait', '```', '[1]'],
      '  - **Water** – Soft water is best. [1]',
      ...['10. Add the leaves. [1]', '  - Two spoons. [1]', '    - Three for milk. [1]'],
      ...['11.', '```', 'pour()', '```', '[1]'],
      ...['12. Drink it. [1]', ''],
    ]);
  });

  it('write a number that Discord would count otherwise as text', () => {
    const items = [1, 2, 5, 6].map((number) => ({
      number,
      level: 0,
      content: { type: 'text' as const, spans: [quoted('Wait.')] },
    }));
    const text = textOf(renderAnswer(madeUp({ blocks: [{ type: 'steps', items }] }))[0]);
    expect(text.match(/^\d+\\?\./gm)).toEqual(['1.', '2.', '5\\.', '6.']);
  });

  it('show a table of an article by its rows, each value behind its column', () => {
    const text = textOf(renderAnswer(madeUp({ blocks: [TABLE] }))[0]).replace(/\u00a0/g, ' ');
    expect(text).toContain('**Cup**\n- *Grams*: 2 [1]\n- *Minutes*: 3 [1]\n- *Note*: A lid \\| helps [1]');
    expect(text).toContain('**Pot**\n- *Grams*: 8 [1]\n- *Minutes*: 4 [1]\n- *Note*: not stated');
  });

  it('say a reserve first, in a colour of its own', () => {
    const colours = [madeUp(), closest(), madeUp({ status: 'abstained' })].map((answer) => {
      const [container] = renderAnswer(answer)[0]?.components ?? [];
      return container?.type === ComponentType.Container ? container.accent_color : null;
    });
    expect(new Set(colours).size).toBe(3);
    expect(textOf(renderAnswer(closest({ blocks: [code('tea()', 'js')] }))[0])).toContain(
      `${RESERVE}\n\n\`\`\`js\ntea()\n\`\`\`\n[1]`,
    );
  });

  it('keep every limit, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 4 }), (blocks) => {
        expect(renderAnswer(madeUp({ blocks }), { asked: 'q' }).flatMap(checked)).toEqual([]);
        expect(renderShown(shown({ blocks })).flatMap(checked)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('show a long section over as many messages as it takes, its code between fences on each', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `line(${i}) # of a long piece of code`);
    const pages = renderShown(
      shown({
        title: [name('Tea › Making')],
        blocks: [paragraph(quoted('Run this:')), code(lines.join('\n'), 'python')],
      }),
    );
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap(checked)).toEqual([]);
    const texts = pages.map(textOf);
    expect(texts[0]).toBe('### Tea › Making\n\nRun this:\u00a0[1]');
    const isCode = (text: string) => lines.some((line) => text.includes(line));
    for (const text of texts.filter(isCode))
      expect(text.match(/```(?:python)?/g)).toEqual(['```python', '```']);
    for (const line of lines) expect(texts.some((text) => text.includes(line))).toBe(true);
  });

  it('offer the whole section below an answer, with a reserve too, that shows part of it', () => {
    const turns = createTurnStore();
    const turn = { question: 'how?', conversation: null };
    for (const answer of [madeUp(), closest()]) {
      const labels = (hasMore: boolean) =>
        rowsOf(controlsOf(answer, { turn, subjects: [], hasMore }, encodeAction, turns)).flatMap(
          ({ components }) =>
            components.map((one) =>
              one.type === ComponentType.Button && 'label' in one ? one.label : undefined,
            ),
        );
      expect(labels(true)).toEqual(['Sources', 'Whole section', 'Why?', undefined, undefined]);
      expect(labels(false)).toEqual(['Sources', 'Why?', undefined, undefined]);
    }
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
