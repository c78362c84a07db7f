/** What pictures are made of: a program on the shipped article, in a folder of its own, and PNG files in few colours. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenedOperations, openOperations } from '../adapters/app/operations.js';
import type { LiveKnowledge } from '../adapters/service/reload.js';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const PICTURES = join(ROOT, 'docs/pictures');

export interface Shown {
  readonly operations: OpenedOperations;
  readonly live: LiveKnowledge;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The parts of a program that runs, once it answers by meaning too. Nothing of it is kept. */
export async function openShown(environment: Readonly<Record<string, string>> = {}): Promise<Shown> {
  const place = await mkdtemp(join(tmpdir(), 'docent-pictures-'));
  const knowledge = join(place, 'knowledge');
  await cp(join(ROOT, 'knowledge'), knowledge, { recursive: true });
  await mkdir(PICTURES, { recursive: true });
  const own = {
    DOCENT_CACHE_DIR: join(place, 'cache'),
    DOCENT_DATA_DIR: join(place, 'data'),
    DOCENT_KEEP_QUESTIONS: 'on',
    ...{ DOCENT_SOURCES: 'off', DOCENT_SCOPES: 'off', DOCENT_LOG_LEVEL: 'warn' },
    ...environment,
  };
  const operations = await openOperations({
    ...{ knowledge, environment: own },
    write: (line) => process.stderr.write(line),
  });
  const live = await operations.office.knowledge();
  await live.opened.meaning?.settled;
  return {
    ...{ operations, live, environment: own },
    async close() {
      await operations.close();
      await rm(place, { recursive: true, force: true });
    },
  };
}

/** As many as text on one ground, with what stands out of it, is drawn with. */
const COLOURS = '64';

/** Tells of a file, once it has few colours. */
export function drawn(path: string): void {
  const isSmall =
    spawnSync('pngquant', [COLOURS, '--speed', '1', '--strip', '--force', '--output', path, path]).status ===
    0;
  process.stdout.write(`${path}${isSmall ? '' : ' (large: there is no pngquant)'}\n`);
}
