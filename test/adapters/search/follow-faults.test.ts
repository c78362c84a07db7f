import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type KnowledgeService, serviceHere } from '../../../adapters/service/knowledge-thread.js';
import type { MeaningState } from '../../../adapters/service/meaning.js';
import { TEAS, temporaryFolder } from '../../builders.js';
import { follow } from './following.js';
import { standIn } from './stand-in.js';

const OTTERS = '# Otters\n\nAn otter eats fish.\n';
/** The articles beside the engine answer it; in the index nothing is found. */
const QUESTION = 'where does rooibos grow';

const nowhere = async () => join(await temporaryFolder(), 'none');

/** A service that counts how often what it opened was let go of. */
async function counting(open?: KnowledgeService['open']) {
  const service = serviceHere({
    environment: { MEANING: 'words', DOCENT_CACHE_DIR: await temporaryFolder() },
    warn: () => undefined,
  });
  let told = () => {};
  const counted = {
    ...service,
    open: open ?? service.open,
    closed: 0,
    async close() {
      counted.closed++;
      told();
    },
    /** Settles when that was so often. */
    async closedTimes(count: number): Promise<void> {
      while (counted.closed < count)
        await new Promise<void>((resolve) => {
          told = resolve;
        });
    },
  };
  return counted;
}

describe('an engine that refuses', () => {
  it('is not said to be away: what it refuses is told, and the articles beside it answer', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    const { live, health, said, ask } = await follow(settings, TEAS);
    fail(() => 401);
    expect((await ask(QUESTION)).status).toBe('answered');
    await live.reload();
    expect(health.notes.search).toMatch(/^refused: the articles in .* answer until it takes requests again$/);
    expect(health.isReady).toBe(true);
    expect(live.state.fault).toMatch(/refuses with status 401: it is 401\. SEARCH_USER/);
    expect(said.filter((line) => line.includes('refuses with status 401'))).toHaveLength(1);
    expect(said.join('')).not.toMatch(/cannot be reached|is back/);
    fail(() => null);
    await live.reload();
    expect((await ask(QUESTION)).status).toBe('abstained');
    expect([live.state.fault, health.notes.search]).toEqual([null, 'index docent-0123456789abcdef']);
  });

  it('is told to refuse also where it was away before', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    const { live, health, ask } = await follow(settings, await nowhere());
    fail(() => 503);
    await expect(ask(QUESTION)).rejects.toMatchObject({ code: 'search-away' });
    expect(health.notes.search).toBe('away: no question can be answered until it is back');
    fail(() => 403);
    await live.reload();
    expect(health.notes.search).toBe('refused: no question can be answered until it takes requests again');
    expect(live.state.fault).toContain('refuses with status 403');
    expect(health.isReady).toBe(false);
  });

  it('answers on where it only does not say what is in service', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    const service = await counting();
    const { live, health, said, ask } = await follow(settings, TEAS, { service });
    fail((asked) => (asked === 'listing' ? 403 : null));
    await live.reload();
    await live.reload();
    expect((await ask(QUESTION)).status).toBe('abstained');
    expect(health.isReady).toBe(true);
    expect(health.notes.search).toMatch(/^index docent-\w+, and no other is taken in: .* status 403/);
    expect(live.state.fault).toContain('status 403');
    expect(said.filter((line) => line.includes('Answers still come from "docent-'))).toHaveLength(1);
    fail(() => null);
    await live.reload();
    expect([live.state.fault, health.notes.search]).toEqual([null, 'index docent-0123456789abcdef']);
  });

  it('leaves a question that it alone is refused to be what it is: a fault', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    const { live, ask } = await follow(settings, TEAS);
    fail((asked) => (asked === 'index' ? 400 : null));
    await expect(ask(QUESTION)).rejects.toMatchObject({ code: 'search-refused' });
    expect(live.state.fault).toBeNull();
  });
});

describe('an engine that was away', () => {
  it('is asked again as soon as it is back, which is said once, and what answered in its place is let go of', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    const service = await counting();
    const { live, health, said, ask } = await follow(settings, TEAS, { service, heldMs: 0 });
    fail(() => 503);
    expect((await ask(QUESTION)).status).toBe('answered');
    expect(health.notes.search).toMatch(/^away: the articles in /);
    fail(() => null);
    for (let i = 0; i < 3; i++) await live.reload();
    expect((await ask(QUESTION)).status).toBe('abstained');
    await service.closedTimes(1);
    expect(said.filter((line) => line.includes('is back; answers come from it again'))).toHaveLength(1);
    expect([live.state.fault, health.parts, health.notes.search]).toEqual([
      null,
      { search: 'up' },
      'index docent-0123456789abcdef',
    ]);
  });
});

describe('an index without vectors, or with those of another encoder', () => {
  it.each([
    [{ encoded: false, encoder: null }, 'the index was built without meaning'],
    [{ encoded: true, encoder: '0'.repeat(64) }, 'the vectors in the index are of another encoder'],
  ])('is answered from by words, which is said: %j', async (meta, why) => {
    const { settings } = await standIn([OTTERS], meta);
    const states: MeaningState[] = [];
    const encoding = (state: MeaningState) => states.push(state);
    const { live, ask } = await follow(settings, await nowhere(), { meaning: 'full', encoding });
    const { meaning } = live.opened;
    await meaning?.settled;
    expect((await ask(QUESTION)).status).toBe('abstained');
    expect(meaning?.state).toMatchObject({ now: 'words', reason: expect.stringContaining(why) });
    expect(states).toEqual([meaning?.state]);
  });
});

describe('the articles beside the engine', () => {
  it('are let go of also where they are opened while it comes back', async () => {
    const { settings, fail } = await standIn([OTTERS]);
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let begun = () => {};
    const opening = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const own = await counting();
    const service = await counting(async (...args) => {
      begun();
      await gate;
      return own.open(...args);
    });
    const { live, ask } = await follow(settings, TEAS, { service, heldMs: 0 });
    fail(() => 503);
    const answer = ask(QUESTION);
    await opening;
    fail(() => null);
    await live.reload();
    await service.closedTimes(1);
    go();
    expect((await answer).status).toBe('answered');
    await live.reload();
    await service.closedTimes(2);
  });
});

describe('a file that appears while an engine answers, and says what is seen where', () => {
  it('ends answers, which are of all articles, until the program is started anew', async () => {
    const folder = await temporaryFolder();
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    onTestFinished(() => cwd.mockRestore());
    const { settings } = await standIn([OTTERS]);
    const { live, health, said, ask } = await follow(settings, TEAS);
    const before = live.bot.now();
    expect((await ask(QUESTION)).status).toBe('abstained');
    await writeFile(join(folder, 'scopes.yaml'), 'default: { see: { audience: public } }\n');
    await live.reload();
    await live.reload();
    for (const bot of [live.bot, before]) {
      await expect(bot.ask(QUESTION)).rejects.toMatchObject({
        code: 'search-away',
        message: expect.stringContaining('scopes.yaml" says what is seen where'),
      });
      expect(bot.contents.documents).toEqual([]);
    }
    expect(live.state.fault).toContain('set DOCENT_SCOPES=off');
    expect([health.isReady, health.notes.search]).toEqual([false, expect.stringContaining('scopes.yaml')]);
    expect(said.filter((line) => line.includes('until the program is started anew'))).toHaveLength(1);
    await rm(join(folder, 'scopes.yaml'));
    await live.reload();
    await expect(ask(QUESTION)).rejects.toMatchObject({ code: 'search-away' });
  });
});
