import { describe, expect, it } from 'vitest';
import { verifiedAnswers } from '../../../src/check/verified-answers.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { writeVerified } from '../../../src/verified/entry-file.js';
import { CLUB, entry, KEYS } from '../verified/builders.js';

const saidOf = (club: string | null, text: string): string[] => {
  const articles = [
    { path: 'a.md', text: '# A\nOne.\n' },
    { path: 'verified/x.md', text },
  ];
  const { corpus } = loadCorpus(
    club === null ? articles : [{ path: 'club.md', text: club }, ...articles],
    null,
  );
  return verifiedAnswers(corpus).map(
    ({ severity, file, rule, message }) => `${severity} ${file} ${rule} ${message}`,
  );
};

describe('the check of verified answers', () => {
  const { text } = entry('Where are the keys?');

  it('says nothing of one that stands', () => {
    expect(saidOf(CLUB, text)).toEqual([]);
  });

  it('names what became of the passage of one that is withdrawn', () => {
    expect(saidOf(CLUB.replace('Zoe', 'Kim'), text)).toEqual([
      expect.stringMatching(
        /^warning verified\/x\.md verified-answer .*withdrawn: what it quotes of club\.md \(Keys\) was changed/,
      ),
    ]);
    expect(saidOf(null, text)).toEqual([
      expect.stringMatching(/withdrawn: club\.md, which it quotes, is gone/),
    ]);
  });

  it('tells of one that is never given', () => {
    const by = { by: 'Anna', on: '2026-11-27', reviewBy: null };
    const bare = writeVerified({ ...by, questions: ['Why?'], answer: { text: '' } });
    expect(saidOf(CLUB, bare)).toEqual([expect.stringContaining('it has no text')]);
    const unasked = writeVerified({ ...by, questions: ['Why?'], answer: { quote: KEYS } }).replace(
      /questions:\n.*\n/,
      '',
    );
    expect(saidOf(CLUB, unasked)).toEqual([expect.stringContaining('it lists no question')]);
  });
});
