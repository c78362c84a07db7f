import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/answer/plain-text.js';
import { BOATS } from '../../boats.js';
import { BRIDGES, botOf, corpusOf } from '../../builders.js';

/** A second kind of things in the same folder, some of them told of by the same words. */
const INKS = `---
title: Two inks
noun: ink
subjects:
  - id: gall
    heading: Gall ink
  - id: soot
    heading: Soot ink
---
# Two inks

## Gall ink

Gall ink bites into the paper and darkens for a day.

### At a glance

| Fact | Value |
| --- | --- |
| Nib | Steel; gold |
| Colour | Black |

## Soot ink

Soot ink lies on the paper and never fades.

### At a glance

| Fact | Value |
| --- | --- |
| Nib | Reed |
| Colour | Black |
`;

const bot = botOf(corpusOf([BRIDGES, INKS]));
const INK_IDS = ['gall', 'soot'];
const BRIDGE_IDS = ['arch', 'cable-stayed', 'truss'];

describe('things of two kinds in one folder', () => {
  it.each([
    ['which bridges are of steel', ['cable-stayed', 'truss'], /bridges/, /\binks?\b/i],
    ['which inks need a steel nib', ['gall'], /\bink\b/, /bridge/i],
    ['how many bridges are of steel', ['cable-stayed', 'truss'], /bridges/, /\binks?\b/i],
  ])('are called by their own noun and are no others: %j', async (question, subjects, says, never) => {
    const answer = await bot.ask(question);
    expect(answer.status).toBe('answered');
    expect([...answer.subjects].sort()).toEqual([...subjects].sort());
    const [lead = ''] = plainText(answer).split('\n');
    expect(lead).toMatch(says);
    expect(lead).not.toMatch(never);
  });

  it('are listed by kind where all of one are asked for', async () => {
    expect([...(await bot.ask('list all inks')).subjects].sort()).toEqual(INK_IDS);
    expect([...(await bot.ask('which bridges are there?')).subjects].sort()).toEqual(BRIDGE_IDS);
    expect(plainText(await bot.ask('how many inks are there'))).toMatch(/\b(?:2|two)\b/i);
    expect(plainText(await bot.ask('how many bridges are there'))).toMatch(/\b(?:3|three)\b/i);
  });

  it.each(['which boats are there?', 'how many boats', 'what boats do you have', 'list all boats'])(
    'are all meant where the question has no condition but their noun: %j',
    async (question) => {
      const answer = await botOf(corpusOf([BOATS])).ask(question);
      expect(answer.status).toBe('answered');
      expect(answer.subjects).toEqual(['dinghy', 'barge', 'yawl', 'ferry']);
      expect(answer.explanation.conditions).toEqual([]);
    },
  );

  it('are not said of the other kind, where none of the kind that is asked for meets the condition', async () => {
    const answer = await bot.ask('which inks span 300 m');
    expect(answer.status).not.toBe('answered');
    const other = await bot.ask('which bridges need a reed nib');
    expect(other.status).not.toBe('answered');
  });

  it('have each their own kind, whichever article is read first', () => {
    for (const articles of [
      [BRIDGES, INKS],
      [INKS, BRIDGES],
    ]) {
      const { kinds } = corpusOf(articles);
      expect(Object.fromEntries(kinds.map(({ noun, subjects }) => [noun, [...subjects].sort()]))).toEqual({
        bridge: BRIDGE_IDS,
        ink: INK_IDS,
      });
    }
  });
});
