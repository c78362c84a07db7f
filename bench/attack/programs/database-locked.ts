import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { neighbour } from '../program.js';

const HELD_MS = 12_000;
const MOST_STALL_MS = 50;
const MOST_ANSWER_MS = 1_000;

export const databaseLocked: Attack = {
  name: 'database-locked',
  claims: 'Who locks the records freezes no answer, and what is lost is counted',
  tries: `another process holds an exclusive lock for ${HELD_MS / 1_000} s, ten questions a second`,
  async run(stage) {
    const program = await stage.start();
    await (await program.ask('what is oolong?')).text();
    await pause(1_000);
    const file = join(stage.home, 'data', 'records.db');
    const database = new DatabaseSync(file);
    const count = () =>
      Number((database.prepare('select count(*) as n from questions').get() as { n: number }).n);
    const before = count();
    await program.look();
    database.exec('begin exclusive');
    const seen = neighbour(program);
    await pause(HELD_MS);
    const { stallMs } = await program.look();
    database.exec('commit');
    const { asked, failed, slowestMs } = await seen();
    const metrics = await (await program.fetch('/metrics')).text();
    const lost = Number(/^docent_records_lost_total(?:\{[^}]*\})? (\d+)/m.exec(metrics)?.[1] ?? 0);
    await program.stop();
    const kept = count() - before;
    database.close();
    return [
      atMost('longest standstill of the thread that answers', stallMs, MOST_STALL_MS, 'ms'),
      atMost('slowest answer', slowestMs, MOST_ANSWER_MS, 'ms'),
      never('questions that failed', failed),
      never(
        `records neither kept nor counted, of ${asked} (${kept} kept, ${lost} counted as lost)`,
        Math.max(0, asked - kept - lost),
      ),
    ];
  },
};
