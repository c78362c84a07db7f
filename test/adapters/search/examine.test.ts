import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examineSearch } from '../../../adapters/search/examine.js';
import { temporaryFolder } from '../../builders.js';
import { standIn } from './stand-in.js';

const OTTERS = '# Otters\n\nAn otter eats fish.\n';

async function examined(environment: Record<string, string> = {}) {
  const { settings } = await standIn([OTTERS]);
  return examineSearch({ SEARCH_URL: settings.SEARCH_URL.join(','), ...environment });
}

it('tells what is in service', async () => {
  expect(await examined()).toEqual([
    {
      state: 'good',
      text: expect.stringMatching(/ is there: 1 passage in "docent-0123456789abcdef", built 2026-11-01T/),
    },
  ]);
});

it('says that nothing is answered from an index where not all is seen everywhere', async () => {
  const rules = join(await temporaryFolder(), 'scopes.yaml');
  await writeFile(rules, 'default: { see: { audience: public } }\n');
  expect(await examined({ DOCENT_SCOPES: rules })).toEqual([
    { state: 'bad', text: expect.stringMatching(/scopes\.yaml" says what is seen where.*DOCENT_SCOPES=off/) },
  ]);
});
