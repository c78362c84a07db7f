import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';

const DAY_MS = 86_400_000;
const RECORDS = 30;
const WRITTEN_MS = 2_000;

export const clockAhead: Attack = {
  name: 'clock-ahead',
  claims: 'A wrong clock deletes no records',
  tries: `${RECORDS} records, then two starts 400 days ahead and one 400 days behind`,
  async run(stage) {
    const file = join(stage.home, 'data', 'records.db');
    const count = () => {
      const database = new DatabaseSync(file);
      const { n } = database.prepare('select count(*) as n from questions').get() as { n: number };
      database.close();
      return n;
    };
    const first = await stage.start();
    for (let i = 0; i < RECORDS; i++) await (await first.ask(`what is oolong ${i}?`)).text();
    await first.stop();
    const before = count();
    let least = before;
    let answered = 0;
    for (const days of [400, 400, -400]) {
      const program = await stage.start({ environment: { ATTACK_CLOCK_AHEAD_MS: String(days * DAY_MS) } });
      await pause(WRITTEN_MS);
      if ((await program.ask('what is rooibos?')).ok) answered++;
      await program.stop();
      least = Math.min(least, count());
    }
    return [
      never('records missing before the clock is wrong', RECORDS - before),
      never('records deleted by it', before - least),
      never('questions that failed meanwhile', 3 - answered),
    ];
  },
};
