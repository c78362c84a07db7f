import { setTimeout as wait } from 'node:timers/promises';
import { forgetEarlierFiles } from '../chat/earlier-files.js';
import { PLATFORMS } from '../platforms.js';
import { counted } from '../process/counted.js';
import { dataFolder } from '../process/data-folder.js';
import { openRecords } from '../records/open-records.js';
import { FORGET_EVERY_MS, ownerOf, stateOf } from '../records/state.js';
import { forgetPublished } from '../service/drafts/forget.js';
import type { Terminal } from './cli.js';

/** What names a person on each platform. */
const NAMED = [
  ...PLATFORMS.map(({ title, personIs }) => `on ${title} by ${personIs}`),
  'on the web by their address',
];

/**
 * `docent forget`: deletes what is kept of one person, in all stores: records, and questions that were too long for a
 * button. @throws {DocentError} what opening records throws, `records-busy`
 */
export async function forget(id: string, platform: string | undefined, terminal: Terminal): Promise<void> {
  forgetEarlierFiles(dataFolder(terminal.env));
  // Where none are kept any more, those from before are still there.
  const { records, pseudonyms, key } = await openRecords({ ...terminal.env, DOCENT_RETENTION_DAYS: '1' });
  try {
    const { files, pulls } = await forgetPublished(stateOf(records, { key }), id);
    if (files > 0)
      terminal.stdout.write(
        `${counted(files, 'article')} of their words ${files === 1 ? 'is' : 'are'} taken out.\n`,
      );
    for (const pull of pulls)
      terminal.stdout.write(`Close ${pull}, or delete its file from the repository: it is their words.\n`);
    const turns = await records.forgetState([ownerOf(pseudonyms, id)], new Date());
    if (turns > 0)
      terminal.stdout.write(
        `${counted(turns, 'question')} kept for buttons ${turns === 1 ? 'is' : 'are'} deleted.\n`,
      );
    const platforms = platform === undefined ? await records.platforms() : [platform];
    const count = await records.forget(platforms.map((name) => pseudonyms.person(name, id)));
    const where = platforms.length > 0 ? ` on ${platforms.join(', ')}` : '';
    terminal.stdout.write(
      count > 0
        ? `${count} records of ${id}${where} are deleted.\n`
        : `There is no record of ${id}${where}. A person is named ${NAMED.join(', ')}.\n`,
    );
    // Then programs that run have heard of it.
    await wait(2 * FORGET_EVERY_MS);
  } finally {
    await records.close();
  }
}
