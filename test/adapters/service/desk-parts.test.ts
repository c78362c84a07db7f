import { describe, expect, it } from 'vitest';
import { readSettings, SHARED_SETTINGS } from '../../../adapters/process/settings.js';
import { createDeskParts } from '../../../adapters/service/desk-parts.js';
import { builtFrom, filesIn, TEAS, temporaryFolder, unobserved } from '../../builders.js';
import { stateIn } from '../state.js';

const SECRET = 'does my employer Teahouse Ltd owe me oolong?';

const partsWith = async (environment: Record<string, string>) => {
  const { bot } = await builtFrom(TEAS);
  const { state, close } = await stateIn(environment.DOCENT_DATA_DIR ?? '');
  return { ...createDeskParts(unobserved(bot), readSettings(SHARED_SETTINGS, environment), state), close };
};

/** All that stands in a folder. */
const textIn = async (folder: string): Promise<string> =>
  [...(await filesIn(folder)).values()].map((file) => file.toString('latin1')).join('\n');

describe('what must outlive a restart', () => {
  it('of questions too long for a button is kept where texts are', async () => {
    const kept = { DOCENT_DATA_DIR: await temporaryFolder(), DOCENT_KEEP_QUESTIONS: 'on' };
    const first = await partsWith(kept);
    const key = first.turns.keep({ question: SECRET, conversation: null });
    await first.close();
    expect((await partsWith(kept)).turns.find(key)?.question).toBe(SECRET);
  });

  it.each(['off', undefined])('with DOCENT_KEEP_QUESTIONS=%s holds no text', async (setting) => {
    const folder = await temporaryFolder();
    const environment = { DOCENT_DATA_DIR: folder, ...(setting ? { DOCENT_KEEP_QUESTIONS: setting } : {}) };
    const { turns, conversations, close } = await partsWith(environment);
    const key = turns.keep({ question: SECRET, conversation: null });
    expect(turns.find(key)?.question).toBe(SECRET);
    const { bot } = await builtFrom(TEAS);
    const { conversation } = await bot.ask('what does oolong cost?');
    conversations.set('C1', conversation);
    expect(conversations.get('C1')).toEqual(conversation);
    await close();
    const again = await partsWith(environment);
    expect(again.turns.find(key)).toBeNull();
    expect(again.conversations.get('C1')).toEqual({ ...conversation, topic: '' });
  });

  it('can be read by nobody who has the files and not the key, names of places and people included', async () => {
    const folder = await temporaryFolder();
    const parts = await partsWith({ DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' });
    parts.turns.of('UANNA').keep({ question: SECRET, conversation: null });
    parts.votes({ person: 'UANNA', place: 'CPLACE 1.1' }, true);
    const { bot } = await builtFrom(TEAS);
    parts.conversations.set('CPLACE 1.1', (await bot.ask('what is oolong?')).conversation);
    await parts.close();
    expect(await textIn(folder)).not.toMatch(/Teahouse|UANNA|CPLACE|oolong/);
  });

  it('knows a vote and what was spoken of', async () => {
    const environment = { DOCENT_DATA_DIR: await temporaryFolder(), DOCENT_KEEP_QUESTIONS: 'on' };
    const { bot } = await builtFrom(TEAS);
    const { conversation } = await bot.ask('what does oolong cost?');
    const first = await partsWith(environment);
    first.conversations.set('C1', conversation);
    expect(first.votes({ person: 'a', place: 'b' }, true)).toBe(true);
    await first.close();
    const again = await partsWith(environment);
    expect(again.conversations.get('C1')).toEqual(conversation);
    expect(again.votes({ person: 'a', place: 'b' }, true)).toBe(false);
    expect(again.votes({ person: 'a', place: 'b' }, false)).toBe(true);
  });
});
