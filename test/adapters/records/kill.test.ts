import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { recordOf } from './builders.js';

const MODULE = join(ROOT, 'dist/adapters/records/open-records.js');

/** Writes records without an end, and says of each when it is kept. */
const WRITER = `
  const { openRecords } = await import(process.env.MODULE);
  const { records } = await openRecords(process.env);
  for (let i = 0; ; i++) {
    await records.add({ ...JSON.parse(process.env.RECORD), at: new Date(i), key: String(i) });
    process.stdout.write(i + '\\n');
  }
`;

it('loses at most the record that was being written when the process is killed', async () => {
  if (!existsSync(MODULE))
    throw new Error(`There is no ${MODULE}. Run "npm run build", or "npm test", which does.`);
  const folder = await temporaryFolder();
  let before = 0;
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', WRITER], {
      env: { MODULE, DOCENT_DATA_DIR: folder, RECORD: JSON.stringify(recordOf()) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.length > 2_000) child.kill('SIGKILL');
      });
      child.once('close', () => resolve());
    });
    const told = said.split('\n').length - 1;
    const { records } = await openRecords({ DOCENT_DATA_DIR: folder });
    const keys = (await records.unmet(new Date(0))).map(({ key }) => Number(key));
    await records.close();
    const kept = keys.length - before;
    // What was told is kept; one more may have been kept and not told any more.
    expect(told).toBeGreaterThan(100);
    expect(kept).toBeGreaterThanOrEqual(told);
    expect(kept).toBeLessThanOrEqual(told + 1);
    before = keys.length;
  }
});
