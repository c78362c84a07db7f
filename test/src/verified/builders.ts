import type { LocalBot } from '../../../src/bot.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { type VerifiedEntry, verifiedPath, writeVerified } from '../../../src/verified/entry-file.js';
import { botOf } from '../../builders.js';

/** An article that verified answers quote. */
export const CLUB = `---
title: The boat club
subjects: []
---
# The boat club

## Keys
The keys of the boat house hang behind the bar. Ask Zoe at the bar for them.

## Hiring
- **Rowing boat** – 12 euros an hour.
- **Canoe** – 9 euros an hour.
`;

export const KEYS = {
  article: 'club.md',
  section: 'Keys',
  text: 'The keys of the boat house hang behind the bar. Ask Zoe at the bar for them.',
};

export const HIRING = {
  article: 'club.md',
  section: 'Hiring',
  text: 'Rowing boat: 12 euros an hour.\nCanoe: 9 euros an hour.',
};

/** A verified answer by Anna. */
export function entry(
  question: string,
  answer: VerifiedEntry['answer'] = { quote: KEYS },
): { path: string; text: string } {
  return {
    path: verifiedPath(question),
    text: writeVerified({ questions: [question], by: 'Anna', on: '2026-11-27', reviewBy: null, answer }),
  };
}

/** A bot that knows the club, as it is or was changed, and what was verified. */
export function clubBot(entries: readonly { path: string; text: string }[], club = CLUB): LocalBot {
  const { corpus, problems } = loadCorpus([{ path: 'club.md', text: club }, ...entries], null);
  if (problems.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(problems));
  return botOf(corpus);
}
