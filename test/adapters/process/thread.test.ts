import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createThread } from '../../../adapters/process/thread.js';
import { ROOT, temporaryFolder } from '../../builders.js';

type Served = {
  twice(n: number): Promise<number>;
  fails(): Promise<never>;
  ends(): Promise<never>;
  tells(): Promise<void>;
  which(): Promise<number>;
  hangs(): Promise<never>;
};

async function started(told: (message: unknown) => void = () => undefined, stuckMs = 60_000) {
  const dist = join(ROOT, 'dist');
  if (!existsSync(dist))
    throw new Error(`There is no ${dist}. Run "npm run build", or "npm test", which does.`);
  const folder = await temporaryFolder({
    'served.mjs': `
      import { serveThread, tellFromThread } from '${pathToFileURL(join(dist, 'adapters/process/thread.js'))}';
      import { DocentError } from '${pathToFileURL(join(dist, 'src/errors.js'))}';
      import { threadId } from 'node:worker_threads';
      serveThread({
        twice: async (n) => 2 * n,
        fails: async () => { throw new DocentError('a-code', 'It says what to do.'); },
        ends: () => { process.exit(3); },
        tells: async () => tellFromThread('something'),
        which: async () => threadId,
        hangs: () => { for (;;); },
      });
    `,
  });
  const names = ['twice', 'fails', 'ends', 'tells', 'which', 'hangs'] as const;
  const options = { workerData: null, told, stuckMs };
  const thread = createThread<Served>(pathToFileURL(join(folder, 'served.mjs')), names, options);
  onTestFinished(() => thread.end());
  return thread;
}

it('gives what a method gives in another thread, what it throws, and what it tells', async () => {
  const told: unknown[] = [];
  const { methods } = await started((message) => told.push(message));
  expect(await Promise.all([1, 2, 3].map((n) => methods.twice(n)))).toEqual([2, 4, 6]);
  await expect(methods.fails()).rejects.toMatchObject({ code: 'a-code', message: 'It says what to do.' });
  await methods.tells();
  expect(told).toEqual(['something']);
});

it('says of what was under way that the thread ended, and starts another', async () => {
  const { methods } = await started();
  await expect(methods.ends()).rejects.toThrow('ended with status 3');
  expect(await methods.twice(4)).toBe(8);
});

it('ends when it is retired and not called any more, after what is under way, and starts another when it is called', async () => {
  const thread = await started();
  const { methods } = thread;
  const first = await methods.which();
  const last = methods.which();
  thread.retire(0);
  expect(await last).toBe(first);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await methods.which()).not.toBe(first);
});

it('is ended when it hangs, and another is started', async () => {
  const { methods } = await started(undefined, 1_000);
  const hanging = [methods.hangs(), methods.twice(1)];
  for (const { status } of await Promise.allSettled(hanging)) expect(status).toBe('rejected');
  expect(await methods.twice(4)).toBe(8);
});
