import { describe, expect, it } from 'vitest';
import { BOATS } from '../../boats.js';
import { botOf, corpusOf } from '../../builders.js';

const boats = botOf(corpusOf([BOATS]));

describe('several conditions', () => {
  it.each([
    ['which boats have a sail and a motor', ['yawl']],
    ['boats with sail and motor made in Scotland', ['yawl']],
    ['which boats with a motor are made in Denmark', ['barge']],
    ['which boats have a motor and are made in Scotland', ['yawl', 'ferry']],
    ['boat with a motor, made in Holland', ['barge']],
    ['boats with a free licence and a sail', ['dinghy']],
    ['which boats of Scotland require a licence', ['ferry']],
  ])('are all to be met: %j', async (question, subjects) => {
    const answer = await boats.ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.subjects).toEqual(subjects);
  });

  it('are met by none where each is met by another', async () => {
    for (const question of [
      'boats with a sail made in Holland',
      'which boats have a sail and cross a river',
    ]) {
      const answer = await boats.ask(question);
      expect(answer.status === 'answered' ? answer.subjects : [], question).toEqual([]);
    }
  });

  it.each([
    ['which boats are made in Holland or Scotland', ['barge', 'yawl', 'ferry']],
    ['boats made in Denmark or Holland', ['dinghy', 'barge']],
  ])('are met by one of two where "or" joins them: %j', async (question, subjects) => {
    expect((await boats.ask(question)).subjects).toEqual(subjects);
  });

  it('are told one by one in what decided', async () => {
    const { explanation } = await boats.ask('which boats have a motor and are made in Scotland');
    expect(explanation.conditions).toHaveLength(2);
  });
});
