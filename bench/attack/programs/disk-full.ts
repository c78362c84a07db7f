import { appendFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { TEAS } from '../program.js';

/** No file may grow beyond so many blocks of 512 bytes: what is written then fails as on a full disk. */
const BLOCKS = 1_024;
const QUESTIONS = 3_000;
const MOST_ANSWER_MS = 1_000;

export const diskFull: Attack = {
  name: 'disk-full',
  claims: 'On a full disk questions are answered, and what is lost is counted',
  tries: `files of ${BLOCKS / 2} KB at most, ${QUESTIONS} questions and an edit of the articles`,
  async run(stage) {
    const knowledge = await stage.folder();
    await cp(TEAS, knowledge, { recursive: true });
    const program = await stage.start({
      knowledge,
      ulimit: `-f ${BLOCKS}`,
      environment: { DOCENT_KEEP_QUESTIONS: 'on' },
    });
    let failed = 0;
    let slowestMs = 0;
    for (let i = 0; i < QUESTIONS; i++) {
      const start = performance.now();
      const response = await program.ask(`what is oolong, I wonder for the time ${i}?`);
      await response.text();
      slowestMs = Math.max(slowestMs, performance.now() - start);
      if (!response.ok) failed++;
      if (i === 100)
        await appendFile(join(knowledge, 'teas.md'), '\n## Zarf\n\nA zarf is a holder for a cup.\n');
    }
    await pause(6_000);
    const metrics = await (await program.fetch('/metrics')).text();
    const lost = Number(/^docent_records_lost_total(?:\{[^}]*\})? (\d+)/m.exec(metrics)?.[1] ?? 0);
    const served = (await (await program.ask('what is a zarf?')).text()).includes('holder');
    const { ms } = await program.stop();
    return [
      never('questions that failed', failed),
      atMost('slowest answer', slowestMs, MOST_ANSWER_MS, 'ms'),
      never(
        `disks on which nothing was lost (then nothing is shown by this; ${lost} lost)`,
        lost > 0 ? 0 : 1,
      ),
      never('edits that were not taken in', served ? 0 : 1),
      atMost('a stop takes', ms, 10_000, 'ms'),
    ];
  },
};
