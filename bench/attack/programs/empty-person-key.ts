import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';

/** Keys that hide nobody, as a full disk or a broken copy leaves them. */
const KEYS = ['', '\n', 'x'];

export const emptyPersonKey: Attack = {
  name: 'empty-person-key',
  claims: 'People are hashed with no key that everybody knows',
  tries: 'a start with a person.key that is empty, blank or of one letter',
  async run(stage) {
    let accepted = 0;
    let unexplained = 0;
    for (const key of KEYS) {
      const data = await stage.folder({ 'person.key': key });
      const started = await stage
        .start({ environment: { DOCENT_DATA_DIR: data } })
        .catch((error: Error) => error);
      if (started instanceof Error) {
        if (!started.message.includes('person.key')) unexplained++;
        continue;
      }
      await started.stop();
      // Questions are answered all the same, and nothing is kept of them.
      if (existsSync(join(data, 'records.db'))) accepted++;
    }
    return [
      never('keys that were taken', accepted),
      never('refusals that do not name the file', unexplained),
    ];
  },
};
