import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { neighbour } from '../program.js';

const RECORDS = 1_000_000;
const WANTED_MS = 1_000;
/** Longest time that a report may hold up the thread that answers: as a reload. */
const MOST_STALL_MS = 50;
const TOKEN = 'a-token-for-the-attack';

/** Questions that nobody could answer, each of words of its own, asked through three months. */
function fill(file: string, now = Date.now()): void {
  const database = new DatabaseSync(file);
  const insert = database.prepare(
    `insert into questions values (?, 'web', ?, ?, 'fact', 'abstained', 0.1, null, '[]', ?, null, null)`,
  );
  database.exec('begin');
  for (let i = 0; i < RECORDS; i++) {
    const at = now - (i % 90) * 86_400_000 - (i % 80_000);
    const terms = [`w${i % 977}`, `w${i % 7_919}`, `w${(i * 7) % 104_729}`];
    insert.run(at, `p${i % 5_000}`, `k${i % 200_000}`, JSON.stringify(terms));
  }
  database.exec('commit');
  database.close();
}

export const manyRecords: Attack = {
  name: 'many-records',
  claims: 'The report of what was not met holds up nobody, however much there is',
  tries: `/admin at ${RECORDS} records, three times, and its CSV`,
  async run(stage) {
    const environment = { DOCENT_ADMIN_TOKEN: TOKEN };
    const first = await stage.start({ environment });
    await (await first.ask('what is oolong?')).text();
    await first.stop();
    fill(join(stage.home, 'data', 'records.db'));
    const program = await stage.start({ environment });
    await program.look();
    const seen = neighbour(program);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const times: number[] = [];
    let refused = 0;
    for (const path of ['/admin', '/admin', '/admin?part=open&page=2', '/admin/gaps.csv']) {
      const start = performance.now();
      const isOk = await program.fetch(path, { headers }).then(
        async (response) => (await response.text()) !== '' && response.ok,
        () => false,
      );
      times.push(performance.now() - start);
      if (!isOk) refused++;
    }
    const { stallMs } = await program.look();
    const { failed, slowestMs } = await seen();
    return [
      atMost('slowest page', Math.max(...times), WANTED_MS, 'ms'),
      never('pages that did not come', refused),
      atMost('longest standstill of the thread that answers', stallMs, MOST_STALL_MS, 'ms'),
      atMost('slowest answer to another meanwhile', slowestMs, WANTED_MS, 'ms'),
      never('questions of others that failed', failed),
    ];
  },
};
