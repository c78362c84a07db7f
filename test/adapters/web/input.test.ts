import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANSWER_ID,
  ARTICLE_ID,
  ASK,
  COMPARE,
  FEEDBACK,
  PREVIEW_OF,
  SUGGEST,
} from '../../../adapters/web/input.js';

const SCHEMAS = { ANSWER_ID, ARTICLE_ID, ASK, COMPARE, FEEDBACK, PREVIEW_OF, SUGGEST };
type Name = keyof typeof SCHEMAS;

const faultsOf = (name: Name, input: unknown): string[] =>
  (SCHEMAS[name].safeParse(input).error?.issues ?? []).map(({ path, message }) =>
    `${path.map(String).join('/')} ${message}`.trim(),
  );

describe('what a request holds', () => {
  it.each<[name: Name, input: unknown, says: string[]]>([
    ['ASK', {}, ['question is missing; send what is asked as a text']],
    ['ASK', { question: 5 }, ['question is a number; send what is asked as a text']],
    ['ASK', { question: null }, ['question is null; send']],
    ['ASK', { question: ' ' }, ['question is empty; send']],
    ['ASK', { question: 'a'.repeat(2_001) }, ['question has more than 2000 characters; shorten it']],
    ['ASK', { question: 'a', conversation: {} }, ['conversation is an object; send the "conversation" of']],
    [
      'ASK',
      { question: 'a', text: 'b' },
      ['is not known here; take it out, as a request may have "question"'],
    ],
    ['ASK', 'what is tea', ['is a text; send an object with "question"']],
    ['COMPARE', { subjects: 5 }, ['subjects is a number; send a list of 2 to 4 names']],
    ['COMPARE', { subjects: ['a'] }, ['subjects has fewer than 2 names; send']],
    ['COMPARE', { subjects: [...'abcde'] }, ['subjects has more than 4 names; send']],
    [
      'COMPARE',
      { subjects: [true, '', 'a'.repeat(101)] },
      ['subjects/0 is true; send', 'subjects/1 is empty; send', 'subjects/2 has more than 100 characters;'],
    ],
    [
      'FEEDBACK',
      { helpful: 'yes' },
      ['answer is missing; send the "id"', 'helpful is a text; send true or false, without quotes'],
    ],
    ['SUGGEST', { limit: 'ten' }, ['limit is no whole number from 1 to 20; send one, or leave it out for 6']],
    ['SUGGEST', { limit: '-0.5' }, ['limit is no whole number from 1 to 20;']],
    ['SUGGEST', { limit: '21' }, ['limit is no whole number from 1 to 20;']],
    [
      'SUGGEST',
      { kind: 'all' },
      ['kind is none of "questions", "subjects" and "starters"; send one of them'],
    ],
    [
      'PREVIEW_OF',
      { id: 'a', platform: 'irc' },
      ['platform is neither "discord" nor "slack" nor "telegram"; send'],
    ],
    ['ARTICLE_ID', { id: 'a'.repeat(1_001) }, ['id is too long to be an article; /api/v1/topics lists']],
  ])('%s: says of %j what it is and what to send', (name, input, says) => {
    expect(faultsOf(name, input)).toEqual(says.map((words) => expect.stringContaining(words)));
  });

  it.each(['ASK', 'COMPARE', 'FEEDBACK'] as const)(
    '%s: never speaks in the words of the validator',
    (name) => {
      const fields = Object.keys(SCHEMAS[name].shape);
      const anything = fc.anything();
      const field = fc.oneof(fc.constantFrom(...fields), fc.string());
      fc.assert(
        fc.property(fc.oneof(anything, fc.dictionary(field, anything)), (input) => {
          for (const fault of faultsOf(name, input))
            expect(fault).toMatch(/(?:^| )(?:is|has) [^;]+; (?:send|shorten|take) /);
        }),
      );
    },
  );
});
