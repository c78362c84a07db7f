import { describe, expect, it } from 'vitest';
import { createLexicon } from '../../../src/knowledge/lexicon.js';
import { buildTermIndex } from '../../../src/knowledge/term-index.js';
import { understand } from '../../../src/query/understand.js';
import { questionForm } from '../../../src/search/question-form.js';
import { formOf } from '../../../src/text/tokenize.js';
import { corpusOf } from '../../builders.js';

const corpus = corpusOf(['# T\n\nThe river Elm flows through the town of Oakham since 1790.\n']);
const lexicon = createLexicon(corpus, buildTermIndex(corpus));
const formed = (question: string) => questionForm(question, understand(question, lexicon).terms);

describe('the form of a question', () => {
  it.each([
    ['When was the mill built?', 'date'],
    ['In what year did the mill burn down?', 'date'],
    ['How many mills stand there?', 'number'],
    ['What percentage of the mills is of stone?', 'number'],
    ['How much did the mill cost?', 'number'],
    ['Who owned the mill?', 'person'],
    ['Where does the river rise?', 'place'],
    ['Why was the mill closed?', 'reason'],
    ['What was the reason for the flood?', 'reason'],
    ['What was the exact date of the fire?', 'date'],
    ["What is the mill's height?", 'number'],
    ['Which river drives the mill?', 'name'],
    ['What is the name of the river?', 'name'],
    ['What is the use of the mill?', 'other'],
    ['Did the mill burn down?', 'other'],
  ] as const)('of %j asks for a %s', (question, asked) => {
    expect(formed(question).asked).toBe(asked);
  });

  it('knows what was said, and which words are names', () => {
    const question = 'Which river of the county runs through Oakham?';
    const { terms } = understand(question, lexicon);
    const { said, named } = questionForm(question, terms);
    expect(said.has(formOf('oakham'))).toBe(true);
    expect(said.has(formOf('elm'))).toBe(false);
    expect(terms.filter((_, i) => named[i]).map(({ text }) => text)).toEqual(['oakham']);
  });

  it.each([
    ['In what year did the mill burn down?', ['year']],
    ['Which two towns does the river flow through?', ['two']],
    ['Where is the mill located?', ['located']],
    ['Which river drives the mill?', []],
  ] as const)('knows which words of %j only say what sort of thing is asked for', (question, words) => {
    const { terms } = understand(question, lexicon);
    const { sort } = questionForm(question, terms);
    expect(terms.filter((_, i) => sort[i]).map(({ text }) => text)).toEqual(words);
  });
});
