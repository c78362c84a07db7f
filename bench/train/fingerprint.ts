import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { BLOCK_FEATURES, LINE_FEATURES, MEASURES, PASSAGE_FEATURES } from '../../src/retrieval/features.js';
import { SUIT_MEASURES } from '../../src/subjects/suit.js';

const ENGLISH = new URL('../../src/english/', import.meta.url);
const INTENTS = new URL('../../src/query/intents/table.ts', import.meta.url);

/** What the ranker was learned with: the word lists of English, and the features by name. */
export async function rankerFingerprint(): Promise<string> {
  const names = [PASSAGE_FEATURES, BLOCK_FEATURES, LINE_FEATURES, MEASURES].map((table) =>
    Object.keys(table),
  );
  return fingerprint([await englishLists(), names]);
}

/** What tells which subjects suit was learned with: the word lists of English, and the measures by name. */
export async function suitsFingerprint(): Promise<string> {
  return fingerprint([await englishLists(), Object.keys(SUIT_MEASURES)]);
}

/** What the intents were learned with: their examples. */
export async function intentsFingerprint(): Promise<string> {
  return fingerprint((await import(INTENTS.href)).INTENTS);
}

async function englishLists(): Promise<unknown[]> {
  const files = readdirSync(ENGLISH).filter((file) => file.endsWith('.ts'));
  const lists = await Promise.all(files.sort().map((file) => import(new URL(file, ENGLISH).href)));
  return lists.map(plain);
}

/** The first line of a file of weights. */
export function learnedWith(print: string): string {
  return `// Written by npm run train, learned with lists of fingerprint ${print}.`;
}

function fingerprint(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
}

/** The exports of a module as data, however they are laid out. */
function plain(module: object): unknown[] {
  return Object.entries(module)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [
      name,
      value instanceof Set ? [...value] : typeof value === 'string' ? value.split(/\s+/) : value,
    ]);
}
