import { DocentError } from '../../src/errors.js';
import { counted } from '../process/counted.js';
import type { Finding } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { hasScopes } from '../service/scopes/scopes-path.js';
import { notKeptApart } from './kept-apart.js';
import { published } from './publish.js';
import { openSearchServer } from './server.js';
import { readSearchSettings } from './settings.js';
import { whyByWords } from './version.js';

/** Looks whether the search engine can be reached, and what is in service there. */
export async function examineSearch(environment: Environment): Promise<Finding[]> {
  try {
    const settings = readSearchSettings(environment);
    if (settings === null) return [];
    if (hasScopes(environment)) return [{ state: 'bad', text: notKeptApart(environment).message }];
    const server = await openSearchServer(settings);
    try {
      const all = await published(server, settings.SEARCH_INDEX);
      const inService = all.find((one) => one.inService);
      if (!inService)
        return [
          {
            state: 'bad',
            text: `The search engine at ${server.name} has no index in service under the name "${settings.SEARCH_INDEX}".`,
            remedy: '`docent index publish` makes one of the articles; SEARCH_INDEX names another.',
          },
        ];
      const { index, passages, builtAt } = inService;
      const byWords = environment.MEANING?.trim() === 'words' ? null : whyByWords(inService);
      return [
        {
          state: 'good',
          text: `The search engine at ${server.name} is there: ${counted(passages, 'passage')} in "${index}", built ${builtAt}.`,
        },
        ...(byWords === null
          ? []
          : [
              {
                state: 'note' as const,
                text: `Questions are answered by words alone: ${byWords.reason}.`,
                remedy: byWords.remedy,
              },
            ]),
      ];
    } finally {
      await server.close();
    }
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return [{ state: 'bad', text: error.message }];
  }
}
