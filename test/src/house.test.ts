import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compact } from '../../src/text/compact.js';
import { tokenize } from '../../src/text/tokenize.js';
import { builtFrom, ROOT, SHIPPED } from '../builders.js';

/** Every TypeScript file below a folder, by its path in the repository. */
async function sourcesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(join(ROOT, folder), { recursive: true })).filter((name) =>
    name.endsWith('.ts'),
  );
  const texts = await Promise.all(names.map((name) => readFile(join(ROOT, folder, name), 'utf8')));
  return new Map(names.map((name, i) => [`${folder}/${name}`, texts[i] ?? '']));
}

/** Words that `src` needs and that are a name in the shipped article too. */
const PLAIN_WORDS = new Set(['cake', 'spring']);

/** Who may import whom is told in `.dependency-cruiser.cjs`, which `npm run check` holds the files to. */
describe('the house', () => {
  it('has no name of a subject of the shipped article in src, not in a comment either', async () => {
    const { bot } = await builtFrom(SHIPPED);
    const names = bot.corpus.subjects.flatMap((subject) => [subject.id, ...subject.names]);
    const keys = new Set(names.map(compact).filter((key) => key !== '' && !PLAIN_WORDS.has(key)));
    expect(keys.size).toBeGreaterThan(20);
    const found: string[] = [];
    for (const [path, text] of await sourcesIn('src')) {
      text.split('\n').forEach((line, i) => {
        const words = tokenize(line).map(({ joined }) => joined);
        const hit = words.some((_, at) =>
          [1, 2, 3, 4].some((n) => at + n <= words.length && keys.has(words.slice(at, at + n).join(''))),
        );
        if (hit) found.push(`${path}:${i + 1} ${line.trim()}`);
      });
    }
    expect(found).toEqual([]);
  });

  /** An import, and a sync, which is one; the bot loads that only where there are sources. */
  const LOADERS =
    /^(?:adapters\/(?:terminal|service)\/import|adapters\/sources\/(?:sync|read-site)|src\/io\/import-files)/;

  it('loads the parsers of foreign files for an import and for nothing else', async () => {
    const loaders: string[] = [];
    for (const folder of ['src', 'adapters'])
      for (const [path, text] of await sourcesIn(folder))
        if (!path.startsWith('src/import/') && /^import (?!type)[^;]*from '[^']*\/import\//m.test(text))
          loaders.push(path);
    expect(loaders.length).toBeGreaterThan(2);
    for (const path of loaders) expect(path).toMatch(LOADERS);
  });

  it('mentions in .env.example every variable that it reads, and reads every one that is mentioned', async () => {
    // Set by the user's system or by discord.js, not by who runs the bot: https://no-color.org, the XDG base directories.
    const conventions = new Set(['NO_COLOR', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'SHARDS']);
    const read = new Set<string>();
    for (const folder of ['src', 'adapters']) {
      for (const text of (await sourcesIn(folder)).values()) {
        for (const [, name = ''] of text.matchAll(/\b(?:env|environment)\??\.([A-Z][A-Z0-9_]+)/g))
          read.add(name);
        // Keys of a schema that the environment is held against.
        for (const [, name = ''] of text.matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|MEANING): /gm))
          read.add(name);
      }
    }
    const example = await readFile(join(ROOT, '.env.example'), 'utf8');
    const mentioned = [...example.matchAll(/^#?\s*([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...read].filter((name) => !conventions.has(name)).sort()).toEqual([...mentioned].sort());
  });

  it('speaks to no network and starts no process in src', async () => {
    for (const text of (await sourcesIn('src')).values())
      expect(text).not.toMatch(/from 'node:(?:http|https|http2|net|tls|dgram|child_process)'|\bfetch\(/);
  });
});
