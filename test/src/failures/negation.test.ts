import { describe, expect, it } from 'vitest';
import { BOATS } from '../../boats.js';
import { botOf, corpusOf } from '../../builders.js';

const boats = botOf(corpusOf([BOATS]));

describe('a negation in what is looked for', () => {
  it.each([
    ['which boats are without a motor', ['dinghy']],
    ['boats without a sail', ['barge', 'ferry']],
    ['which boats have no sail', ['barge', 'ferry']],
    ['which boats do not have a motor', ['dinghy']],
    ["which boats don't have a sail", ['barge', 'ferry']],
    ['which boats are not made in Scotland', ['dinghy', 'barge']],
    ['boats with a motor but not made in Scotland', ['barge']],
    ['boats with a motor and without a sail', ['barge', 'ferry']],
  ])('is heeded: %j', async (question, subjects) => {
    const answer = await boats.ask(question);
    expect(answer.status).toBe('answered');
    expect([...answer.subjects].sort()).toEqual([...subjects].sort());
  });

  it('does not turn what stands behind the thing that is not wanted into something not wanted', async () => {
    const answer = await boats.ask('boats without a motor made in Denmark');
    for (const never of ['barge', 'yawl', 'ferry']) expect(answer.subjects).not.toContain(never);
    const other = await boats.ask('boats without a sail that are made in Scotland');
    expect(other.subjects).toEqual(['ferry']);
  });

  it('holds for both of what "neither" and "nor" name', async () => {
    const { status } = await boats.ask('which boats have neither a sail nor a motor');
    expect(status).not.toBe('answered');
  });

  it('gives another list than the same words without it', async () => {
    for (const [without, having] of [
      ['boats without a motor', 'boats with a motor'],
      ['which boats are not made in Scotland', 'which boats are made in Scotland'],
    ] as const) {
      const [one, other] = [(await boats.ask(without)).subjects, (await boats.ask(having)).subjects];
      expect(one.filter((id) => other.includes(id))).toEqual([]);
    }
  });
});

const SETTINGS = `# The gateway

## Telemetry

To enable telemetry, set the switch to on. Telemetry sends a report every night.

## Turning telemetry off

To disable telemetry, set the switch to off.

## Visitors

Visitors may use the terrace. Visitors may not use the roof.

## Backups

A backup runs every night. It does not include the cache.
`;

const gateway = botOf(corpusOf([SETTINGS]));

/** What stands in the first quotation. */
const firstOf = async (question: string) => (await gateway.ask(question)).citations[0]?.quote ?? '';

describe('a negation in what is asked', () => {
  it.each([
    ['how do I disable telemetry?', /disable|off/],
    ['how do I enable telemetry?', /enable/],
    ['what may visitors not use?', /may not use the roof/],
    ['what does the backup not include?', /does not include the cache/],
  ])('leads to what says so: %j', async (question, says) => {
    expect(await firstOf(question)).toMatch(says);
  });
});
