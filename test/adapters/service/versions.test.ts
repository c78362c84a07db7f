import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serviceHere } from '../../../adapters/service/knowledge-thread.js';
import { createVersions, keepVersion } from '../../../adapters/service/versions.js';
import { readKnowledge } from '../../../src/io/read-knowledge.js';
import { temporaryFolder } from '../../builders.js';

const TIDES = '# Tides\n\nThe tide turns twice a day.\n';

describe('a version that is kept', () => {
  it('has what did not change in common with the one before, and is whole without it', async () => {
    const knowledge = await temporaryFolder({
      'a.md': '# A\n\nOne.\n',
      'b.md': TIDES,
      'thesaurus.yaml': 'groups: []\n',
    });
    const versions = createVersions(await temporaryFolder(), knowledge);
    const keep = async (before: Awaited<ReturnType<typeof keepVersion>> | null) =>
      keepVersion(versions.folder, await readKnowledge(knowledge), before);
    const first = await keep(null);
    await writeFile(join(knowledge, 'a.md'), '# A\n\nTwo.\n');
    const second = await keep(first);
    const place = ({ hash }: { hash: string }, name: string) => join(versions.folderOf(hash) ?? '', name);
    const inode = async (path: string) => (await stat(path)).ino;
    expect(await inode(place(second, 'b.md'))).toBe(await inode(place(first, 'b.md')));
    expect(await inode(place(second, 'a.md'))).not.toBe(await inode(place(first, 'a.md')));
    expect(await readFile(place(first, 'a.md'), 'utf8')).toContain('One.');
    await rm(versions.folderOf(first.hash) ?? '', { recursive: true });
    expect((await readKnowledge(versions.folderOf(second.hash) ?? '')).hash).toBe(second.hash);
    // Somebody tidied up what the next has in common with it.
    await rm(place(second, 'b.md'));
    await writeFile(join(knowledge, 'a.md'), '# A\n\nThree.\n');
    const third = await keep(second);
    expect((await readKnowledge(versions.folderOf(third.hash) ?? '')).hash).toBe(third.hash);
  });
});

describe('knowledge that is looked at, opened and kept', () => {
  it('is read once: an edit between is the next one’s', async () => {
    const knowledge = await temporaryFolder({ 'a.md': '# A\n\nOne.\n', 'b.md': TIDES });
    const service = serviceHere({
      environment: { DOCENT_CACHE_DIR: await temporaryFolder(), MEANING: 'words' },
      warn: () => undefined,
    });
    const hash = await service.look(knowledge);
    await writeFile(join(knowledge, 'a.md'), '# A\n\nTwo.\n');
    const opened = await service.open(knowledge);
    expect(opened.hash).toBe(hash);
    const versions = createVersions(await temporaryFolder(), knowledge);
    await opened.keep(versions.folder);
    expect((await readKnowledge(versions.folderOf(hash) ?? '')).hash).toBe(hash);
    expect(await service.look(knowledge)).not.toBe(hash);
    // What was looked at since is another version.
    await opened.keep(versions.folder);
    expect(await versions.list()).toHaveLength(1);
    await service.close();
  });
});
