import { describe, expect, it } from 'vitest';
import { botOf, corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const SERVERS = `---
title: Three servers
noun: server
subjects:
  - id: wren
    heading: Wren
  - id: finch
    heading: Finch
  - id: crow
    heading: Crow
---
# Three servers

## Wren

Wren has a REST interface. Wren writes its logs to a file.

## Finch

Finch can restart itself after a fault. Its automation is complete.

## Crow

Crow is configured by a port. Crow reports what it costs.
`;

const corpus = corpusOf([SERVERS]);
const bot = botOf(corpus);
const knowledge = knowledgeOf(corpus);

describe('words that only begin alike', () => {
  it.each([
    ['which servers have REST', ['wren'], 'finch'],
    ['which servers can rest', ['wren'], 'finch'],
    ['which servers restart', ['finch'], 'wren'],
    ['which servers have a port', ['crow'], 'wren'],
    ['which server reports costs', ['crow'], 'finch'],
  ])('are not taken for one another in a list: %j', async (question, subjects, never) => {
    const answer = await bot.ask(question);
    expect(answer.subjects).not.toContain(never);
    if (answer.status === 'answered') expect(answer.subjects).toEqual(subjects);
  });

  it.each([
    ['does Finch have a REST interface?', /restart/],
    ['how do I automate Wren?', /automation/],
    ['does Wren report?', /reports/],
  ])('are no answer for sure: %j', async (question, never) => {
    const answer = await bot.ask(question);
    if (answer.status !== 'answered') return;
    expect(answer.citations.map(({ quote }) => quote).join()).not.toMatch(never);
  });

  it('are another way to say a word only where it is shortened and the articles do not have it', async () => {
    const alternatives = async (question: string) =>
      (await queryOf(question, knowledge)).terms.flatMap((term) =>
        term.alternatives.map(({ stems }) => stems.join(' ')),
      );
    expect(await alternatives('where is the rest')).not.toContain('restart');
    expect(await alternatives('rest')).not.toContain('restart');
    expect(await alternatives('log')).not.toContain('login');
    expect(await alternatives('how do I config it')).toContain('configur');
  });
});
