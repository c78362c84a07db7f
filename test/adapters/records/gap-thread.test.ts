import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { booksOf, recordOf } from './builders.js';

/** A thread of the built program on an empty store. */
async function opened(settings: Record<string, string>) {
  const module = join(ROOT, 'dist/adapters/records/gap-thread.js');
  if (!existsSync(module))
    throw new Error(`There is no ${module}. Run "npm run build", or "npm test", which does.`);
  const { createGapThread } = (await import(
    module
  )) as typeof import('../../../adapters/records/gap-thread.js');
  const environment = { DOCENT_DATA_DIR: await temporaryFolder(), ...settings };
  const { records } = await openRecords(environment);
  onTestFinished(() => records.close());
  const { books, end } = createGapThread(environment, records);
  onTestFinished(end);
  return { books, records };
}

const TIME = { from: new Date('2026-11-01'), to: new Date('2026-11-15') };

it('works out what questions mean behind a report, and groups by it the next time', async () => {
  const { books, records } = await opened({ MEANING: 'auto' });
  for (const [i, question] of ['How do I reset my password?', 'I forgot my login secret, what now'].entries())
    await records.add(recordOf({ key: `key-${i}`, subjects: [], terms: [`word${i}`], question }));
  const groups = async () => {
    const { unencoded } = await books.open(TIME, []);
    return [unencoded, (await books.page([], 'open', 1)).groups];
  };
  expect(await groups()).toEqual([2, 2]);
  await vi.waitFor(async () => expect(await records.vectors(['key-0', 'key-1'])).toHaveLength(2), 60_000);
  expect(await groups()).toEqual([0, 1]);
});

it('reads and groups in a thread of its own, while others have their turn here', async () => {
  const { books, records } = await opened({ MEANING: 'words' });
  for (let i = 0; i < 300; i++)
    await records.add(recordOf({ key: `key-${i % 100}`, terms: [`word${i % 30}`], question: `Word ${i}?` }));
  let turns = 0;
  let done = false;
  const opening = books.open(TIME, ['key-1', 'other']).finally(() => {
    done = true;
  });
  while (!done) {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  // What is done here is done within a turn or two.
  expect(turns).toBeGreaterThan(20);
  const own = booksOf(await records.unmet(new Date(0)));
  expect(await opening).toEqual(await own.open(TIME, ['key-1', 'other']));
  expect(await books.page(['key-1'], 'open', 1)).toEqual(await own.page(['key-1'], 'open', 1));
  expect(await books.csv([])).toBe(await own.csv([]));
  expect(await books.gap([], 'ffffff')).toBeNull();
});
