import { describe, expect, it } from 'vitest';
import { createTurnStore, type Turn } from '../../../adapters/records/turns.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

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

/** A store of a program that is started on a folder. */
async function started(folder: string, max?: number) {
  const { state, close } = await stateIn(folder);
  return { store: createTurnStore(state, { keeps: true, ...(max ? { max } : {}) }), close };
}

describe('the store of turns', () => {
  it('finds a turn again, also after a restart', async () => {
    const folder = await temporaryFolder();
    const first = await started(folder);
    const key = first.store.keep(turn('what about its taste?'));
    await first.close();
    const again = await started(folder);
    expect(again.store.find(key)).toEqual(turn('what about its taste?'));
    const later = again.store.of('11').keep(turn('and its price?'));
    await again.close();
    expect((await started(folder)).store.find(later)).toEqual(turn('and its price?'));
  });

  it('gives equal turns one key, and forgets the oldest first, on disk too', async () => {
    const folder = await temporaryFolder();
    const { store, close } = await started(folder, 2);
    const [a, b] = [store.keep(turn('a')), store.keep(turn('b'))];
    expect(store.keep(turn('a'))).toBe(a);
    const c = store.keep(turn('c'));
    expect([store.find(a), store.find(b)]).toEqual([turn('a'), null]);
    store.keep(turn('d'));
    const e = store.keep(turn('e'));
    await close();
    const again = (await started(folder)).store;
    expect([again.find(a), again.find(c), again.find(e)]).toEqual([null, null, turn('e')]);
  });

  it('gives keys that nobody can work out who knows what was asked', async () => {
    const folder = await temporaryFolder();
    const { store } = await started(folder);
    const stores = [createTurnStore(), createTurnStore(), store, (await started(folder)).store];
    const keys = stores.map((one) => one.keep(turn('a')));
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/);
    expect(new Set(['a', 'b'].map((person) => store.of(person).keep(turn('c')))).size).toBe(2);
  });

  it('keeps none over a restart where texts are not kept', async () => {
    const folder = await temporaryFolder();
    const { state, close } = await stateIn(folder);
    const key = createTurnStore(state).keep(turn('a'));
    await close();
    expect((await started(folder)).store.find(key)).toBeNull();
  });
});
