import { afterAll, beforeAll, describe, it } from 'vitest';
import { openSearchServer, type SearchServer } from '../../adapters/search/server.js';
import { readSearchSettings, type SearchPlace } from '../../adapters/search/settings.js';
import { type OpenSearchServer, startOpenSearch, whyNoOpenSearch } from './server.js';

const why = await whyNoOpenSearch();

/** What a test on OpenSearch is given. */
export interface OnOpenSearch {
  readonly cluster: () => OpenSearchServer;
  /** Client of it, with the patience of who builds. */
  readonly server: () => SearchServer;
  /** Settings of knowledge of this name. */
  readonly settings: (name: string) => SearchPlace;
}

/**
 * Runs tests on a real server, which is taken down again.
 * @param tests what is given can be asked in tests and in what comes before them
 */
export function onOpenSearch(about: string, tests: (on: OnOpenSearch) => void, nodes = 1): void {
  if (why !== null) {
    it.skip(`${about}: ${why}`);
    return;
  }
  describe(about, () => {
    let cluster: OpenSearchServer;
    let server: SearchServer;
    const settings = (name: string) => settingsAt(cluster, name, nodes);
    beforeAll(async () => {
      cluster = await startOpenSearch({ nodes });
      server = await openSearchServer(settings('docent'), BUILD_MS);
    }, START_MS);
    afterAll(async () => {
      await server?.close();
      await cluster?.stop();
    });
    tests({ cluster: () => cluster, server: () => server, settings });
  });
}

const BUILD_MS = 30_000;
const START_MS = 240_000;

export function settingsAt(cluster: OpenSearchServer, name: string, nodes = 1): SearchPlace {
  return readSearchSettings({
    SEARCH_URL: cluster.nodes.map(({ url }) => url).join(','),
    SEARCH_INDEX: name,
    SEARCH_REPLICAS: nodes > 1 ? '1' : '0',
  }) as SearchPlace;
}
