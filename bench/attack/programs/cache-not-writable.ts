import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { synthesize } from '../../synthetic.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { neighbour } from '../program.js';

const PASSAGES = 10_000;
const MOST_ANSWER_MS = 1_000;

export const cacheNotWritable: Attack = {
  name: 'cache-not-writable',
  claims: 'Where nothing can be saved, nobody waits for it',
  tries: `two edits of ${PASSAGES} passages, the cache folder below a file`,
  async run(stage) {
    const { files, questions } = synthesize(PASSAGES, 10);
    const knowledge = await stage.folder(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    const file = join(await stage.folder({ file: '' }), 'file');
    const program = await stage.start({ knowledge, environment: { DOCENT_CACHE_DIR: join(file, 'cache') } });
    const seen = neighbour(program, 100, questions[0]);
    const edit = join(knowledge, '00000.md');
    for (let i = 1; i <= 2; i++) {
      await appendFile(edit, `\nOne more sentence ${i} stands here.\n`);
      await program.says(new RegExp(`(?:knowledge is in service[^]*){${i}}`));
    }
    const { failed, slowestMs } = await seen();
    const told = program.log.split('Nothing can be saved').length - 1;
    return [
      never('requests of others that failed', failed),
      atMost('slowest answer meanwhile', slowestMs, MOST_ANSWER_MS, 'ms'),
      atMost('warnings', told, 1),
      never('warnings missing', told === 0 ? 1 : 0),
    ];
  },
};
