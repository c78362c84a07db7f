import { describe, expect, it } from 'vitest';
import type { QueryTerm } from '../../../src/query/query.js';
import { matchLines } from '../../../src/retrieval/line-matches.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

/** How well the best line of an article holds each word of a question, and where. */
async function matches(article: string, question: string, thesaurus?: string) {
  const corpus = corpusOf([article], thesaurus);
  const knowledge = knowledgeOf(corpus);
  const query = await queryOf(question, knowledge);
  const passages = await knowledge.engine.store.get(corpus.passages.map(({ id }) => id));
  const strengthOf = (line: (typeof lines)[number]) =>
    line.matches.reduce((sum, { strength }) => sum + strength, 0);
  const lines = matchLines(query, passages);
  const [best] = [...lines].sort((a, b) => strengthOf(b) - strengthOf(a));
  const of = (term: QueryTerm) => best?.matches.find((match) => match.term === term);
  return Object.fromEntries(
    query.terms.map((term) => [
      term.text,
      { strength: of(term)?.strength ?? 0, where: of(term)?.where ?? 'none' },
    ]),
  );
}

describe('a word of a question', () => {
  const ships =
    '# Ships\n\n## Rigging\n\n- **Halyard** – A rope that hoists the sail. It is long.\n\n## Hull\n\nThe keel is oak. Ropes are stowed.\n';

  it('is found in the line, its name, its item or the headings above, for less and less', async () => {
    const {
      rope,
      halyard,
      long,
      rigging,
      ships: title,
    } = await matches(ships, 'which rope hoists the halyard sail and is long in the rigging of ships');
    expect(rope).toEqual({ strength: 1, where: 'line' });
    expect([halyard?.where, long?.where, rigging?.where, title?.where]).toEqual([
      'name',
      'item',
      'heading',
      'heading',
    ]);
    const strengths = [rope, halyard, long, rigging, title].map((one) => one?.strength ?? 0);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(new Set(strengths).size).toBe(strengths.length);
  });

  it('is found in other forms of it', async () => {
    expect((await matches(ships, 'stowing a rope')).stowing?.strength).toBe(1);
  });

  it('is not found where it stands nowhere', async () => {
    expect((await matches(ships, 'rope of nylon')).nylon).toEqual({ strength: 0, where: 'none' });
  });

  it('is found in a synonym for a little less, and for nothing in what is only related', async () => {
    const thesaurus = 'groups:\n  - [rope, cord]\nrelated:\n  - [rope, winch]\n';
    const cord = '# T\n\nA cord is long.\n\nBread is brown.\n';
    const winch = '# T\n\nA winch is heavy.\n\nBread is brown.\n';
    const found = await matches(cord, 'rope', thesaurus);
    expect(found.rope?.strength).toBeGreaterThan(0.5);
    expect(found.rope?.strength).toBeLessThan(1);
    expect((await matches(winch, 'rope', thesaurus)).rope?.strength ?? 0).toBe(0);
  });
});

describe('a phrase', () => {
  const thesaurus = 'groups:\n  - [sea mile, knot]\n';

  it('is found where its words stand close together, and else as its words', async () => {
    const near = await matches('# T\n\nA sea mile is long.\n\nBread is brown.\n', 'knot', thesaurus);
    const far = await matches(
      '# T\n\nThe sea is deep where the old and weary captain of the ship walked his last and loneliest mile.\n\nBread is brown.\n',
      'knot',
      thesaurus,
    );
    expect(near.knot?.strength).toBeGreaterThan(0.8);
    expect(far.knot?.strength).toBe(0);
  });

  it('keeps its negation: what has no sail does not have a sail', async () => {
    const boats = '# T\n\nThe barge has no sail.\n\nThe yawl has a sail.\n\nBread is brown.\n';
    const none = 'groups:\n  - [no sail, unrigged]\n';
    const corpus = corpusOf([boats], none);
    const knowledge = knowledgeOf(corpus);
    const query = await queryOf('unrigged', knowledge);
    const passages = await knowledge.engine.store.get(corpus.passages.map(({ id }) => id));
    expect(matchLines(query, passages).map(({ item }) => item.text)).toEqual(['The barge has no sail.']);
  });
});
