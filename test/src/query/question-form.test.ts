import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/text/tokenize.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const mills = knowledgeOf(corpusOf(['# T\n\nThe river Elm flows through the town of Oakham since 1790.\n']));
const formed = async (question: string) => (await queryOf(question, mills)).form;

describe('the form of a question', () => {
  it.each([
    ['When was the mill built?', 'date'],
    ['In what year did the mill burn down?', 'date'],
    ['What was the exact date of the fire?', 'date'],
    ['How many mills stand there?', 'number'],
    ['What percentage of the mills is of stone?', 'number'],
    ["What is the mill's height?", 'number'],
    ['How much did the mill cost?', 'price'],
    ['Who owned the mill?', 'person'],
    ['Where does the river rise?', 'place'],
    ['Why was the mill closed?', 'reason'],
    ['What was the reason for the flood?', 'reason'],
    ['Which river drives the mill?', 'name'],
    ['What is the use of the mill?', null],
    ['Did the mill burn down?', null],
  ] as const)('of %j asks for a %s', async (question, asked) => {
    expect((await formed(question)).asked).toBe(asked);
  });

  it('knows what was said, and which words are names or numbers', async () => {
    const { said, names } = await formed('Which river of the county runs through Oakham since 1790?');
    expect(said.has(formOf('oakham'))).toBe(true);
    expect(said.has(formOf('elm'))).toBe(false);
    expect([...names]).toEqual(['oakham', '1790']);
  });

  it.each([
    ['In what year did the mill burn down?', ['year']],
    ['Which river drives the mill?', []],
  ])('knows which words of %j only say what sort of thing is asked for', async (question, words) => {
    const { form, terms } = await queryOf(question, mills);
    expect(terms.map(({ text }) => text).filter((text) => form.sorts.has(text))).toEqual(words);
  });

  it.each([
    ['how do I oil the wheel', true],
    ['steps to oil the wheel', true],
    ['where can I set the speed', true],
    ['who oils the wheel', false],
    ['is the wheel oiled', false],
  ])('knows whether %j asks how something is done: %s', async (question, howTo) => {
    expect((await formed(question)).howTo).toBe(howTo);
  });

  it.each([
    ['which command stops the wheel', true],
    ['what does --slow do', true],
    ['what is WHEEL_SPEED for', true],
    ['an example of a setting', true],
    ['who stops the wheel', false],
  ])('knows whether %j asks for a command or a setting: %s', async (question, code) => {
    expect((await formed(question)).code).toBe(code);
  });

  it.each([
    ['is the wheel of oak', true],
    ['and can it turn backwards?', true],
    ['does the mill still stand', true],
    ['what is the wheel made of', false],
    ['the mill is old', false],
  ])('knows whether yes or no would answer %j: %s', async (question, yesNo) => {
    expect((await formed(question)).yesNo).toBe(yesNo);
  });
});
