import { expect, it } from 'vitest';
import { unknownSettings } from '../../../adapters/terminal/unknown-settings.js';

it('tells of variables that look like settings and are none, and what was probably meant', () => {
  const found = unknownSettings({
    DISCORD_TOKN: 'x',
    DOCENT_ZZZ_WHATEVER: 'y',
    PATH: '/bin',
    NODE_ENV: 'test',
  });
  expect(found.map(({ text, remedy }) => `${text} ${remedy}`)).toEqual([
    'DISCORD_TOKN is set and is no setting: it changes nothing. Did you mean DISCORD_TOKEN?',
    'DOCENT_ZZZ_WHATEVER is set and is no setting: it changes nothing. .env.example lists all settings.',
  ]);
  expect(JSON.stringify(found)).not.toMatch(/"[xy]"/);
});

it('tells nothing of settings, of tokens with a name and of secrets in files', () => {
  const settings = [
    'DISCORD_TOKEN',
    'SLACK_BOT_TOKEN_FILE',
    'DOCENT_API_TOKEN_PARTNERS',
    'KNOWLEDGE_DIR',
    'MEANING_RERANK',
  ];
  expect(unknownSettings(Object.fromEntries(settings.map((name) => [name, 'x'])))).toEqual([]);
});
