import { describe, expect, it } from 'vitest';
import { DocentError } from '../../../src/errors.js';
import { parseQuestionSet } from '../../../src/eval/question-set.js';

const line = (entries: object) => JSON.stringify({ id: 'q1', q: 'What is tea?', kind: 'fact', ...entries });

describe('parseQuestionSet', () => {
  it('reads one question a line, blank lines left out', () => {
    const [question, ...rest] = parseQuestionSet(`\n${line({})}\n\n`, 'set.jsonl');
    expect(rest).toEqual([]);
    expect(question).toEqual({
      id: 'q1',
      q: 'What is tea?',
      kind: 'fact',
      frameworks: [],
      must: [],
      mustNot: [],
      context: [],
    });
  });

  it('reads patterns without regard to case', () => {
    const [question] = parseQuestionSet(line({ must: ['LEAVES'], any: ['x|y'] }), 'set.jsonl');
    expect(question?.must[0]?.test('the leaves')).toBe(true);
    expect(question?.any?.[0]?.test('Y')).toBe(true);
  });

  it('reads an empty message', () => {
    expect(parseQuestionSet(line({ q: '' }), 'set.jsonl')[0]?.q).toBe('');
  });

  it.each<[string, string, string[]]>([
    ['a line that is not JSON', `${line({})}\n{"id":`, ['set.jsonl:2', 'not JSON', '{"id":"q1"']],
    ['a line without a question', '{"id":"q1","kind":"fact"}', ['set.jsonl:1', '"q"']],
    [
      'a pattern that is none',
      `${line({})}\n\n${line({ must: ['('] })}`,
      ['set.jsonl:3', 'regular expression: ('],
    ],
    ['a context that is a text', line({ context: 'before' }), ['set.jsonl:1', '"context"']],
  ])('says of %s where it is', (_, text, says) => {
    expect(() => parseQuestionSet(text, 'set.jsonl')).toThrow(DocentError);
    for (const words of says) expect(() => parseQuestionSet(text, 'set.jsonl')).toThrow(words);
  });
});
