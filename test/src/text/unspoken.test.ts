import { describe, expect, it } from 'vitest';
import { unspokenWords } from '../../../src/text/unspoken.js';
import { botOf, corpusOf } from '../../builders.js';

describe('what a sentence says by its form', () => {
  it.each([
    ['Ada Marsh (1901–1980) was an engineer.', true],
    ['Ada Marsh (10 May 1901 – 3 June 1980) was an engineer.', true],
    ['Ada Marsh (Elvish: Ada o Marsh; May 10, 1901 - June 3, 1980) was an engineer.', true],
    ['Otto von Elm (c. 960 – c. 1020) was a duke.', true],
    ['Ada Marsh (born 1901) was an engineer.', false],
    ['The rate fell after the war (1914–1918) and rose again.', false],
    ['Ada Marsh worked at the mill (1920–1931).', false],
  ])('%j: born and died: %s', (sentence, told) => {
    expect(unspokenWords(sentence)).toEqual(told ? ['born', 'died'] : []);
  });

  it('answers who asks for it', async () => {
    const bot = botOf(
      corpusOf([
        '# Engineers\n\nAda Marsh (10 May 1901 – 3 June 1980) was an engineer. She built mills.\n\nAda Marsh wrote books. In 1931 Ada Marsh moved to Oakham.\n',
      ]),
    );
    for (const question of ['When did Ada Marsh die?', 'When was Ada Marsh born?']) {
      const { status, citations } = await bot.ask(question);
      expect(status).toBe('answered');
      expect(citations[0]?.quote, question).toContain('10 May 1901 – 3 June 1980');
    }
  });
});
