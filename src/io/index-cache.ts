import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Corpus } from '../knowledge/corpus.js';
import type { Problem } from '../knowledge/problem.js';
import type { SavedLocalIndex } from '../retrieval/local/build-index.js';
import { loadSaved, save } from './saved-file.js';

/** All that is needed to answer, as it is saved. */
export interface SavedIndex {
  readonly corpus: Corpus;
  /** What the local index gave to be saved. */
  readonly index: SavedLocalIndex;
  /** Which articles are left out, and why: it is told at every start. */
  readonly leftOut: readonly Problem[];
}

/** Where indexes are saved: `DOCENT_CACHE_DIR`, or the user's cache folder. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (environment.DOCENT_CACHE_DIR) return environment.DOCENT_CACHE_DIR;
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'docent');
  const home = homedir();
  return home && home !== '/' ? join(home, '.cache', 'docent') : join(tmpdir(), 'docent');
}

/** The index that was saved for knowledge of this hash, or `null`. A file that cannot be read counts as none. */
export function loadIndex(folder: string, hash: string): Promise<SavedIndex | null> {
  return loadSaved(folder, hash, 'index');
}

/**
 * Saves an index for knowledge of this hash.
 * @returns whether it could be saved; a read-only folder is no reason not to answer
 */
export function saveIndex(folder: string, hash: string, index: SavedIndex): Promise<boolean> {
  return save(folder, hash, 'index', index);
}
