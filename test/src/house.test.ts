import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
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

/** What a file imports: paths in the repository without their ending, and packages by name. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, module = '']) =>
    module.startsWith('.') ? posix.join(posix.dirname(path), module).replace(/\.js$/, '') : module,
  );
}

/** From the first to the last a folder may import those behind it alone. */
const LAYERS = ['answer', 'subjects', 'retrieval', 'query', 'knowledge', 'text', 'english'];
/** Folders beside the way from question to answer, and which of it they may import. */
const BESIDE: Readonly<Record<string, RegExp>> = {
  check: /^src\/(?:check|knowledge|text)\//,
  import: /^src\/(?:import|knowledge|text|errors$)/,
  eval: /^src\/(?:eval|answer|text|bot$|errors$)/,
  io: /^src\/(?:io|knowledge|import|retrieval\/local|errors$)/,
};

/** Words that `src` needs and that are a name in the shipped article too. */
const PLAIN_WORDS = new Set(['cake', 'spring']);

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

  it('imports one way, from the answer down to what English is', async () => {
    const against: string[] = [];
    let inside = 0;
    for (const [path, text] of await sourcesIn('src')) {
      const [, from = ''] = path.split('/');
      for (const module of importsOf(path, text).filter((one) => one.startsWith('src/'))) {
        const [, to = ''] = module.split('/');
        const isAllowed = LAYERS.includes(from)
          ? LAYERS.indexOf(to) >= LAYERS.indexOf(from)
          : (BESIDE[from]?.test(module) ?? true);
        if (!isAllowed) against.push(`${path} → ${module}`);
        inside++;
      }
    }
    expect(inside).toBeGreaterThan(200);
    expect(against).toEqual([]);
  });

  it('keeps English to data that imports nothing', async () => {
    const english = await sourcesIn('src/english');
    expect(english.size).toBeGreaterThan(3);
    for (const [path, text] of english) expect(importsOf(path, text), path).toEqual([]);
  });

  it('leads to the local engine from its folder, the entry and what is saved alone', async () => {
    const users = [...(await sourcesIn('src'))]
      .filter(([path, text]) => importsOf(path, text).some((one) => one.startsWith('src/retrieval/local/')))
      .map(([path]) => path)
      .filter((path) => !path.startsWith('src/retrieval/local/'));
    expect(users.sort()).toEqual(['src/index.ts', 'src/io/index-cache.ts']);
  });

  it('knows no platform in src', async () => {
    for (const [path, text] of await sourcesIn('src'))
      for (const module of importsOf(path, text))
        expect(module, path).not.toMatch(
          /^adapters\/|discord|slack|^hono|^@hono|^pino|^commander|^kysely|sqlite|^pg$/,
        );
  });

  it('imports natural by file, and only in src/text', async () => {
    const imports: string[] = [];
    for (const folder of ['src', 'adapters']) {
      for (const [path, text] of await sourcesIn(folder))
        for (const [, module = ''] of text.matchAll(/(?:from|import)\s*\(?\s*['"](natural[^'"]*)['"]/g))
          imports.push(`${path} ${module}`);
    }
    expect(imports.length).toBeGreaterThan(1);
    for (const one of imports) expect(one).toMatch(/^src\/text\/\S+ natural\/lib\/\S+\.js$/);
  });

  it('imports minisearch in one file, and the disk in none but src/io', async () => {
    const importers = (pattern: RegExp, sources: ReadonlyMap<string, string>) =>
      [...sources].filter(([, text]) => pattern.test(text)).map(([path]) => path);
    const core = await sourcesIn('src');
    const adapters = await sourcesIn('adapters');
    expect(importers(/from 'minisearch'/, new Map([...core, ...adapters]))).toEqual([
      'src/retrieval/local/minisearch-index.ts',
    ]);
    expect(
      importers(/from 'node:(?:fs|os|path)/, core).filter((path) => !path.startsWith('src/io/')),
    ).toEqual([]);
  });

  it('loads the parsers of foreign files for an import and for nothing else', async () => {
    const loaders: string[] = [];
    for (const folder of ['src', 'adapters'])
      for (const [path, text] of await sourcesIn(folder))
        if (!path.startsWith('src/import/') && /^import (?!type)[^;]*from '[^']*\/import\//m.test(text))
          loaders.push(path);
    expect(loaders.length).toBeGreaterThan(2);
    for (const path of loaders) expect(path).toMatch(/^(?:adapters\/terminal\/import|src\/io\/import-files)/);
  });

  it('mentions in .env.example every variable that it reads, and reads every one that is mentioned', async () => {
    // Set by the user's system, not by who runs the bot: https://no-color.org and the XDG base directories.
    const conventions = new Set(['NO_COLOR', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']);
    const read = new Set<string>();
    for (const folder of ['src', 'adapters']) {
      for (const text of (await sourcesIn(folder)).values()) {
        for (const [, name = ''] of text.matchAll(/\b(?:env|environment)\??\.([A-Z][A-Z0-9_]+)/g))
          read.add(name);
        // Keys of a schema that the environment is held against.
        for (const [, name = ''] of text.matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT): /gm))
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
