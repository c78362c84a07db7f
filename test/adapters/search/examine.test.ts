import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examineSearch } from '../../../adapters/search/examine.js';
import type { IndexMeta } from '../../../adapters/search/version.js';
import { ENCODER_SHA256 } from '../../../src/meaning/version.js';
import { temporaryFolder } from '../../builders.js';
import { standIn } from './stand-in.js';

const OTTERS = '# Otters\n\nAn otter eats fish.\n';

async function examined(environment: Record<string, string> = {}, meta: Partial<IndexMeta> = {}) {
  const { settings } = await standIn([OTTERS], meta);
  return examineSearch({ MEANING: 'words', SEARCH_URL: settings.SEARCH_URL.join(','), ...environment });
}

it('tells what is in service', async () => {
  expect(await examined()).toEqual([
    {
      state: 'good',
      text: expect.stringMatching(/ is there: 1 passage in "docent-0123456789abcdef", built 2026-11-01T/),
    },
  ]);
});

it.each([
  [{ encoded: false, encoder: null }, /the index was built without meaning\.$/],
  [{ encoded: true, encoder: '0'.repeat(64) }, /the vectors in the index are of another encoder\.$/],
])(
  'says that words answer alone from an index without vectors, or with those of another encoder: %j',
  async (meta, text) => {
    const [, found, ...more] = await examined({ MEANING: 'auto' }, meta);
    expect(found).toEqual({
      state: 'note',
      text: expect.stringMatching(text),
      remedy: expect.stringContaining('`docent index publish`'),
    });
    expect(more).toEqual([]);
    expect(await examined({}, meta)).toHaveLength(1);
    expect(await examined({ MEANING: 'auto' }, { encoded: true, encoder: ENCODER_SHA256 })).toHaveLength(1);
  },
);

it('says that nothing is answered from an index where not all is seen everywhere', async () => {
  const rules = join(await temporaryFolder(), 'scopes.yaml');
  await writeFile(rules, 'default: { see: { audience: public } }\n');
  expect(await examined({ DOCENT_SCOPES: rules })).toEqual([
    { state: 'bad', text: expect.stringMatching(/scopes\.yaml" says what is seen where.*DOCENT_SCOPES=off/) },
  ]);
});
