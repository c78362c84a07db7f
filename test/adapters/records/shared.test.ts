import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConversations } from '../../../adapters/records/conversations.js';
import { openRecords } from '../../../adapters/records/open-records.js';
import { openShared, type Shared, type Task, UnknownHolder } from '../../../adapters/records/shared.js';
import type { SharedRows } from '../../../adapters/records/shared-rows.js';
import { openState, type State } from '../../../adapters/records/state.js';
import { createVotes } from '../../../adapters/records/votes.js';
import { temporaryFolder } from '../../builders.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';

const KEY = 'a key of sixteen characters';
const LATER = Date.now() + 600_000;
/** Short, so that a test waits no longer. */
const LEASE = { leaseMs: 400, beatMs: 50 };

const taskOf = (name: string, more: Partial<Task> = {}): Task => ({
  ...{ name, kind: 'k', value: name, until: LATER, isBroughtAgain: true },
  ...more,
});

onPostgres('programs on one database', (server) => {
  const inDatabase = async (url: string) => {
    const folder = await temporaryFolder();
    const { records } = await openRecords({ DOCENT_DATA_DIR: folder, DOCENT_DATABASE_URL: url });
    onTestFinished(() => records.close());
    return records;
  };
  const rowsIn = async (url: string) => (await inDatabase(url)).shared as SharedRows;

  async function join(rows: SharedRows, key = KEY): Promise<Shared & { readonly left: unknown[] }> {
    const shared = await openShared(rows, {
      ...{
        idOf: (name) => name,
        seal: (value) => JSON.stringify(value),
        unseal: (value) => JSON.parse(value),
      },
      ...{ key, lost: () => undefined },
      ...LEASE,
    });
    onTestFinished(() => shared.close());
    const left: unknown[] = [];
    shared.inherit('k', (value) => void left.push(value));
    return { ...shared, left };
  }

  async function stateIn(url: string, key = KEY): Promise<State> {
    const state = await openState(await inDatabase(url), { key });
    onTestFinished(() => state.close());
    return state;
  }

  it('share out what comes: each is one’s, however often and wherever it comes', async () => {
    const url = await server().database();
    const programs = [
      await join(await rowsIn(url)),
      await join(await rowsIn(url)),
      await join(await rowsIn(url)),
    ];
    const names = Array.from({ length: 50 }, () => randomUUID());
    const taken = await Promise.all(
      names.map((name) => Promise.all([...programs, ...programs].map((one) => one.take(taskOf(name))))),
    );
    // It is the same one’s that comes to it twice: it knows by itself what it has.
    const holders = taken.map((all) => programs.filter((_, i) => all[i] && all[i + programs.length]).length);
    expect(holders).toEqual(names.map(() => 1));
  });

  it('take over, once, what one had that ended and others can do, and nothing that is done', async () => {
    const url = await server().database();
    const ended = await join(await rowsIn(url));
    const [one, other] = [await join(await rowsIn(url)), await join(await rowsIn(url))];
    const names = Array.from({ length: 20 }, (_, i) => `left ${i}`);
    for (const name of [...names, 'done']) await ended.take(taskOf(name));
    await ended.take(taskOf('by itself', { value: undefined }));
    await ended.take(taskOf('of others', { kind: 'l' }));
    await ended.note({ name: 'left 0', value: 'left 0, and more' });
    ended.done('done');
    await ended.close();
    await expect.poll(() => one.left.length + other.left.length, { timeout: 10_000 }).toBe(names.length);
    // After some more looks it is still so.
    await expect.poll(() => one.lives(ended.self)).toBe(false);
    expect([...one.left, ...other.left].sort()).toEqual(['left 0, and more', ...names.slice(1)].sort());
  });

  it('leave alone what one has that lives, and give what comes again to whom it comes where that one ended', async () => {
    const url = await server().database();
    const [one, other] = [await join(await rowsIn(url)), await join(await rowsIn(url))];
    await one.take(taskOf('a', { kind: 'l' }));
    expect(await other.take(taskOf('a', { kind: 'l' }))).toBe(false);
    await one.close();
    await expect.poll(() => other.take(taskOf('a', { kind: 'l' })), { timeout: 10_000 }).toBe(true);
    expect(await other.holds('a')).toBe(true);
  });

  it('do not begin with another key', async () => {
    const url = await server().database();
    await stateIn(url);
    await expect(stateIn(url, 'another of sixteen characters')).rejects.toMatchObject({
      code: 'records-other-key',
      message: expect.stringContaining('DOCENT_PERSON_KEY'),
    });
  });

  it('know what others said, and nothing of their own a second time', async () => {
    const url = await server().database();
    const [one, other] = [await stateIn(url), await stateIn(url)];
    const [here, there] = [createConversations(one), createConversations(other)];
    const said = {
      subjects: ['oolong'],
      listed: [],
      intent: 'fact',
      topic: 'a word',
      places: [],
      askedBack: false,
    };
    here.set('a thread', said as never);
    expect(there.get('a thread')).toBeNull();
    await one.settled();
    await Promise.all([one.shared?.fresh(), other.shared?.fresh()]);
    expect(there.get('a thread')).toEqual({ ...said, topic: '' });
    expect(here.get('a thread')).toEqual(said);
    there.set('a thread', { ...said, subjects: ['rooibos'] } as never);
    await other.settled();
    await one.shared?.fresh();
    expect(here.get('a thread')?.subjects).toEqual(['rooibos']);
  });

  it('count a vote once, wherever it is pressed again, and another that differs', async () => {
    const url = await server().database();
    const votes = [createVotes(await stateIn(url)), createVotes(await stateIn(url))];
    const voter = { person: 'p', place: 'an answer' };
    const press = (helpful: boolean) =>
      Promise.all([...votes, ...votes, ...votes].map((vote) => vote(voter, helpful)));
    for (const helpful of [true, false, true]) expect((await press(helpful)).filter(Boolean)).toHaveLength(1);
  });

  describe('while the database is away', () => {
    it('do what is brought once, have brought again what is, and have each once when it is back', async () => {
      const url = await server().database();
      const [one, other] = [await join(await rowsIn(url)), await join(await rowsIn(url))];
      const back = server().restart(3_000);
      await expect
        .poll(() =>
          one.lives(one.self).then(
            () => 'there',
            () => 'away',
          ),
        )
        .toBe('away');
      expect(await one.take(taskOf('a command', { isBroughtAgain: false }))).toBe(true);
      await expect(one.take(taskOf('a message'))).rejects.toThrow(UnknownHolder);
      await back;
      await expect.poll(() => one.left, { timeout: 10_000 }).toEqual(['a message']);
      expect(await other.take(taskOf('a message'))).toBe(false);
    }, 60_000);

    it('still know what another has', async () => {
      const url = await server().database();
      const [one, other] = [await join(await rowsIn(url)), await join(await rowsIn(url))];
      await one.take(taskOf('a'));
      expect(await other.take(taskOf('a'))).toBe(false);
      const asked = performance.now();
      const back = server().restart(3_000);
      // Longer than it is sure that the other still lives.
      await expect
        .poll(() => performance.now() - asked, { timeout: 5_000 })
        .toBeGreaterThan(2 * LEASE.leaseMs);
      expect(await other.take(taskOf('a', { isBroughtAgain: false }))).toBe(false);
      expect(await other.take(taskOf('b', { isBroughtAgain: false }))).toBe(true);
      await back;
    }, 60_000);
  });
});
