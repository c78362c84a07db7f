import { beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/bot.js';
import { BOATS } from '../../boats.js';
import { BRIDGES, botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';

let teas: Bot;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot;
});
const boats = botOf(corpusOf([BOATS]));
const bridges = botOf(corpusOf([BRIDGES]));

describe('two misspelt words in three', () => {
  it.each([
    ['waht is roibos', 'rooibos'],
    ['wat is rooibso', 'rooibos'],
    ['waht is olong', 'oolong'],
    ['whta is ooolng', 'oolong'],
    ['hwat is gren tea', 'green-tea'],
    ['tel me abuot rooibos', 'rooibos'],
    ['wich tea is olong', 'oolong'],
  ])('still ask what a tea is: %j', async (question, subject) => {
    const answer = await teas.ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.subjects[0]).toBe(subject);
  });

  it.each([
    ['waht is a trus', 'truss'],
    ['whats a cabel-stayed bridge', 'cable-stayed'],
  ])('still ask what a bridge is: %j', async (question, subject) => {
    const answer = await bridges.ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.subjects[0]).toBe(subject);
  });

  it.each([
    ['wich baots are made in scotlnd', ['yawl', 'ferry']],
    ['whcih boats hvae a sail', ['dinghy', 'yawl']],
    ['boats mdae in hollnad', ['barge']],
  ])('still ask for a list: %j', async (question, subjects) => {
    const answer = await boats.ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.subjects).toEqual(subjects);
  });

  it.each([
    ['were does roibos grow', /Cederberg|South Africa/],
    ['wher dos rooibos gorw', /Cederberg|South Africa/],
    ['how lnog shoud black tea steep', /minutes/],
  ])('still ask for a fact: %j', async (question, says) => {
    const answer = await teas.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.map(({ quote }) => quote).join('\n')).toMatch(says);
  });

  it('are told where a name was meant otherwise', async () => {
    expect((await teas.ask('waht is roibos')).reading).toMatch(/Rooibos.*roibos/);
  });

  it('are not corrected to a name that they only resemble', async () => {
    for (const question of ['what is a truce', 'what is grey tea']) {
      expect((await bridges.ask(question)).subjects).not.toContain('truss');
      expect((await teas.ask(question)).subjects).not.toContain('green-tea');
    }
  });
});
