import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTurnStore, type Turn } from '../../../adapters/shared/turns.js';
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

  it('keeps none on disk without a folder', () => {
    const key = createTurnStore().keep(turn('a'));
    expect(createTurnStore().find(key)).toBeNull();
  });
});
