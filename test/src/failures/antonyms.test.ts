import { describe, expect, it } from 'vitest';
import { SYNONYMS } from '../../../src/english/thesaurus.js';
import { botOf, corpusOf, knowledgeOf, queryOf, quotesOf } from '../../builders.js';

const INSTRUMENTS = `---
title: Four instruments
noun: instrument
subjects:
  - id: recorder
    heading: Recorder
  - id: violin
    heading: Violin
  - id: tuba
    heading: Tuba
  - id: harp
    heading: Harp
---
# Four instruments

## Recorder

A recorder is easy to learn. It is cheap and small.

## Violin

A violin is hard to learn. It is expensive.

## Tuba

A tuba is loud and heavy.

## Harp

A harp is quiet. It is large.
`;

const corpus = corpusOf([INSTRUMENTS]);
const bot = botOf(corpus);

describe('words that say the contrary', () => {
  it.each([
    ['which instrument is hard to learn?', ['violin'], 'recorder'],
    ['which instruments are easy to learn?', ['recorder'], 'violin'],
    ['which instrument is difficult to learn', ['violin'], 'recorder'],
    ['which instrument is expensive?', ['violin'], 'recorder'],
    ['which instrument is cheap?', ['recorder'], 'violin'],
    ['which instruments are quiet?', ['harp'], 'tuba'],
    ['which instruments are loud?', ['tuba'], 'harp'],
  ])('do not make one another true: %j', async (question, subjects, never) => {
    const answer = await bot.ask(question);
    expect(answer.subjects).not.toContain(never);
    expect(quotesOf(answer, never)).toEqual([]);
    if (answer.status === 'answered') expect(answer.subjects).toEqual(subjects);
  });

  it('say so where no subject is told to be so', async () => {
    const silent = botOf(corpusOf([INSTRUMENTS.replace('A violin is hard to learn. ', '')]));
    const answer = await silent.ask('which instrument is hard to learn?');
    expect(answer.status).not.toBe('answered');
    expect(quotesOf(answer, 'recorder')).toEqual([]);
  });

  it('stand in no group of synonyms together', () => {
    const contraries = [
      ['easy', 'hard'],
      ['easy', 'difficult'],
      ['cheap', 'expensive'],
      ['fast', 'slow'],
      ['start', 'stop'],
      ['enable', 'disable'],
      ['install', 'uninstall'],
      ['add', 'remove'],
      ['create', 'delete'],
      ['advantages', 'disadvantages'],
      ['allowed', 'forbidden'],
      ['open', 'close'],
      ['increase', 'decrease'],
      ['import', 'export'],
      ['upload', 'download'],
      ['before', 'after'],
      ['minimum', 'maximum'],
      ['buy', 'sell'],
    ];
    for (const group of SYNONYMS.trim().split('\n')) {
      const words = new Set(group.split(',').map((word) => word.trim()));
      for (const [one = '', other = ''] of contraries)
        expect(words.has(one) && words.has(other), `${one}, ${other}: ${group}`).toBe(false);
    }
  });

  it('may help to find, and are told apart from what means the same', async () => {
    const thesaurus = 'groups:\n  - [hard, tough]\nrelated:\n  - [hard, easy]\n';
    const taught = corpusOf([INSTRUMENTS], thesaurus);
    const query = await queryOf('which instrument is tough to learn', knowledgeOf(taught));
    const relations = query.terms.flatMap(({ alternatives }) =>
      alternatives.map(({ stems, relation }) => [stems.join(' '), relation]),
    );
    expect(relations).toContainEqual(['hard', 'synonym']);
    for (const [stem, relation] of relations) if (stem === 'easi') expect(relation).toBe('related');
    const answer = await botOf(taught).ask('which instrument is tough to learn');
    expect(answer.subjects).not.toContain('recorder');
    const related = await botOf(corpusOf([INSTRUMENTS.replace(/hard/g, 'slow')], thesaurus)).ask(
      'which instruments are hard to learn',
    );
    expect(related.subjects).not.toContain('recorder');
  });
});
