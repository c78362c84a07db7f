import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Office, Operations } from '../adapters/app/operations.js';
import { createLogger } from '../adapters/process/logger.js';
import { createMetrics } from '../adapters/process/metrics.js';
import { createGapBooks } from '../adapters/records/gap-books.js';
import { createPseudonyms } from '../adapters/records/pseudonyms.js';
import type { Records } from '../adapters/records/record.js';
import { openRecordFile } from '../adapters/records/record-file.js';
import { openState } from '../adapters/records/state.js';
import { type Corrections, createCorrections } from '../adapters/service/corrections/corrections.js';
import { createDrafts, type Drafts } from '../adapters/service/drafts/drafts.js';
import type { OpenPull } from '../adapters/service/drafts/publishing.js';
import { NO_OBSERVER } from '../adapters/service/observed.js';
import { followKnowledge, type LiveKnowledge } from '../adapters/service/reload.js';
import { createVersions } from '../adapters/service/versions.js';
import { TEAS, temporaryFolder } from './builders.js';

const KEY = 'a-key-for-tests-only';

/** Articles that answers can be corrected of. */
export interface Corrected {
  /** Of the articles. */
  readonly folder: string;
  readonly live: LiveKnowledge;
  readonly corrections: Corrections;
  /** Messages that become articles. Each platform has them anew whenever it is started. */
  readonly drafts: Drafts;
  /** What a program on the same records is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Does to the state what `docent forget` does. */
  forget(person: string): Promise<unknown>;
  readonly records: Records;
  /** The file that says what is seen where. */
  readonly rules: string;
  /** As a platform is given them. */
  readonly operations: Operations;
  readonly log: readonly string[];
}

/**
 * A copy of the teas whose answers can be corrected.
 * @param from a folder that was corrected before
 * @param seen what is seen where, as its file has it, and further articles by their paths
 * @param openPull opens pull requests, where drafts are published so
 */
export async function openCorrected(
  from: string | null = null,
  seen?: {
    readonly rules: string;
    readonly articles: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
  },
  openPull: OpenPull | null = null,
): Promise<Corrected> {
  const folder = from ?? (await temporaryFolder());
  const data = await temporaryFolder();
  if (from === null) await cp(TEAS, folder, { recursive: true });
  const rules = join(data, 'scopes.yaml');
  if (seen) await writeFile(rules, seen.rules);
  for (const [path, text] of Object.entries(seen?.articles ?? {})) await writeFile(join(folder, path), text);
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line) });
  const metrics = createMetrics();
  const records = await openRecordFile(join(data, 'records.db'));
  const pseudonyms = createPseudonyms(KEY);
  const corrections = createCorrections({
    ...{ folder, records, log, pseudonyms },
    knowledge: async () => live,
  });
  const state = await openState(records, { key: KEY });
  const draftsNow = () =>
    createDrafts({ folder, records, log, pseudonyms, state, openPull, knowledge: async () => live });
  const live = await followKnowledge({
    ...{ folder, log, metrics, watch: 'off', versions: createVersions(data, folder) },
    environment: {
      MEANING: 'words',
      DOCENT_CACHE_DIR: await temporaryFolder(),
      DOCENT_SCOPES: seen ? rules : 'off',
      ...seen?.environment,
    },
    lastQuestions: async () => [],
    inService: (bot) => corrections.look(bot),
  });
  onTestFinished(async () => {
    await live.stop();
    await state.close();
    await records.close();
  });
  // A platform takes no more of the office than this.
  const books = createGapBooks(records, { start: null });
  const office = {
    ...{ corrections, records, pseudonyms, books },
    get drafts() {
      return draftsNow();
    },
    knowledge: async () => live,
  } as Partial<Office> as Office;
  const operations = { observer: NO_OBSERVER, metrics, office } as Partial<Operations> as Operations;
  const forget = (person: string) => records.forgetState([state.owner(person)], new Date());
  const drafts = draftsNow();
  const environment = { DOCENT_DATA_DIR: data, DOCENT_PERSON_KEY: KEY };
  return { folder, live, corrections, drafts, environment, forget, records, rules, operations, log: lines };
}
