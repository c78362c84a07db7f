import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { plainText } from '../../src/answer/plain-text.js';
import type { Bot } from '../../src/bot.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { botOf } from '../builders.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

let bot: Bot;
beforeAll(() => {
  const path = 'top-10-backend-frameworks.md';
  const { corpus } = loadCorpus([{ path, text: read(`knowledge/${path}`) }], {
    path: 'thesaurus.yaml',
    text: read('knowledge/thesaurus.yaml'),
  });
  bot = botOf(corpus);
});

it('shows a transcript in the README that the bot really gives', async () => {
  const transcript = /```text\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  const turns = transcript.split(/^› /m).slice(1);
  expect(turns.length).toBeGreaterThan(1);
  let conversation = null;
  for (const turn of turns) {
    const [question = '', ...shown] = turn.split('\n');
    const answer = await bot.ask(question, { conversation });
    conversation = answer.conversation;
    expect(shown.join('\n').trim()).toBe(plainText(answer));
  }
});
