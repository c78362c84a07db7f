import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/answer/compose.js';
import { RESERVE } from '../../../src/answer/compose-fact.js';
import { composeRecommendation } from '../../../src/answer/compose-recommend.js';
import type { Knowledge } from '../../../src/answer/context.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { passageText } from '../../../src/meaning/passage-text.js';
import type { Meaning } from '../../../src/retrieval/ports.js';
import { holdAgainst } from '../../../src/subjects/hold-against.js';
import type { SubjectMatch } from '../../../src/subjects/match-subjects.js';
import { refineConditions } from '../../../src/subjects/refine-conditions.js';
import { measureSuits, type SuitWeights, suited } from '../../../src/subjects/suit.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const TENTS = `---
title: Four tents
noun: tent
subjects:
  - { id: ridge, heading: Ridge }
  - { id: dome, heading: Dome }
  - { id: tunnel, heading: Tunnel }
  - { id: bivouac, heading: Bivouac }
---
# Four tents

## Ridge

The ridge has stood in gales on Fair Isle. It is made by Norling of canvas.

### At a glance

| | |
| --- | --- |
| Weight | 9 kg |
| Colour | green |

## Dome

The dome is up within two minutes. It is made of nylon.

### At a glance

| | |
| --- | --- |
| Weight | 3 kg |
| Colour | red |

## Tunnel

The tunnel sleeps a family of six. It is made of nylon.

### At a glance

| | |
| --- | --- |
| Weight | 7 kg |
| Colour | red |

## Bivouac

The bivouac fits a coat pocket. It is made of nylon.

### At a glance

| | |
| --- | --- |
| Weight | 1 kg |
| Colour | green |
`;

/** Meaning alone suffices, and so do words. */
const WEIGHTS: SuitWeights = {
  constant: -4,
  words: 0,
  all: 6,
  wordsLead: 0,
  mostWords: 0,
  line: 8,
  whole: 0,
  lineLead: 0,
  lineSpread: 0,
  wholeSpread: 0,
};

/** Articles of which a question is near to the lines that hold one of these, and far from all others. */
function near(...near: readonly string[]): Knowledge {
  const knowledge = knowledgeOf(corpusOf([TENTS]));
  const { store } = knowledge.engine;
  const cosine = (text: string) => (near.some((one) => text.includes(one)) ? 0.7 : 0.1);
  const meaning: Meaning = {
    candidates: async (_, found) => {
      const passages = await store.get(found.map(({ passage }) => passage));
      return found.map((candidate, i) => {
        const { place, lines } = passageText(passages[i] as (typeof passages)[number]);
        const cosines = lines.map(cosine);
        return {
          ...candidate,
          near: { whole: Math.max(...cosines), place: cosine(place), lines: cosines },
        };
      });
    },
  };
  return { ...knowledge, engine: { ...knowledge.engine, meaning } };
}

async function suit(question: string, { outline, engine, lexicon }: Knowledge): Promise<SubjectMatch[]> {
  const query = await queryOf(question, { engine, lexicon });
  const { subjects } = outline;
  const conditions = refineConditions(query.wish?.conditions ?? query.conditions, subjects, (stem) =>
    query.ordinary.has(stem),
  );
  const measured = await measureSuits(query, await holdAgainst(conditions, subjects, query, engine), engine);
  return suited(measured ?? [], WEIGHTS);
}

const listed = (matches: readonly SubjectMatch[]) =>
  matches.filter(({ all }) => all).map(({ subject }) => subject.id);

describe('what suits in meaning', () => {
  it('is listed though it shares no word with the wish, with the sentence that is near', async () => {
    const matches = await suit('which tents survive a storm', near('gales'));
    expect(listed(matches)).toEqual(['ridge']);
    const [ridge] = matches;
    expect(ridge?.matches[0]?.line?.item.text).toContain('gales');
    expect(ridge?.nearest?.item.text).toContain('gales');
  });

  it('is not listed where nothing is near', async () => {
    expect(listed(await suit('which tents survive a storm', near()))).toEqual([]);
  });

  it('leaves what words meet as it is', async () => {
    expect(listed(await suit('which tents sleep a family', near()))).toEqual(['tunnel']);
  });

  it.each([
    ['a row of the table', 'which red tents survive a storm'],
    ['a number', 'which tents survive a storm of 12'],
    ['a name', 'which tents by Norling survive a storm'],
    ['what is not wanted', 'which tents survive a storm and are not green'],
  ])('never stands in for %s', async (_, question) => {
    // The tunnel is red, and neither it nor the dome is by Norling; the ridge is green.
    const to = question.includes('Norling') ? 'two minutes' : question.includes('12') ? 'family' : 'gales';
    expect(listed(await suit(question, near(to)))).toEqual([]);
  });

  it('is measured only where meaning can be had', async () => {
    const { engine, outline, lexicon } = near('gales');
    const query = await queryOf('which tents survive a storm', { engine, lexicon });
    const matched = await holdAgainst(query.conditions, outline.subjects, query, engine);
    const none: Meaning = { candidates: async () => null };
    expect(await measureSuits(query, matched, { ...engine, meaning: none })).toBeNull();
    const { meaning: _, ...words } = engine;
    expect(await measureSuits(query, matched, words)).toBeNull();
  });
});

describe('an answer to a wish', () => {
  it('recommends what is nearest, and quotes first what shows it', async () => {
    const knowledge = near('gales');
    const question = 'which tent should i take into a storm';
    const composed = composeRecommendation(
      await queryOf(question, knowledge),
      await suit(question, knowledge),
    );
    expect(composed?.subjects).toEqual(['ridge']);
    expect(composed?.citations[0]?.quote).toBe('The ridge has stood in gales on Fair Isle.');
  });

  it('takes nearness for no proof of what is met in words or not at all', async () => {
    const knowledge = near('gales');
    const question = 'which tent should i take into a storm';
    const half = (await suit(question, knowledge)).map((one) => {
      const [met] = one.matches;
      if (!met) throw new Error('There is no condition.');
      const strict = { ...met, condition: { ...met.condition, text: 'grade 12' }, strength: 0.5, line: null };
      return { ...one, matches: [...one.matches, strict] };
    });
    const composed = composeRecommendation(await queryOf(question, knowledge), half);
    expect(JSON.stringify(composed?.blocks)).toContain('Not stated for it: grade 12.');
  });

  it('recommends nothing where nothing is near', async () => {
    const question = 'which tent should i take into a storm';
    expect(composeRecommendation(await queryOf(question, near()), await suit(question, near()))).toBeNull();
  });

  it('is given with a reserve where it is hardly likelier wanted than not, and else as what it was read', async () => {
    // No passage is sure enough by itself.
    const knowledge = { ...knowledgeOf(corpusOf([TENTS])), leastLikelihood: 0.94 };
    const query = await queryOf('which tents sleep a family', knowledge);
    const { conditions } = query;
    const answered = (likelihood: number) =>
      compose(
        { ...query, intent: 'fact', kinds: [], wish: { intent: 'list', likelihood, conditions } },
        knowledge,
      );
    const sure = await answered(1);
    expect(sure.composed).toMatchObject({ status: 'answered', subjects: ['tunnel'] });
    expect(sure.query.intent).toBe('list');
    const unsure = await answered(0.5);
    expect(unsure.composed).toMatchObject({ status: 'closest', subjects: ['tunnel'] });
    expect(plainText(unsure.composed)).toContain(RESERVE);
    expect((await answered(0.1)).query.intent).toBe('fact');
  });
});

describe('a comparison by what is asked for', () => {
  it('shows for each the sentence that says it in other words, where meaning knows one', async () => {
    const question = 'compare ridge and dome in a storm';
    const knowledge = near('gales');
    const { composed } = await compose(await queryOf(question, knowledge), knowledge);
    const [row] = composed.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(JSON.stringify(row?.label)).toContain('Storm');
    const cells = (row?.cells ?? []).map((cell) => JSON.stringify(cell));
    expect(cells[0]).toContain('gales on Fair Isle');
    expect(cells[1]).toContain('not stated');

    const { meaning: _, ...words } = knowledge.engine;
    const byWords = await compose(await queryOf(question, knowledge), { ...knowledge, engine: words });
    expect(JSON.stringify(byWords.composed.blocks)).not.toContain('gales');
  });
});
