import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type AnswerLine, answerLines, lineOf } from '../../../adapters/terminal/answer-lines.js';
import { run } from '../../../adapters/terminal/cli.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, fakeTerminal, questionsIn, TEAS, temporaryFolder } from '../../builders.js';
import { closest } from '../../made-up.js';
import { standsIn } from '../../stands-in.js';

type Line = AnswerLine & { error?: string };

async function answer(...lines: string[]): Promise<Line[]> {
  const terminal = fakeTerminal({
    input: lines.join('\n'),
    env: { KNOWLEDGE_DIR: TEAS, DOCENT_CACHE_DIR: await temporaryFolder() },
  });
  expect(await run(['answer'], terminal)).toBe(0);
  return terminal
    .out()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const ask = (q: unknown, more: object = {}) => JSON.stringify({ id: 'x', q, ...more });

describe('docent answer', () => {
  it('writes the documented fields, and no others', async () => {
    const [line] = await answer(ask('where does rooibos grow'));
    expect(Object.keys(line ?? {})).toEqual([
      'id',
      'status',
      'text',
      'subjects',
      'confidence',
      'citations',
      'ms',
    ]);
    expect(line).toMatchObject({ id: 'x', status: 'answered', subjects: ['rooibos'] });
    expect(line?.confidence).toBeGreaterThan(0.5);
    expect(line?.ms).toBeGreaterThan(0);
    for (const citation of line?.citations ?? []) {
      expect(Object.keys(citation)).toEqual(['document', 'section', 'subject', 'lines', 'quote']);
      expect(citation.section).toMatch(/^Rooibos/);
      expect(line?.text).toContain(citation.quote);
    }
  });

  it.each([
    ['what is oolong', 'answered'],
    ['which tea is best', 'clarify'],
    ['who won the world cup', 'abstained'],
    ['hello', 'chat'],
    ['', 'chat'],
  ])('gives %j the status %s', async (q, status) => {
    const [line] = await answer(ask(q));
    expect(line?.status).toBe(status);
    expect(line?.text).not.toBe('');
    if (status !== 'answered') expect(line?.citations).toEqual([]);
  });

  it('gives what is closest with its reserve, its confidence and its citations', () => {
    const line = lineOf('1', closest(), 1.5);
    expect(line).toMatchObject({ id: '1', status: 'closest', confidence: 0.45, ms: 1.5 });
    expect(line.text).toMatch(
      /^I am not sure this answers it\. Closest I found:\n\nTea is a drink\. \[1\]\n/,
    );
    expect(line.citations).toMatchObject([{ document: 'made-up.md', quote: 'Tea is a drink.' }]);
  });

  it('reads the earlier turns of a conversation', async () => {
    const [line] = await answer(
      ask('what about its taste?', { context: ['what is rooibos', 'what is oolong'] }),
    );
    expect(line?.subjects).toEqual(['oolong']);
    expect(line?.citations.map(({ quote }) => quote).join(' ')).toMatch(/flower/i);
    const [alone] = await answer(ask('what about its taste?'));
    expect(alone?.text).not.toBe(line?.text);
  });

  it('keeps questions apart from each other', async () => {
    const [, second] = await answer(ask('what is rooibos'), ask('does it have caffeine?'));
    const [alone] = await answer(ask('does it have caffeine?'));
    expect(second?.text).toBe(alone?.text);
  });

  it.each([
    ['not JSON', 'hello', null, 'not valid JSON'],
    ['cut off', '{"id": "x", "q": "wh', null, 'not valid JSON'],
    ['a list', '["what is tea"]', null, 'no JSON object'],
    ['a text', '"what is tea"', null, 'no JSON object'],
    ['null', 'null', null, 'no JSON object'],
    ['without a question', '{"id": "x"}', 'x', '"q"'],
    ['with a question that is a number', ask(5), 'x', '"q"'],
    ['with a question that is null', ask(null), 'x', '"q"'],
    ['with a context that is a text', ask('hi', { context: 'before' }), 'x', '"context"'],
    ['with a context of numbers', ask('hi', { context: [1] }), 'x', '"context"'],
  ])('says what is wrong with a line that is %s, and goes on', async (_, bad, id, says) => {
    const [first, error, last, ...rest] = await answer(ask('hello'), bad, ask('what is oolong'));
    expect(first?.status).toBe('chat');
    expect(Object.keys(error ?? {})).toEqual(['id', 'error']);
    expect(error?.id).toBe(id);
    expect(error?.error).toContain(says);
    expect(last?.status).toBe('answered');
    expect(rest).toEqual([]);
  });

  it('says of a question at which the bot fails that it did, and goes on', async () => {
    const { bot } = await builtFrom(TEAS);
    const failing: Bot = {
      ...bot,
      ask: async (question, options) => {
        if (question === 'bad') throw new TypeError('made to fail');
        return bot.ask(question, options);
      },
    };
    const output = new PassThrough();
    const input = Readable.from([`${ask('bad', { id: 1 })}\n`, `${ask('what is oolong', { id: 2 })}\n`]);
    await answerLines(failing, input, output);
    const [first, second] = String(output.read())
      .trimEnd()
      .split('\n')
      .map((line): Line => JSON.parse(line));
    expect(first).toEqual({ id: 1, error: expect.stringContaining('TypeError: made to fail') });
    expect(second).toMatchObject({ id: 2, status: 'answered' });
  });

  it.each([['a'], [7], [null], [{ deep: ['x'] }], [false]])('gives the id %j back as it is', async (id) => {
    const [line] = await answer(JSON.stringify({ id, q: 'hello' }));
    expect(line?.id).toEqual(id);
  });

  it('has the id null where none is given', async () => {
    expect((await answer('{"q":"hello"}'))[0]?.id).toBeNull();
  });

  it('skips empty lines, and reads the line ends of Windows and a last line without an end', async () => {
    const lines = await answer('', `${ask('hello')}\r`, '   ', ask('what is oolong'));
    expect(lines.map(({ status }) => status)).toEqual(['chat', 'answered']);
  });

  it('keeps the order of the questions', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => i);
    const lines = await answer(
      ...ids.map((id) => JSON.stringify({ id, q: id % 3 === 0 ? 'green tea vs black tea' : 'hello' })),
    );
    expect(lines.map(({ id }) => id)).toEqual(ids);
  });

  it('writes each answer before it reads the next question', async () => {
    const { bot } = await builtFrom(TEAS);
    const input = new PassThrough();
    const output = new PassThrough();
    const done = answerLines(bot, input, output);
    const next = () =>
      new Promise<Line>((resolve) => output.once('data', (data) => resolve(JSON.parse(String(data)))));
    for (const id of [1, 2, 3]) {
      const answered = next();
      input.write(`${JSON.stringify({ id, q: 'what is oolong' })}\n`);
      expect((await answered).id).toBe(id);
    }
    input.end();
    await done;
  });

  it('waits for a reader who is slower than it', async () => {
    const { bot } = await builtFrom(TEAS);
    const input = new PassThrough();
    const output = new PassThrough({ highWaterMark: 64 });
    const done = answerLines(bot, input, output);
    input.end(Array.from({ length: 50 }, (_, id) => JSON.stringify({ id, q: 'what is oolong' })).join('\n'));
    const chunks: Buffer[] = [];
    output.on('data', (chunk: Buffer) => chunks.push(chunk));
    await done;
    output.end();
    expect(Buffer.concat(chunks).toString().trimEnd().split('\n')).toHaveLength(50);
  });

  it('quotes lines that hold the quotation', async () => {
    const { sources } = await builtFrom(TEAS);
    const questions = await questionsIn(`${TEAS}/questions.jsonl`);
    const lines = await answer(...questions.map((one) => JSON.stringify(one)));
    expect(lines.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
    for (const { id, citations } of lines)
      for (const { document, lines: cited, quote } of citations)
        expect(standsIn(quote, sources.get(document) ?? '', cited), `${id}: ${quote}`).toBe(true);
  });
});

describe('lineOf', () => {
  it('rounds what is measured, so that lines are short', async () => {
    const { bot } = await builtFrom(TEAS);
    const line = lineOf('x', { ...(await bot.ask('what is oolong')), confidence: 0.123456 }, 1.23456789);
    expect([line.confidence, line.ms]).toEqual([0.123, 1.235]);
  });
});
