import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Which of some paths lead to a file or a folder.
 * @param paths below the folder, with `/`; `..` leads out of it
 */
export async function existingPaths(folder: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const root = resolve(folder);
  const found = await Promise.all(
    paths.map((path) =>
      stat(join(root, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return new Set(paths.filter((_, i) => found[i]));
}
