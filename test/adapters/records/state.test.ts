import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openState, type State, type StateOptions } from '../../../adapters/records/state.js';
import { type StateRows, stateRowsInMemory } from '../../../adapters/records/state-rows.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

const LATER = Date.now() + 60_000;
const entry = (name: string, value: unknown = name) => ({ kind: 'k', name, value, until: LATER });
const valuesIn = (state: State, kind = 'k') =>
  state
    .kept(kind)
    .map(({ value }) => value)
    .sort();

async function open(rows: StateRows, options: Partial<StateOptions> = {}): Promise<State> {
  const state = await openState(rows, { key: 'a key of sixteen characters', ...options });
  onTestFinished(() => state.close());
  return state;
}

/** A database that answers when it is let. */
function stubborn() {
  const rows = stateRowsInMemory();
  const calls: string[][] = [];
  let [isDown, hangs] = [false, false];
  const changeState: StateRows['changeState'] = async (puts, drops) => {
    calls.push([...puts.map(({ kind }) => `+${kind}`), ...drops.map(({ kind }) => `-${kind}`)]);
    if (hangs) await new Promise(() => undefined);
    if (isDown) throw new Error('database is locked');
    await setImmediate();
    await rows.changeState(puts, drops);
  };
  return {
    rows: { ...rows, changeState },
    calls,
    fail: (down: boolean) => {
      isDown = down;
    },
    hang: () => {
      hangs = true;
    },
  };
}

describe('the state', () => {
  it('keeps what was kept last, and nothing that was dropped', async () => {
    const folder = await temporaryFolder();
    const { state, close } = await stateIn(folder);
    for (const name of ['a', 'b', 'c']) state.keep(entry(name));
    state.drop('k', 'b');
    state.keep(entry('c', 'other'));
    state.keep({ ...entry('d'), until: Date.now() - 1 });
    await close();
    expect(valuesIn((await stateIn(folder)).state)).toEqual(['a', 'other']);
  });

  it('writes what comes at once at a time, in its order', async () => {
    const { rows, calls } = stubborn();
    const state = await open(rows);
    for (let i = 0; i < 100; i++) {
      state.keep(entry(String(i)));
      state.drop('k', String(i));
    }
    state.keep(entry('last'));
    await state.settled();
    expect(calls.length).toBeLessThan(4);
    expect(valuesIn(await open(rows))).toEqual(['last']);
  });

  it('keeps nobody waiting for a database that does not answer, and writes when it does again', async () => {
    const { rows, fail } = stubborn();
    const errors: unknown[] = [];
    const state = await open(rows, { lost: (error) => errors.push(error) });
    fail(true);
    for (let i = 0; i < 50; i++) {
      state.keep(entry(String(i)));
      await state.settled();
    }
    state.drop('k', '0');
    expect(errors).toHaveLength(1);
    fail(false);
    await expect.poll(async () => valuesIn(await open(rows)).length, { timeout: 10_000 }).toBe(49);
  });

  it('waits no longer than a moment for a database that hangs', async () => {
    const { rows, hang } = stubborn();
    const state = await openState(rows, { key: 'a key of sixteen characters' });
    hang();
    state.keep(entry('a'));
    await state.settled();
    await expect(
      openState({ ...rows, state: () => new Promise(() => undefined) }, { key: 'k'.repeat(16) }),
    ).resolves.toBeDefined();
  });

  it('keeps nobody waiting while another process has the file locked, and is written then', async () => {
    const module = join(ROOT, 'dist/adapters/records/record-thread.js');
    if (!existsSync(module))
      throw new Error(`There is no ${module}. Run "npm run build", or "npm test", which does.`);
    const { openRecordThread } = (await import(
      module
    )) as typeof import('../../../adapters/records/record-thread.js');
    const file = join(await temporaryFolder(), 'records.db');
    const records = await openRecordThread(file, () => undefined);
    onTestFinished(() => records.close());
    const state = await open(records);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    for (const name of ['a', 'b', 'c']) {
      state.keep(entry(name));
      await state.settled();
    }
    expect(await records.state(new Date())).toEqual([]);
    other.exec('COMMIT');
    other.close();
    const written = async () => (await records.state(new Date())).length;
    await expect.poll(written, { timeout: 20_000 }).toBe(3);
  });

  it('is read with its key alone', async () => {
    const rows = stateRowsInMemory();
    const state = await open(rows);
    state.keep(entry('secret name', 'secret value'));
    await state.settled();
    expect(JSON.stringify(await rows.state(new Date(0)))).not.toContain('secret');
    expect(valuesIn(await open(rows))).toEqual(['secret value']);
    expect(valuesIn(await open(rows, { key: 'another of sixteen characters' }))).toEqual([]);
  });

  it('keeps nothing longer than records are', async () => {
    let at = Date.now();
    const rows = stateRowsInMemory();
    const state = await open(rows, { longestMs: 1_000, now: () => at });
    state.keep(entry('a'));
    await state.settled();
    at += 2_000;
    expect(valuesIn(await open(rows, { now: () => at }))).toEqual([]);
  });

  it('keeps how something is set for good, and under the same name what came last', async () => {
    let now = Date.now();
    const { rows } = stubborn();
    const state = await open(rows, { longestMs: 1_000, now: () => now });
    const set = (value: string) =>
      state.certain.write({ kind: 'k', name: 'a', value, until: 8.64e15, isSetting: true });
    await set('off');
    await set('here');
    await state.certain.write(entry('b'));
    now += 365 * 86_400_000;
    expect(await state.certain.all('k')).toEqual(['here']);
  });

  it('lets one claim a name, whoever tries beside', async () => {
    const folder = await temporaryFolder();
    const [one, other] = [await stateIn(folder), await stateIn(folder)];
    const claims = [one, other, one].map(({ state }) => state.certain.claim(entry('a')));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await other.state.certain.read('k', 'a')).toBe('a');
    await one.state.certain.remove('k', 'a');
    expect(await other.state.certain.read('k', 'a')).toBeUndefined();
  });

  it('says so when what must be certain cannot be', async () => {
    const rows = { ...stateRowsInMemory(), claimState: () => new Promise<boolean>(() => undefined) };
    await expect((await open(rows)).certain.claim(entry('a'))).rejects.toThrow('did not answer');
  });

  it('forgets one person on disk and in programs that run, and nobody else', async () => {
    const folder = await temporaryFolder();
    const [running, inMemory, command] = [
      await stateIn(folder),
      await stateIn(folder),
      await stateIn(folder),
    ];
    const turn = (question: string) => ({ question, conversation: null });
    const stores = [createTurnStore(running.state, { keeps: true }), createTurnStore(inMemory.state)];
    const keys = stores.map((store) => ({
      own: store.of('11').keep(turn('mine')),
      other: store.of('22').keep(turn('theirs')),
    }));
    running.state.keep({ ...entry('x'), kind: 'conversation' });
    running.state.keep({ ...entry('y'), kind: 'request slack' });
    running.state.keep({ ...entry('z'), person: '11' });
    await running.state.settled();
    expect(await command.forget('11')).toBe(1);
    await expect
      .poll(() => stores.map((store, i) => store.find(keys[i]?.own ?? '')), { timeout: 5_000 })
      .toEqual([null, null]);
    for (const [i, store] of stores.entries())
      expect(store.find(keys[i]?.other ?? '')).toEqual(turn('theirs'));
    const later = stores[0]?.of('11').keep(turn('asked after that')) ?? '';
    await running.close();
    const again = await stateIn(folder);
    const store = createTurnStore(again.state, { keeps: true });
    expect([later, keys[0]?.own, keys[0]?.other].map((key) => store.find(key ?? '')?.question)).toEqual([
      'asked after that',
      undefined,
      'theirs',
    ]);
    expect(['conversation', 'request slack', 'k'].map((kind) => valuesIn(again.state, kind))).toEqual([
      [],
      [],
      [],
    ]);
  });
});
