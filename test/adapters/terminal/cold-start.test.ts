import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../builders.js';

/** Libraries that a module loads at once, by itself or by what it imports; what it imports later is left out. */
async function librariesOf(file: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const text = await readFile(file, 'utf8');
  const found = new Set<string>();
  for (const [, clause = '', name = ''] of text.matchAll(/^import (?!type\b)([^;]*?)\s*from '([^']+)';/gms)) {
    const isTypes = /^\{(?:\s*type \w+,?)+\s*\}$/.test(clause);
    if (isTypes || name.startsWith('node:')) continue;
    if (!name.startsWith('.')) found.add(name);
    else
      for (const library of await librariesOf(join(dirname(file), name.replace(/\.js$/, '.ts')), seen))
        found.add(library);
  }
  return found;
}

it('loads for a question on the command line no library that only a running bot needs', async () => {
  const libraries = await librariesOf(join(ROOT, 'adapters/terminal/main.ts'));
  expect([...libraries]).toEqual(
    expect.arrayContaining(['commander', 'natural/lib/natural/tokenizers/regexp_tokenizer.js']),
  );
  const later = /^(?:pino|prom-client|kysely|pg|chokidar|hono|discord\.js|@photostructure\/sqlite|yaml|zod)/;
  expect([...libraries].filter((name) => later.test(name))).toEqual([]);
});
