import { describe, expect, it } from 'vitest';
import { sourceLines } from '../../../src/answer/plain-text.js';
import { overdueArticles, overdueProblems } from '../../../src/check/overdue.js';
import { botOf, corpusOf, problemsOf } from '../../builders.js';

const article = (entries: string, title = 'Tea') =>
  `---\ntitle: ${title}\n${entries}---\n# ${title}\n\n## Storing\n\n${title} keeps best in an airtight tin.\n`;
const upkeepIn = (entries: string) => corpusOf([article(entries)]).documents[0]?.upkeep;

describe('who looks after an article, and when', () => {
  it('is what its front matter says', () => {
    expect(upkeepIn('owner: Anna\nreviewed: 2026-11-01\nreview_by: "2027-05-01"\n')).toEqual({
      ...{ owner: 'Anna', reviewed: '2026-11-01', reviewBy: '2027-05-01' },
    });
    expect(upkeepIn('owner: [Anna, "  Bert\\n the second"]\n')?.owner).toBe('Anna, Bert the second');
    expect(upkeepIn('')).toEqual({ owner: null, reviewed: null, reviewBy: null });
  });

  it('is of a verified answer who verified it, until when that is to be looked at', () => {
    const verified =
      'questions: [Is tea dry?]\nverified: { by: Anna, on: 2026-11-01, review_by: 2027-05-01 }\n';
    expect(upkeepIn(verified)).toEqual({ owner: 'Anna', reviewed: null, reviewBy: '2027-05-01' });
    expect(upkeepIn(`owner: Bert\nreview_by: 2027-01-01\n${verified}`)).toEqual({
      ...{ owner: 'Bert', reviewed: null, reviewBy: '2027-01-01' },
    });
  });

  it.each([
    ['owner: { team: docs }', 2 + 1, /"owner" is nobody's name.*owner: Anna/],
    ['reviewed: yes', 3, /"reviewed" is no date.*reviewed: 2026-11-27/],
    ['review_by: 2026-02-30', 3, /"review_by" is no date.*review_by: 2026-11-27/],
    ['reviewed: 27.11.2026', 3, /"reviewed" is no date/],
  ])('counts for nothing where it is %s, which is a warning on its line', (entry, line, message) => {
    const [problem, ...more] = problemsOf([article(`${entry}\n`)]);
    expect(problem).toMatchObject({
      severity: 'warning',
      line,
      rule: 'upkeep',
      message: expect.stringMatching(message),
    });
    expect(more).toEqual([]);
    expect(upkeepIn(`${entry}\n`)).toEqual({ owner: null, reviewed: null, reviewBy: null });
  });

  it('is told of an article that is overdue, those that wait longest first', () => {
    const { documents } = corpusOf([
      article('owner: Anna\nreview_by: 2026-11-26\n', 'Green tea'),
      article('review_by: 2026-11-01\n', 'White tea'),
      article('review_by: 2026-11-27\n', 'Black tea'),
      article('', 'Rooibos'),
    ]);
    expect(overdueArticles(documents, '2026-11-27').map(({ title }) => title)).toEqual([
      'White tea',
      'Green tea',
    ]);
    expect(overdueProblems(documents, '2026-11-27').map(({ message }) => message)).toEqual([
      expect.stringContaining('by 1 November 2026. See'),
      expect.stringContaining('by 26 November 2026, by Anna. See'),
    ]);
  });

  it('is told with the sources, of each article once', async () => {
    const text = `${article('reviewed: 2026-11-01\n')}\n## Brewing\n\nTea brews three minutes.\n`;
    const { citations } = await botOf(corpusOf([text])).ask('How is tea stored?');
    expect(citations[0]?.reviewed).toBe('2026-11-01');
    const [citation] = citations;
    if (!citation) throw new Error('Nothing is cited');
    expect(sourceLines([citation, { ...citation, source: 2, section: 'Brewing' }])).toEqual([
      expect.stringMatching(/^\[1\] .*line \d+, reviewed 1 November 2026$/),
      expect.stringMatching(/^\[2\] .*line \d+$/),
    ]);
    expect(sourceLines([{ ...citation, reviewed: null }])[0]).not.toContain('reviewed');
  });
});
