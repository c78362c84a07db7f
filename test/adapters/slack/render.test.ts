import { join } from 'node:path';
import type { ActionsBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurnStore, turnOf } from '../../../adapters/shared/turns.js';
import { controlsFor } from '../../../adapters/slack/controls.js';
import { type Message, renderAnswer, renderBlocks, renderNotice } from '../../../adapters/slack/render.js';
import { type Answer, type Block, framing, name, type Span } from '../../../src/answer/answer.js';
import { askedOf } from '../../arbitraries.js';
import { builtFrom, converse, ROOT, TEAS } from '../../builders.js';
import { messageFaults } from '../../slack-server/checks.js';
import { textsIn } from '../../slack-server/texts.js';
import { controlsIn } from './desk.js';
import { liveMarks } from './live-marks.js';

const { bot } = await builtFrom(TEAS);
const { subjects } = bot.corpus;
const turns = createTurnStore();

function rendered(answer: Answer, question: string): Message[] {
  const controls = controlsFor(answer, turnOf(answer, question, null), subjects, turns, true);
  return renderAnswer(answer, { asked: question, title: 'Title', sharedBy: '<!here>', controls });
}

/** What is wrong with messages, whatever they say. */
function faultsOf(messages: readonly Message[]): string[] {
  return messages.flatMap(({ text, blocks }) => [
    ...messageFaults({ text, blocks }),
    ...(blocks.length > 0 ? [] : ['no blocks']),
    ...(JSON.stringify(blocks).length <= 13_000 ? [] : ['longer than a message']),
    ...[text, ...mrkdwnIn(blocks)].flatMap(liveMarks),
  ]);
}

function mrkdwnIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(mrkdwnIn);
  if (typeof part !== 'object' || part === null) return [];
  const own = part as { type?: string; text?: string; verbatim?: boolean };
  if (own.type === 'mrkdwn') return own.verbatim === true ? [own.text ?? ''] : ['<not verbatim>'];
  return Object.values(part).flatMap(mrkdwnIn);
}

describe('answers', () => {
  it('show heading, statements, sources with lines, and buttons', async () => {
    const question = 'what is oolong?';
    const [message, ...more] = rendered(await bot.ask(question), question);
    expect(more).toEqual([]);
    const blocks = message?.blocks ?? [];
    expect(blocks.map(({ type }) => type)).toEqual([
      'context',
      'header',
      'rich_text',
      'context',
      'actions',
      'actions',
      'actions',
    ]);
    expect(textsIn(blocks).join('\n')).toMatch(/^what is oolong\? \(shared by <!here>\)\nTitle\nOolong is/);
    expect(textsIn(blocks).join('\n')).toMatch(/\n\[1\] Oolong, line \d+\n/);
    expect([...controlsIn(blocks).keys()]).toEqual([
      ...['sources', 'why', 'helpful', 'unhelpful', 'share', 'compare'],
      ...['ask.0', 'ask.1'],
    ]);
    expect(message?.text).toMatch(/^Title\n\nOolong is a partly oxidised tea/);
  });

  it('line a comparison up by property, each value under its subject', async () => {
    const [message] = renderAnswer(await bot.ask('compare green tea and oolong'));
    const caffeine = message?.blocks.find((block) => textsIn(block)[0] === '*Caffeine*');
    expect(textsIn(caffeine)).toEqual(['*Caffeine*', '_Green tea_: Low [1]', '_Oolong_: Medium [2]']);
  });

  it('begin no line with the mark of a source', async () => {
    for (const question of ['compare green tea and oolong', 'what is oolong?', 'advantages of oolong']) {
      const blocks = renderAnswer(await bot.ask(question)).flatMap((message) => message.blocks);
      const rich = JSON.stringify(blocks.filter(({ type }) => type === 'rich_text'));
      expect(rich).toMatch(/\u00a0\[1\]/);
      expect(rich).not.toMatch(/ \[\d+\]/);
    }
  });

  it('have buttons of one row on a phone, which screen readers say in words', async () => {
    const answer = await bot.ask('what is oolong?');
    const [row] = controlsFor(answer, turnOf(answer, 'q', null), subjects, turns, false);
    const { elements } = row as ActionsBlock;
    const buttons = elements.filter((one) => one.type === 'button');
    expect(buttons.map(({ text }) => text.text)).toEqual(['Sources', 'Why?', '👍', '👎']);
    expect(buttons.map((one) => one.accessibility_label)).toEqual([
      ...[undefined, 'Why this answer?', 'Helpful', 'Not helpful'],
    ]);
  });

  it('show every suggested question whole: on its button, or numbered above where a button is too small', async () => {
    const base = await bot.ask('what is oolong?');
    const shown = (questions: string[]) => {
      const answer: Answer = { ...base, blocks: [{ type: 'suggestions', lead: 'Such as:', questions }] };
      const controls = controlsFor(answer, turnOf(answer, 'q', null), [], turns, false);
      const labels = controls.flatMap((block) =>
        block.type !== 'actions'
          ? []
          : block.elements.flatMap((one) =>
              one.type === 'button' && one.action_id?.startsWith('ask') ? [one.text.text] : [],
            ),
      );
      return { labels, lines: textsIn(controls.filter(({ type }) => type === 'rich_text')) };
    };
    expect(shown(['What is white tea?', 'x'.repeat(30)])).toEqual({
      labels: ['What is white tea?', 'x'.repeat(30)],
      lines: [],
    });
    const long = 'Which of the teas has *the least* caffeine of all?';
    expect(shown([long, long.replace('least', 'most'), 'What is white tea?'])).toEqual({
      labels: ['1', '2', '3'],
      lines: [`Such as:\n1. ${long}\n2. ${long.replace('least', 'most')}\n3. What is white tea?`],
    });
  });

  it('link an article that has an address, and no other', async () => {
    const answer = await bot.ask('what is oolong?');
    const citations = answer.citations.map((one) => ({ ...one, url: 'https://e.org/a?b=1&c=2' }));
    const linked = renderAnswer({ ...answer, citations });
    expect(textsIn(linked).join('\n')).toContain('<https://e.org/a?b=1&amp;c=2|Five teas>');
    const odd = answer.citations.map((one) => ({ ...one, url: 'javascript:alert(1)' }));
    expect(textsIn(renderAnswer({ ...answer, citations: odd })).join('\n')).not.toContain('javascript');
  });

  it('keep every limit and stay dead text, whatever is asked', async () => {
    const { messages } = await askedOf(TEAS, join(ROOT, 'test/eval/dev.jsonl'));
    await fc.assert(
      fc.asyncProperty(messages, fc.constantFrom('', 'what is oolong?'), async (message, before) => {
        const answer = await converse(bot, ...(before === '' ? [] : [before]), message);
        expect(faultsOf(rendered(answer, message))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keep every limit however long a statement is, and lose none that is alone', async () => {
    const base = await bot.ask('what is oolong?');
    await fc.assert(
      fc.asyncProperty(fc.array(blocks, { minLength: 1, maxLength: 4 }), async (made) => {
        const answer: Answer = { ...base, blocks: made };
        expect(faultsOf(rendered(answer, 'q'))).toEqual([]);
        expect(faultsOf(renderBlocks(made))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    const long = `${'word '.repeat(8_000)}end.`;
    const alone = renderAnswer({ ...base, blocks: [{ type: 'paragraph', spans: [quoted(long)] }] });
    expect(alone.length).toBeGreaterThan(1);
    const words = textsIn(alone.map(({ blocks }) => blocks)).join(' ');
    expect(words.match(/\bword\b/g)).toHaveLength(8_000);
    expect(words).toContain('end. [1]');
  });

  it('fit a comparison of many rows by whole rows', async () => {
    const base = await bot.ask('compare green tea and oolong');
    const rows = Array.from({ length: 80 }, (_, i) => ({
      label: name(`Row ${i}`),
      cells: [[quoted(`one ${i}`)], [quoted(`two ${i}`)]],
    }));
    const table: Block = { type: 'table', columns: [name('A'), name('B')], rows };
    const messages = renderAnswer({ ...base, blocks: [table] });
    expect(messages).toHaveLength(1);
    const text = textsIn(messages).join('\n');
    const shown = rows.filter((_, i) => text.includes(`*Row ${i}*`)).length;
    expect(shown).toBeGreaterThan(20);
    expect(text).toContain(`two ${shown - 1} [1]`);
    expect(text).not.toContain(`one ${shown} `);
  });

  it('refuse a notice that is no short text', () => {
    expect(renderNotice('<!here>').text).toBe('&lt;!here&gt;');
    expect(() => renderNotice('x'.repeat(3_001))).toThrow(RangeError);
  });
});

const quoted = (text: string): Span => ({ type: 'quoted', text, citation: 1 });

const marks = '* _ ~ ` ``` < > & <!channel> <@U1> :a: @here \n'.split(' ');
const texts = fc
  .array(fc.oneof(fc.constantFrom(...marks, 'word', ' '), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 30,
  })
  .chain((parts) => fc.constantFrom(1, 1, 1, 10, 40).map((times) => parts.join('').repeat(times)));
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.oneof(
    texts.map(quoted),
    texts.map(framing),
    texts.map((text) => name(text.replace(/\n/g, ' '))),
  ),
  { minLength: 1, maxLength: 3 },
);
const blocks: fc.Arbitrary<Block> = fc.oneof(
  spans.map((own): Block => ({ type: 'heading', spans: own })),
  spans.map((own): Block => ({ type: 'paragraph', spans: own })),
  fc.array(spans, { minLength: 1, maxLength: 4 }).map((items): Block => ({ type: 'list', items })),
  texts.map((text): Block => ({ type: 'code', text, citation: 1 })),
  fc.tuple(fc.integer({ min: 2, max: 13 }), fc.integer({ min: 1, max: 4 }), spans).map(
    ([columns, rows, own]): Block => ({
      type: 'table',
      columns: Array.from({ length: columns }, (_, i) => name(`Column ${i}`)),
      rows: Array.from({ length: rows }, () => ({
        label: name('Row'),
        cells: Array.from({ length: columns }, () => own),
      })),
    }),
  ),
);
