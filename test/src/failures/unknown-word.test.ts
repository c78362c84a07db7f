import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/answer/plain-text.js';
import { BOATS } from '../../boats.js';
import { botOf, corpusOf } from '../../builders.js';

const boats = botOf(corpusOf([BOATS]));

describe('a word that the articles do not have', () => {
  it.each([
    ['which splendiferous boats have a sail', ['dinghy', 'yawl']],
    ['which boats made in Scotland do you hav', ['yawl', 'ferry']],
    ['which boat for Gundula is made in Holland', ['barge']],
    ['which thingummy boats are made in Scotland', ['yawl', 'ferry']],
    ['which boats are made in Scotland, asap', ['yawl', 'ferry']],
  ])('beside a condition that a table decides does not empty the list: %j', async (question, subjects) => {
    const answer = await boats.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    for (const subject of subjects) expect(answer.subjects).toContain(subject);
  });

  it('is said to be unknown beside what is met', async () => {
    const answer = await boats.ask('which boats with a periscope are made in Scotland');
    expect(answer.subjects).toEqual(['yawl', 'ferry']);
    expect(plainText(answer)).toContain('My articles say nothing about “periscope”.');
    expect(plainText(await boats.ask('which boats are made in Scotland'))).not.toContain('say nothing');
  });

  it('is not overlooked where it is the condition itself', async () => {
    for (const question of ['which boats are made in Portugal', 'which boats have a periscope']) {
      const answer = await boats.ask(question);
      expect(answer.status, question).not.toBe('answered');
      expect(answer.subjects, question).toEqual([]);
    }
  });

  it('is named where nothing can be told', async () => {
    const answer = await boats.ask('which boats have a periscope');
    if (answer.status === 'abstained') expect(plainText(answer)).toContain('periscope');
  });

  it('does not hide the fact that is asked for', async () => {
    const answer = await boats.ask('pls tell my grandma Gundula how many masts a yawl has');
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.map(({ quote }) => quote).join()).toContain('two masts');
  });
});
