import { onTestFinished } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { type FollowSearchOptions, followSearch } from '../../../adapters/search/follow.js';
import type { SearchPlace } from '../../../adapters/search/settings.js';
import { temporaryFolder } from '../../builders.js';

/** Follows what is in service at a place. @param folder of the articles that answer while it is away */
export async function follow(
  settings: SearchPlace,
  folder: string,
  {
    meaning = 'words',
    ...options
  }: { readonly meaning?: string } & Pick<FollowSearchOptions, 'heldMs' | 'service' | 'encoding'> = {},
) {
  const said: string[] = [];
  const health = createHealth();
  const live = await followSearch({
    ...{ settings, folder, health },
    environment: { MEANING: meaning, DOCENT_CACHE_DIR: await temporaryFolder() },
    log: createLogger({ write: (line) => said.push(line), level: 'info', format: 'text' }),
    metrics: { reload: () => undefined, knowledge: () => undefined },
    // Looked when a test says so.
    lookEveryMs: 3_600_000,
    ...options,
  });
  onTestFinished(() => live.stop());
  return { live, health, said, ask: (question: string) => live.bot.ask(question) };
}
