import { openRecords } from '../shared/records/open-records.js';
import type { Terminal } from './cli.js';

/** `docent forget`: deletes the records of one person. @throws {DocentError} what opening records throws */
export async function forget(id: string, platform: string | undefined, terminal: Terminal): Promise<void> {
  const { records, pseudonyms } = await openRecords(terminal.env);
  try {
    const platforms = platform === undefined ? await records.platforms() : [platform];
    const count = await records.forget(platforms.map((name) => pseudonyms.person(name, id)));
    const where = platforms.length > 0 ? ` on ${platforms.join(', ')}` : '';
    terminal.stdout.write(
      count > 0
        ? `${count} records of ${id}${where} are deleted.\n`
        : `There is no record of ${id}${where}. On Discord and Slack a person is named by the id that their profile copies, on the web by their address.\n`,
    );
  } finally {
    await records.close();
  }
}
