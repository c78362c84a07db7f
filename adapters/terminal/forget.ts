import { forgetKeptRequests } from '../chat/kept-requests.js';
import { PLATFORMS } from '../platforms.js';
import { counted } from '../shared/counted.js';
import { dataFolder } from '../shared/data-folder.js';
import { openRecords } from '../shared/records/open-records.js';
import { forgetTurnsOf } from '../shared/turns.js';
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
  forgetKeptRequests(dataFolder(terminal.env));
  const turns = forgetTurnsOf(dataFolder(terminal.env), id);
  if (turns > 0)
    terminal.stdout.write(
      `${counted(turns, 'question')} kept for buttons ${turns === 1 ? 'is' : 'are'} deleted.\n`,
    );
  // Where none are kept any more, those from before are still there.
  const { records, pseudonyms } = await openRecords({ ...terminal.env, DOCENT_RETENTION_DAYS: '1' });
  try {
    const platforms = platform === undefined ? await records.platforms() : [platform];
    const count = await records.forget(platforms.map((name) => pseudonyms.person(name, id)));
    const where = platforms.length > 0 ? ` on ${platforms.join(', ')}` : '';
    terminal.stdout.write(
      count > 0
        ? `${count} records of ${id}${where} are deleted.\n`
        : `There is no record of ${id}${where}. A person is named ${NAMED.join(', ')}.\n`,
    );
  } finally {
    await records.close();
  }
}
