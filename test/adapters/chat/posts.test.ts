import { describe, expect, it } from 'vitest';
import { questionsIn } from '../../../adapters/chat/posts.js';

const inText = (text: string, title: string | null = null) =>
  questionsIn({ post: { rooms: ['room'], title }, text });

describe('the question in a post', () => {
  it.each([
    ['What is oolong?', 'What is oolong?'],
    ['Hi all! how do I store white tea? Thanks in advance.', 'how do I store white tea?'],
    ['Sorry if this was asked before. Quick question: does oolong keep', 'does oolong keep'],
    ['I bought a tin. How long does the tea keep?', 'I bought a tin. How long does the tea keep?'],
    ['anyone know where white tea comes from', 'anyone know where white tea comes from'],
    ['How do you brew white tea?', 'How do you brew white tea?'],
  ])('in %j is %j', (text, question) => {
    expect(inText(text)).toEqual([question]);
  });

  it.each([
    'good morning all',
    'I had oolong for breakfast, it was great',
    'oolong?',
    'thanks, that worked!',
    '!help what is oolong?',
    '/ask what is oolong?',
    '',
  ])('is not in %j', (text) => {
    expect(inText(text)).toBe('no-question');
  });

  it.each([
    'Do you like oolong?',
    'Has anybody here tried oolong?',
    'what do you all think of white tea?',
    'What is your favourite tea?',
    'Shall we meet at the tea house?',
    'Which tea is served tomorrow?',
  ])('of %j is for people', (text) => {
    expect(inText(text)).toBe('for-people');
  });

  it('is looked for in the title of a post, and in what it says', () => {
    expect(inText('It is about the green one.', 'How do I store tea?')).toEqual(['How do I store tea?']);
    expect(inText('How do I store tea?', 'Help')).toEqual(['How do I store tea?']);
    expect(inText('What is oolong?', 'How do I store tea?')).toEqual([
      'How do I store tea?',
      'What is oolong?',
    ]);
  });
});
