import { join } from 'node:path';
import type { ActionsBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlsOf, type Offered } from '../../../adapters/chat/controls.js';
import { createTurnStore, turnOf } from '../../../adapters/records/turns.js';
import { controlBlocks } from '../../../adapters/slack/controls.js';
import {
  type Message,
  RENDERING,
  renderAnswer,
  renderNotice,
  renderShown,
} from '../../../adapters/slack/render.js';
import { type Answer, type Block, name } from '../../../src/answer/answer.js';
import { askedOf } from '../../arbitraries.js';
import { builtFrom, converse, ROOT, TEAS } from '../../builders.js';
import {
  anyBlock,
  closest,
  code,
  madeUp,
  paragraph,
  quoted,
  RESERVE,
  STEPS,
  shown as shownOf,
  TABLE,
} from '../../made-up.js';
import { messageFaults } from '../../slack-server/checks.js';
import { textsIn } from '../../slack-server/texts.js';
import { controlsIn } from './desk.js';
import { liveMarks } from './live-marks.js';

const { bot } = await builtFrom(TEAS);
const { subjects } = bot.contents;
const turns = createTurnStore();

/** The blocks of buttons below an answer. */
const controlsFor = (answer: Answer, { mayShare, ...offered }: Offered & { mayShare: boolean }) =>
  controlBlocks(controlsOf(answer, offered, RENDERING.encodeAction, turns), mayShare);

function rendered(answer: Answer, question: string): Message[] {
  const turn = turnOf(answer, question, null);
  const controls = controlsFor(answer, { turn, subjects, hasMore: true, mayShare: true });
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
      ...['sources', 'section', 'why', 'helpful', 'unhelpful', 'share', 'compare'],
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

  it.each([madeUp(), closest()])('have buttons of one row, which screen readers say in words', (answer) => {
    const offered = { turn: turnOf(answer, 'q', null), subjects, mayShare: false };
    const buttonsOf = (hasMore: boolean) => {
      const [row] = controlsFor(answer, { ...offered, hasMore });
      return (row as ActionsBlock).elements.filter((one) => one.type === 'button');
    };
    const labels = (hasMore: boolean) => buttonsOf(hasMore).map(({ text }) => text.text);
    expect(labels(false)).toEqual(['Sources', 'Why?', '👍', '👎']);
    expect(labels(true)).toEqual(['Sources', 'Whole section', 'Why?', '👍', '👎']);
    expect(buttonsOf(false).map((one) => one.accessibility_label)).toEqual([
      ...[undefined, 'Why this answer?', 'Helpful', 'Not helpful'],
    ]);
  });

  it('show every suggested question whole: on its button, or numbered above where a button is too small', () => {
    const shown = (questions: string[]) => {
      const answer = madeUp({ suggestions: { lead: 'Such as:', questions } });
      const turn = turnOf(answer, 'q', null);
      const controls = controlsFor(answer, { turn, subjects: [], hasMore: false, mayShare: false });
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
      fc.asyncProperty(fc.array(anyBlock, { minLength: 1, maxLength: 4 }), async (made) => {
        const answer: Answer = { ...base, blocks: made };
        expect(faultsOf(rendered(answer, 'q'))).toEqual([]);
        expect(faultsOf(renderShown(shownOf({ blocks: made })))).toEqual([]);
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

  it('have a text for notifications where what they say is blank', async () => {
    const base = await bot.ask('what is oolong?');
    const blank: Block = { type: 'heading', spans: [{ type: 'framing', text: ' ' }] };
    expect(faultsOf(renderShown(shownOf({ blocks: [blank] })))).toEqual([]);
    expect(faultsOf(rendered({ ...base, blocks: [blank] }, 'q'))).toEqual([]);
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

  it('give steps the numbers that they have, points further in, and code between', () => {
    const blocks = renderAnswer(madeUp({ blocks: [STEPS] })).flatMap((message) => message.blocks);
    const elements = blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    const kinds = elements.map((one) => {
      const { type, style, indent, offset } = one as unknown as Record<string, unknown>;
      return [type, style, indent, offset].filter((part) => part !== undefined);
    });
    expect(kinds).toEqual([
      ['rich_text_list', 'ordered', 8],
      ['rich_text_preformatted'],
      ['rich_text_section'],
      ['rich_text_list', 'bullet', 1],
      ['rich_text_list', 'ordered', 9],
      ['rich_text_list', 'bullet', 1],
      ['rich_text_list', 'bullet', 2],
      ['rich_text_section'],
      ['rich_text_preformatted'],
      ['rich_text_section'],
      ['rich_text_list', 'ordered', 11],
    ]);
    expect(elements[0]).toMatchObject({ offset: 8 });
    expect(textsIn(elements[1])).toEqual(['boil --to 95\n  # wait']);
    expect(textsIn(elements[7])).toEqual(['11.']);
    expect(textsIn(elements[3]).join('')).toContain('*Water* – Soft water is best. [1]');
  });

  it('count steps on in one list as long as nothing stands between', () => {
    const items = ['Boil.', 'Pour.', 'Wait.'].map((text, i) => ({
      number: i + 1,
      level: 0,
      content: { type: 'text' as const, spans: [quoted(text)] },
    }));
    const [message] = renderAnswer(madeUp({ blocks: [{ type: 'steps', items }] }));
    const [block] = message?.blocks ?? [];
    expect(block).toMatchObject({ type: 'rich_text', elements: [{ style: 'ordered' }] });
    expect(JSON.stringify(block)).not.toContain('offset');
    expect(textsIn(block)).toEqual(['Boil. [1]', 'Pour. [1]', 'Wait. [1]']);
  });

  it('show a table of an article by its rows, each value behind its column', () => {
    const [message] = renderAnswer(madeUp({ blocks: [TABLE] }));
    const [cup, pot] = message?.blocks ?? [];
    expect(textsIn(cup)).toEqual([
      '*Cup*',
      '_Grams_: 2 [1]',
      '_Minutes_: 3 [1]',
      '_Note_: A lid | helps [1]',
    ]);
    expect(textsIn(pot).at(-1)).toBe('_Note_: not stated');
  });

  it('say a reserve first, and show the code with its source', () => {
    const answer = closest({ blocks: [code('tea()', 'js')], title: [name('Making tea')] });
    const [message] = renderAnswer(answer, { title: 'Not this' });
    expect(message?.blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'rich_text', 'context']);
    expect(textsIn(message?.blocks)).toEqual([
      ...['Making tea', RESERVE, 'tea()', '[1]'],
      expect.stringContaining('Made up'),
    ]);
    expect(message?.text).toMatch(/^Making tea\n\nI am not sure/);
  });

  it('show a long section over as many messages as it takes', () => {
    const texts = Array.from(
      { length: 300 },
      (_, i) => `Sentence ${i} of a long section on how tea is made.`,
    );
    const messages = renderShown(
      shownOf({ title: [name('Tea › Making')], blocks: texts.map((text) => paragraph(quoted(text))) }),
    );
    expect(messages.length).toBeGreaterThan(1);
    expect(faultsOf(messages)).toEqual([]);
    const shown = textsIn(messages.map(({ blocks }) => blocks)).join('\n');
    for (const text of texts) expect(shown).toContain(text);
  });

  it('refuse a notice that is no short text', () => {
    expect(renderNotice('<!here>').text).toBe('&lt;!here&gt;');
    expect(() => renderNotice('x'.repeat(3_001))).toThrow(RangeError);
  });
});
