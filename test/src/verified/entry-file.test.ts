import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { faultInVerified, verifiedPath, writeVerified } from '../../../src/verified/entry-file.js';

const QUOTE = { article: 'a (b)/c d.md', section: 'Keys › *The* [bar]', text: 'One: "two"\n- three # four' };

describe('writing a verified answer', () => {
  it('has one path for a question, whatever its case, spaces and marks', () => {
    const paths = ['Where are  the keys?', 'where are the keys', 'WHERE ARE THE KEYS?!'].map((one) =>
      verifiedPath(one),
    );
    expect(new Set(paths)).toEqual(
      new Set([expect.stringMatching(/^verified\/where-are-the-keys-[0-9a-f]{8}\.md$/)]),
    );
    expect(verifiedPath('Where are the keys now?')).not.toBe(paths[0]);
  });

  it('gives a path of a bounded length to any question', () => {
    for (const question of ['?', '🔑', '../../etc/passwd', 'x'.repeat(5000), 'a b '.repeat(900)])
      expect(verifiedPath(question)).toMatch(/^verified\/[\p{L}\p{N}-]{1,60}\.md$/u);
  });

  it('is read as it was written', () => {
    const markdown = writeVerified({
      questions: ['Where: "are" the # keys?', '- and now'],
      ...{ by: 'Anna: "A"', on: '2026-11-27', reviewBy: '2027-05-27', answer: { quote: QUOTE } },
    });
    const { corpus, problems } = loadCorpus([{ path: 'verified/x.md', text: markdown }], null);
    expect(problems).toEqual([]);
    expect(corpus.documents[0]).toMatchObject({
      title: 'Where: "are" the # keys?',
      questions: [{ text: 'Where: "are" the # keys?' }, { text: '- and now' }],
      verified: { by: 'Anna: "A"', on: '2026-11-27', reviewBy: '2027-05-27', quote: QUOTE },
    });
    expect(markdown).toContain('](../a%20%28b%29/c%20d.md)');
  });

  it('says what keeps a text from being one', () => {
    const of = (text: string) =>
      faultInVerified(
        'verified/x.md',
        writeVerified({
          questions: ['Why?'],
          by: 'Anna',
          on: '2026-11-27',
          reviewBy: null,
          answer: { text },
        }),
      );
    expect(of('Because.')).toBeNull();
    expect(of('   ')).toMatch(/no text/);
    expect(of(`${'> '.repeat(60)}deep`)).toMatch(/levels deep/);
  });
});
