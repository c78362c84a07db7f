import { DocentError } from '../../src/errors.js';
import { counted } from '../process/counted.js';
import { prepareKnowledge } from '../search/prepare.js';
import {
  type BuildReport,
  buildIndexOf,
  type Published,
  publish,
  published,
  rollBack,
} from '../search/publish.js';
import { BUILD_MS, openSearchServer, type SearchServer } from '../search/server.js';
import { readSearchSettings, type SearchPlace } from '../search/settings.js';
import type { Terminal } from './cli.js';
import { encodingBar } from './open-encoded.js';

/** What is done with the knowledge in the search engine. */
export type IndexAction = 'build' | 'publish' | 'list' | 'roll-back';

/** Letters of a version's hash that are shown, as `docent rollback` does. */
const SHOWN = 12;

/**
 * `docent index`: knowledge in the engine at SEARCH_URL.
 * @throws {DocentError} `no-search` without one, `search-away`, `search-refused`, `no-version`, and what opening the knowledge throws
 */
export async function searchIndex(action: IndexAction, folder: string, terminal: Terminal): Promise<void> {
  const settings = readSearchSettings(terminal.env);
  if (settings === null)
    throw new DocentError(
      'no-search',
      'No search engine is named. Set SEARCH_URL to the address of OpenSearch; docs/scale.md tells more.',
    );
  const server = await openSearchServer(settings, BUILD_MS);
  const write = (text: string) => terminal.stdout.write(text);
  try {
    switch (action) {
      case 'build': {
        const report = await build(server, folder, settings, terminal);
        return void write(`${builtText(report)} \`docent index publish\` puts it in service.\n`);
      }
      case 'publish': {
        const report = await build(server, folder, settings, terminal);
        await publish(server, settings, report.index);
        return void write(`${builtText(report)} It is in service.\n`);
      }
      case 'list':
        return void write(listText(await published(server, settings.SEARCH_INDEX)));
      case 'roll-back': {
        const { hash, builtAt } = await rollBack(server, settings);
        return void write(
          `Back to the knowledge of ${builtAt} (${hash.slice(0, SHOWN)}). \`docent index publish\` puts what "${folder}" holds in service again.\n`,
        );
      }
    }
  } finally {
    await server.close();
  }
}

async function build(
  server: SearchServer,
  folder: string,
  settings: SearchPlace,
  terminal: Terminal,
): Promise<BuildReport> {
  const { hash, ...built } = await prepareKnowledge(folder, {
    environment: terminal.env,
    warn: (message) => terminal.stderr.write(`docent: ${message}\n`),
    progress: encodingBar(terminal),
  });
  return buildIndexOf(server, built, { settings, hash });
}

function builtText({ index, isNew, brought, kept, removed }: BuildReport): string {
  if (!isNew) return `The index "${index}" is there already.`;
  return `The index "${index}" is built: ${counted(brought, 'document')} brought, ${kept} taken from the one before, ${removed} removed.`;
}

function listText(all: readonly Published[]): string {
  if (all.length === 0) return 'There is no index yet; `docent index publish` makes one.\n';
  return all
    .map(({ hash, passages, encoded, builtAt, inService }) => {
      const by = encoded ? 'words and meaning' : 'words';
      return `${hash.slice(0, SHOWN)}  ${counted(passages, 'passage')}, by ${by}, built ${builtAt}${inService ? ', in service' : ''}\n`;
    })
    .join('');
}
