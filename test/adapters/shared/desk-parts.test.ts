import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeskParts } from '../../../adapters/shared/desk-parts.js';
import { readSettings, SHARED_SETTINGS } from '../../../adapters/shared/settings.js';
import { builtFrom, TEAS, temporaryFolder, unobserved } from '../../builders.js';

const SECRET = 'does my employer Teahouse Ltd owe me oolong?';

const partsWith = async (environment: Record<string, string>) => {
  const { bot } = await builtFrom(TEAS);
  return createDeskParts(unobserved(bot), readSettings(SHARED_SETTINGS, environment), {
    warn: () => undefined,
  });
};

/** All that stands in a folder. */
const textIn = async (folder: string): Promise<string> => {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
};

describe('the texts of questions that are too long for a button', () => {
  it('are in the data folder only where texts are kept', async () => {
    const folder = await temporaryFolder();
    const kept = { DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' };
    const key = (await partsWith(kept)).turns.keep({ question: SECRET, conversation: null });
    expect(await textIn(folder)).toContain('Teahouse');
    expect((await partsWith(kept)).turns.find(key)?.question).toBe(SECRET);
  });

  it.each(['off', undefined])('with DOCENT_KEEP_QUESTIONS=%s are in memory alone', async (setting) => {
    const folder = await temporaryFolder();
    const environment = { DOCENT_DATA_DIR: folder, ...(setting ? { DOCENT_KEEP_QUESTIONS: setting } : {}) };
    const { turns } = await partsWith(environment);
    const key = turns.keep({ question: SECRET, conversation: null });
    expect(turns.find(key)?.question).toBe(SECRET);
    expect(await textIn(folder)).not.toContain('Teahouse');
    expect((await partsWith(environment)).turns.find(key)).toBeNull();
  });

  it('leave the folder when they are not to be kept any more', async () => {
    const folder = await temporaryFolder();
    const turn = { question: SECRET, conversation: null };
    (await partsWith({ DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' })).turns.keep(turn);
    await writeFile(join(folder, 'turns.jsonl.new'), JSON.stringify({ key: 'x', turn }));
    await partsWith({ DOCENT_DATA_DIR: folder });
    expect(await textIn(folder)).not.toContain('Teahouse');
  });
});
