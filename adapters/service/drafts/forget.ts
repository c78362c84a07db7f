import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { State } from '../../records/state.js';
import { draftsIn } from './draft-rows.js';

/** What becomes of a person's words that were published, when they are forgotten. */
export interface ForgottenWords {
  /** Articles that were taken out. */
  readonly files: number;
  /** Addresses of the pull requests that others must close. */
  readonly pulls: readonly string[];
}

/** Takes out what was published of a person's words; what leads there is then for the state to forget. */
export async function forgetPublished(
  { certain }: Pick<State, 'certain'>,
  person: string,
): Promise<ForgottenWords> {
  const theirs = (await draftsIn(certain)).filter((one) => one.person === person);
  let files = 0;
  for (const { folder, path, pull } of theirs) {
    if (folder === null || path === null || pull !== null) continue;
    await rm(join(folder, path), { force: true });
    files++;
  }
  return { files, pulls: theirs.flatMap(({ pull }) => pull ?? []) };
}
