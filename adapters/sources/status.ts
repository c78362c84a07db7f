import { counted } from '../process/counted.js';
import type { Source } from './sources-file.js';
import { readSyncState, type SyncState } from './synced.js';

/** How a source is. */
export interface SourceStatus {
  readonly name: string;
  readonly kind: Source['kind'];
  readonly articles: number;
  /** When all was last as the source had it; `null`: never. */
  readonly syncedAt: Date | null;
  readonly error: SyncState['error'];
  readonly failed: SyncState['failed'];
}

export async function statusOf(knowledge: string, { name, kind }: Source): Promise<SourceStatus> {
  const state = await readSyncState(knowledge, name);
  return {
    ...{ name, kind },
    articles: Object.keys(state?.articles ?? {}).length,
    syncedAt: state?.syncedAt ? new Date(state.syncedAt) : null,
    error: state?.error ?? null,
    failed: state?.failed ?? [],
  };
}

/** One line: what a source has, and whether it is as it should be. */
export function statusText({ name, articles, syncedAt, error, failed }: SourceStatus): string {
  const has = counted(articles, 'article');
  if (error) {
    const since = syncedAt ? `as of ${timeText(syncedAt)}` : 'never synced';
    return `${name}: ${has}, ${since}. The last sync was given up: ${error.message}`;
  }
  if (syncedAt === null) return `${name}: never synced.`;
  const [first] = failed;
  const missing = first
    ? ` ${counted(failed.length, 'page')} could not be read. The first: ${first.message}`
    : '';
  return `${name}: ${has}, synced ${timeText(syncedAt)}.${missing}`;
}

const timeText = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
