import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTurnStore, forgetTurnsOf, type Turn } from '../../../adapters/shared/turns.js';
import { temporaryFolder } from '../../builders.js';

const turn = (question: string): Turn => ({
  question,
  conversation: {
    subjects: ['oolong'],
    listed: ['oolong', 'rooibos'],
    intent: 'definition',
    topic: 'oolong',
    places: [{ document: 'teas.md', path: ['Oolong', 'Advantages'] }],
    askedBack: false,
  },
});

describe('the store of turns', () => {
  it('finds a turn again, also after a restart, and past lines that cannot be read', async () => {
    const folder = await temporaryFolder();
    const key = createTurnStore(folder).keep(turn('what about its taste?'));
    await appendFile(join(folder, 'turns.jsonl'), '{"key":1,"turn":{}}\n{"key":"half');
    const again = createTurnStore(folder);
    expect(again.find(key)).toEqual(turn('what about its taste?'));
    const later = again.keep(turn('and its price?'));
    expect(createTurnStore(folder).find(later)).toEqual(turn('and its price?'));
  });

  it('reads what an earlier version kept as a question without a conversation', async () => {
    const conversation = { subjects: ['oolong'], intent: 'definition', aspect: null, topic: 'oolong' };
    const line = { key: 'an-earlier-key-1', turn: { question: 'and its price?', conversation } };
    const folder = await temporaryFolder({ 'turns.jsonl': `${JSON.stringify(line)}\n` });
    expect(createTurnStore(folder).find(line.key)).toEqual({
      question: 'and its price?',
      conversation: null,
    });
  });

  it('gives equal turns one key, forgets the oldest first, and keeps the file short', async () => {
    const folder = await temporaryFolder();
    const store = createTurnStore(folder, { max: 2 });
    const [a, b] = [store.keep(turn('a')), store.keep(turn('b'))];
    expect(store.keep(turn('a'))).toBe(a);
    const c = store.keep(turn('c'));
    expect([store.find(a), store.find(b)]).toEqual([turn('a'), null]);
    store.keep(turn('d'));
    store.keep(turn('e'));
    const again = createTurnStore(folder, { max: 2 });
    expect([again.find(c), again.find(store.keep(turn('e')))]).toEqual([null, turn('e')]);
    expect((await readFile(join(folder, 'turns.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  it('knows a turn that cannot be written, and says so', async () => {
    const folder = await temporaryFolder();
    const errors: unknown[] = [];
    const store = createTurnStore(folder, { lost: (error) => errors.push(error) });
    await mkdir(join(folder, 'turns.jsonl'));
    expect(store.find(store.keep(turn('a')))).toEqual(turn('a'));
    expect(errors).toHaveLength(1);
  });

  it('gives keys that nobody can work out who knows what was asked', async () => {
    const folder = await temporaryFolder();
    const keys = [createTurnStore(), createTurnStore(), createTurnStore(folder), createTurnStore(folder)].map(
      (store) => store.keep(turn('a')),
    );
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/);
    const store = createTurnStore(folder);
    expect(new Set(['a', 'b'].map((person) => store.of(person).keep(turn('c')))).size).toBe(2);
  });

  it('keeps its file for the owner alone, one of an earlier version too', async () => {
    const folder = await temporaryFolder({ 'turns.jsonl': '' });
    const mode = async () => (await stat(join(folder, 'turns.jsonl'))).mode & 0o077;
    expect(await mode()).not.toBe(0);
    createTurnStore(folder);
    expect(await mode()).toBe(0);
    const other = join(folder, 'new');
    createTurnStore(other).keep(turn('a'));
    expect((await stat(join(other, 'turns.jsonl'))).mode & 0o077).toBe(0);
    expect((await stat(other)).mode & 0o077).toBe(0);
  });

  it('forgets the turns of one person on disk and in a program that runs, and of nobody else', async () => {
    const folder = await temporaryFolder();
    const running = createTurnStore(folder);
    const inMemory = createTurnStore(null, { forgottenIn: folder });
    const stores = [running, inMemory];
    const keys = stores.map((store) => ({
      own: store.of('11').keep(turn('mine')),
      other: store.of('22').keep(turn('theirs')),
    }));
    expect(forgetTurnsOf(folder, '11')).toBe(1);
    expect(await readFile(join(folder, 'turns.jsonl'), 'utf8')).not.toContain('mine');
    for (const [i, store] of stores.entries()) {
      expect(store.find(keys[i]?.own ?? '')).toBeNull();
      expect(store.find(keys[i]?.other ?? '')).toEqual(turn('theirs'));
    }
    const later = running.of('11').keep(turn('asked after that'));
    expect(running.find(later)).toEqual(turn('asked after that'));
    const again = createTurnStore(folder);
    expect([again.find(later), again.find(keys[0]?.own ?? '')]).toEqual([turn('asked after that'), null]);
  });

  it('forgets what an earlier version kept without saying whose it is', async () => {
    const folder = await temporaryFolder({
      'turns.jsonl': `${JSON.stringify({ key: 'an-earlier-key-1', turn: turn('earlier') })}\n`,
    });
    createTurnStore(folder).of('22').keep(turn('theirs'));
    expect(forgetTurnsOf(folder, '11')).toBe(1);
    expect(await readFile(join(folder, 'turns.jsonl'), 'utf8')).toMatch(/theirs/);
  });

  it('keeps none on disk without a folder', () => {
    const key = createTurnStore().keep(turn('a'));
    expect(createTurnStore().find(key)).toBeNull();
  });
});
