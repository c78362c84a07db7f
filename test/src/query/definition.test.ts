import { describe, expect, it } from 'vitest';
import { asksWhatSubjectIs, asksWhatWordIs } from '../../../src/query/definition.js';

describe('asksWhatSubjectIs', () => {
  it.each([
    ['what is SUBJ', false, true],
    ['tell me about NOUN SUBJ please', false, true],
    ['SUBJ in a nutshell', false, true],
    ['what does SUBJ offer', false, false],
    ['what does SUBJ offer', true, true],
    ['when was SUBJ', true, false],
  ])('%j, with nothing else of content %s: %s', (shape, alone, expected) => {
    expect(asksWhatSubjectIs(shape, alone)).toBe(expected);
  });
});

describe('asksWhatWordIs', () => {
  it.each([
    ['what is kombucha', false, true],
    ['what is kombucha', true, false],
    ['what is tannin in SUBJ', true, true],
    ['is kombucha a good NOUN', false, true],
    ['is SUBJ a good NOUN', true, false],
    ['pekoe stands for what', false, true],
    ['where is kombucha sold', false, false],
  ])('%j, where a subject is named %s: %s', (shape, hasSubject, expected) => {
    expect(asksWhatWordIs(shape, hasSubject)).toBe(expected);
  });
});
