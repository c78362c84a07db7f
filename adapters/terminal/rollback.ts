import { dataFolder } from '../process/data-folder.js';
import { createVersions } from '../service/versions.js';
import type { Terminal } from './cli.js';

export interface RollbackOptions {
  readonly undo?: boolean;
  readonly list?: boolean;
}

/**
 * `docent rollback`: a program that runs on the same data folder takes it over at once, others when they start.
 * @throws {DocentError} `no-version` when there is nothing to go back to
 */
export async function rollback(folder: string, options: RollbackOptions, terminal: Terminal): Promise<void> {
  const versions = createVersions(dataFolder(terminal.env), folder);
  const write = (text: string) => terminal.stdout.write(text);
  if (options.list) {
    const kept = [...(await versions.list())].reverse();
    write(kept.map(({ hash, at }) => `${hash.slice(0, 12)}  in service since ${at}\n`).join(''));
    if (kept.length === 0) write('No version is kept yet; `docent start` keeps what it serves.\n');
    return;
  }
  if (options.undo) {
    const undone = await versions.goForward();
    write(
      undone
        ? `What "${folder}" holds is taken in again, unless an article in it has an error: \`docent check\` tells.\n`
        : 'Nobody had gone back, so nothing changes.\n',
    );
    return;
  }
  const { hash, at } = await versions.goBack();
  write(
    `Back to the knowledge of ${at} (${hash.slice(0, 12)}), until something in "${folder}" changes. \`docent rollback --undo\` takes it back.\n`,
  );
}
