import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runPlatforms, wantedPlatforms } from '../../../adapters/app/start.js';
import { TEAS, temporaryFolder } from '../../builders.js';

it.each([
  ['the page alone without a token', {}, ['DOCENT_WEB']],
  ['Discord alone with its token', { DISCORD_TOKEN: 'x' }, ['DISCORD_TOKEN']],
  [
    'both when the page is switched on',
    { DISCORD_TOKEN: 'x', DOCENT_WEB: 'on' },
    ['DOCENT_WEB', 'DISCORD_TOKEN'],
  ],
  [
    'the page for a value that it will refuse',
    { DISCORD_TOKEN: 'x', DOCENT_WEB: '1' },
    ['DOCENT_WEB', 'DISCORD_TOKEN'],
  ],
  ['nothing when the page is off', { DOCENT_WEB: 'off' }, []],
  [
    'no page in a shard',
    { DISCORD_TOKEN: 'x', DOCENT_WEB: 'on', SHARDING_MANAGER: 'true' },
    ['DISCORD_TOKEN'],
  ],
])('starts %s', (_, environment, expected) => {
  expect(wantedPlatforms(environment).map(({ variable }) => variable)).toEqual(expected);
});

it('says what to set when nothing is to be started', async () => {
  const environment = { DOCENT_WEB: 'off' };
  await expect(runPlatforms({ knowledge: TEAS, environment, write: () => undefined })).rejects.toMatchObject({
    code: 'no-platform',
    message: expect.stringContaining('DISCORD_TOKEN'),
  });
});

it('runs until a signal comes', async () => {
  const signals = new EventEmitter();
  const write = (line: string) => {
    if (line.includes('Docent answers at')) signals.emit('SIGTERM');
  };
  // What an earlier version kept of questions, and is not to be kept.
  const folder = await temporaryFolder({ 'turns.jsonl': '{}' });
  const environment = {
    DOCENT_WEB_PORT: '0',
    DOCENT_DATA_DIR: folder,
    MEANING: 'words',
    DOCENT_CACHE_DIR: folder,
  };
  await runPlatforms({ knowledge: TEAS, write, environment }, signals);
  expect(signals.eventNames()).toEqual([]);
  expect(existsSync(join(folder, 'turns.jsonl'))).toBe(false);
});

it('ends with the npm that started it', async () => {
  const folder = await temporaryFolder();
  const lines: string[] = [];
  let parent = 100;
  const write = (line: string) => {
    lines.push(line);
    if (line.includes('Docent answers at')) parent = 1;
  };
  const environment = {
    DOCENT_WEB_PORT: '0',
    DOCENT_DATA_DIR: folder,
    MEANING: 'words',
    DOCENT_CACHE_DIR: folder,
    npm_lifecycle_event: 'start',
  };
  await runPlatforms({ knowledge: TEAS, write, environment }, new EventEmitter(), () => parent);
  expect(lines.at(-1)).toContain('Docent has stopped');
});
