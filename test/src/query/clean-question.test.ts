import { describe, expect, it } from 'vitest';
import { cleanMessage, findQuestion, MAX_QUESTION_LENGTH } from '../../../src/query/clean-question.js';

describe('cleanMessage', () => {
  it.each([
    ['what is tea', 'what is tea'],
    ['  what\n\tis  tea ', 'what is tea'],
    ['<@123456> what is tea', 'what is tea'],
    ['<@!123456> what is tea <#99>', 'what is tea'],
    ['<!channel> which teas <!subteam^S1|team>', 'which teas'],
    ['@everyone what is tea @here', 'what is tea'],
    ['<:smile:12345> tea <a:wave:9>', 'tea'],
    ['**What** is `tea`? _really_ ~~no~~ ||yes||', 'What is tea ? really no yes'],
    ['<script>alert(1)</script> tea <b>bold</b>', 'tea bold'],
    ['tea https://example.org/a?b=c please', 'tea please'],
    ['snake_case stays', 'snake_case stays'],
    ['zero\u200bwidth \u202eright', 'zero width right'],
    ['a\u0000b\u001bc', 'a b c'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['ｆｕｌｌ', 'full'],
    ['>quoted', 'quoted'],
    ['<', '<'],
    ['', ''],
  ])('makes of %j plain words', (message, plain) => {
    expect(cleanMessage(message).replace(/\s+/g, ' ')).toBe(plain);
  });

  it('reads no further than a message can be long', () => {
    expect(cleanMessage('x'.repeat(50_000))).toHaveLength(MAX_QUESTION_LENGTH);
  });
});

describe('findQuestion', () => {
  const filler = 'I have been reading about tea for weeks now and I am still not sure. '.repeat(10);

  it('takes a short message whole', () => {
    expect(findQuestion('Hello. I like tea. What is oolong?')).toBe('Hello. I like tea. What is oolong?');
  });

  it.each([
    [`${filler}What is oolong? ${filler}`, 'What is oolong?'],
    [`What is oolong? ${'Please answer me. '.repeat(100)}`, 'What is oolong?'],
    [`${filler}Tell me what oolong is. ${filler}`, 'Tell me what oolong is.'],
  ])('finds in a long message what asks', (message, question) => {
    expect(findQuestion(message)).toBe(question);
  });

  it('asks the same once', () => {
    expect(findQuestion('What is oolong? '.repeat(100))).toBe('What is oolong?');
  });

  it('keeps the end of a sentence that has no end', () => {
    const found = findQuestion(`${'tea '.repeat(1000)}oolong?`);
    expect(found.split(' ').length).toBeLessThan(100);
    expect(found).toMatch(/oolong\?$/);
  });
});
