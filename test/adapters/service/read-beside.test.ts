import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importJob } from '../../../adapters/service/import-job.js';
import { readBeside } from '../../../adapters/service/read-beside.js';
import { temporaryFolder } from '../../builders.js';

/** A folder of sources, with something beside it that is nobody's business. */
async function folders() {
  const above = await temporaryFolder({ 'secret.adoc': 'The pot is empty.\n' });
  const folder = join(above, 'guide');
  await mkdir(join(folder, 'parts'), { recursive: true });
  await writeFile(join(folder, 'parts/cups.adoc'), 'Cups are small.\n');
  await symlink('../secret.adoc', join(folder, 'linked.adoc'));
  await symlink('parts/cups.adoc', join(folder, 'inner.adoc'));
  await symlink('..', join(folder, 'up'));
  return { folder };
}

describe('what a source includes', () => {
  it('is read in the folder that is imported, through links that stay in it', async () => {
    const read = readBeside((await folders()).folder);
    expect(await read('parts/cups.adoc')).toBe('Cups are small.\n');
    expect(await read('inner.adoc')).toBe('Cups are small.\n');
  });

  it.each(['linked.adoc', 'up/secret.adoc', '../secret.adoc', 'parts', 'missing.adoc', 'up'])(
    'is not read elsewhere, wherever a link leads: %s',
    async (name) => expect(await readBeside((await folders()).folder)(name)).toBeNull(),
  );

  it('is in the article, and what is elsewhere is told', async () => {
    const { folder } = await folders();
    const path = join(folder, 'tea.adoc');
    await writeFile(
      path,
      '= Tea\n\ninclude::parts/cups.adoc[]\n\ninclude::linked.adoc[]\n\ninclude::../secret.adoc[]\n',
    );
    const parsed = await importJob({ path, root: folder, name: 'tea.adoc', given: {} }, new Map());
    if (!('imported' in parsed)) throw new Error(parsed.failure.message);
    const { markdown, dropped } = parsed.imported;
    expect(markdown).toContain('Cups are small.');
    expect(markdown).not.toContain('The pot is empty.');
    expect(dropped).toEqual([
      { what: 'include', text: 'linked.adoc' },
      { what: 'include', text: '../secret.adoc' },
    ]);
  });
});
