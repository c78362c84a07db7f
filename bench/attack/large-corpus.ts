import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../synthetic.js';

const QUESTIONS = 200;

/** A large synthetic corpus, and a folder where its index is kept for the next attack. */
export interface LargeCorpus {
  readonly knowledge: string;
  readonly cache: string;
  readonly questions: readonly string[];
}

const made = new Map<number, Promise<LargeCorpus>>();
const folders: string[] = [];

/** Made once for all attacks of a run. */
export function largeCorpus(passages: number): Promise<LargeCorpus> {
  const known = made.get(passages) ?? make(passages);
  made.set(passages, known);
  return known;
}

/** Takes away what was made. */
export async function removeLargeCorpora(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

async function make(passages: number): Promise<LargeCorpus> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-attack-'));
  const cache = await mkdtemp(join(tmpdir(), 'docent-attack-'));
  folders.push(folder, cache);
  const { files, questions } = synthesize(passages, QUESTIONS);
  for (const { path, text } of files) await writeFile(join(folder, path), text);
  return { knowledge: folder, cache, questions };
}
