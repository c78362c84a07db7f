import { lstatSync, type Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** A change is looked at when this long, in milliseconds, nothing more has changed: editors write in several steps. */
const QUIET_MS = 150;
/** How often files are looked at where the system does not tell of changes, in milliseconds. */
const POLL_MS = 1_000;

export interface Watched {
  readonly folder: string;
  /** Names in the folder that count; without it all count, at any depth, but for what is hidden. */
  readonly only?: readonly string[];
}

export interface WatchOptions {
  readonly poll: boolean;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/** Tells when files in folders changed, were added or went away. @returns when it has begun to look */
export async function watchFolders(
  watched: readonly Watched[],
  { poll, changed, failed }: WatchOptions,
): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  const watchers = watched.map(({ folder, only }) => {
    const watcher = watch(folder, {
      ignoreInitial: true,
      usePolling: poll,
      interval: POLL_MS,
      ignored: (path, stats) =>
        isIgnored(relative(folder, path), only) || (path !== folder && isLinkedFolder(path, stats)),
    });
    watcher.on('error', failed);
    watcher.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(changed, QUIET_MS);
    });
    return watcher;
  });
  await Promise.all(watchers.map(isReady));
  return {
    async close() {
      clearTimeout(timer);
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}

const isReady = (watcher: FSWatcher): Promise<void> =>
  new Promise((resolve) => {
    watcher.once('ready', resolve);
  });

/** A link to a folder is not read from, and could lead to the whole disk. @param stats what the path leads to */
function isLinkedFolder(path: string, stats: Stats | undefined): boolean {
  if (!stats?.isDirectory()) return false;
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** @param path below the folder; '' for the folder itself */
function isIgnored(path: string, only: readonly string[] | undefined): boolean {
  if (path === '') return false;
  if (only) return !only.includes(path);
  return path.split(sep).some((part) => part.startsWith('.') || part === 'node_modules');
}
