import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRecords } from '../../../../adapters/shared/records/open-records.js';
import { ROOT, temporaryFolder } from '../../../builders.js';
import { booksOf, recordOf } from './builders.js';

it('reads and groups in a thread of its own, while others have their turn here', async () => {
  const module = join(ROOT, 'dist/adapters/shared/records/gap-thread.js');
  if (!existsSync(module))
    throw new Error(`There is no ${module}. Run "npm run build", or "npm test", which does.`);
  const { createGapThread } = (await import(
    module
  )) as typeof import('../../../../adapters/shared/records/gap-thread.js');
  const environment = { DOCENT_DATA_DIR: await temporaryFolder(), MEANING: 'words' };
  const { records } = await openRecords(environment);
  onTestFinished(() => records.close());
  for (let i = 0; i < 300; i++)
    await records.add(recordOf({ key: `key-${i % 100}`, terms: [`word${i % 30}`], question: `Word ${i}?` }));
  const { books, end } = createGapThread(environment, records);
  onTestFinished(end);
  const time = { from: new Date('2026-11-01'), to: new Date('2026-11-15') };
  let turns = 0;
  let done = false;
  const opening = books.open(time, ['key-1', 'other']).finally(() => {
    done = true;
  });
  while (!done) {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  // What is done here is done within a turn or two.
  expect(turns).toBeGreaterThan(20);
  const own = booksOf(await records.unmet(new Date(0)));
  expect(await opening).toEqual(await own.open(time, ['key-1', 'other']));
  expect(await books.page(['key-1'], 'open', 1)).toEqual(await own.page(['key-1'], 'open', 1));
  expect(await books.csv([])).toBe(await own.csv([]));
  expect(await books.gap([], 'ffffff')).toBeNull();
});
