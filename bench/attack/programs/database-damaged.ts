import { readdirSync } from 'node:fs';
import { open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';

/** Ways to damage a file. */
const DAMAGES: Readonly<Record<string, (file: string) => Promise<void>>> = {
  'other content': (file) => writeFile(file, 'this is no database '.repeat(1_000)),
  'its pages overwritten': async (file) => {
    const opened = await open(file, 'r+');
    await opened.write(Buffer.alloc(12_000, 0xa5), 0, 12_000, 4_096);
    await opened.close();
  },
  'cut off': (file) => truncate(file, 5_000),
};

export const databaseDamaged: Attack = {
  name: 'database-damaged',
  claims: 'A damaged database is set aside, and the program starts',
  tries: Object.keys(DAMAGES).join(', '),
  async run(stage) {
    const data = join(stage.home, 'data');
    const file = join(data, 'records.db');
    let silent = 0;
    let unkept = 0;
    let failed = 0;
    for (const damage of Object.values(DAMAGES)) {
      const first = await stage.start();
      for (let i = 0; i < 20; i++) await (await first.ask(`what is oolong ${i}?`)).text();
      await first.stop();
      await damage(file);
      const aside = () => readdirSync(data).filter((name) => name.includes('.damaged-')).length;
      const before = aside();
      const program = await stage.start();
      if (!(await program.ask('what is oolong?')).ok) failed++;
      await program.stop();
      if (aside() === before) unkept++;
      if (!/damaged/.test(program.log)) silent++;
    }
    return [
      never('questions that failed', failed),
      never('databases that were not set aside', unkept),
      never('of which the log says nothing', silent),
    ];
  },
};
