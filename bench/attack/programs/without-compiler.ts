import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { ROOT } from '../program.js';

export const withoutCompiler: Attack = {
  name: 'without-compiler',
  claims: 'An installation without what only developers need is prepared and starts',
  tries:
    'what npm runs after `npm ci --omit=dev`, in a copy without node_modules, with and without what was built',
  async run(stage) {
    const statusIn = async (parts: readonly string[], args: readonly string[]) => {
      const copy = await stage.folder();
      for (const part of ['package.json', 'adapters/terminal/prepare.mjs', ...parts])
        await cp(join(ROOT, part), join(copy, part), { recursive: true });
      return spawnSync(process.execPath, ['adapters/terminal/prepare.mjs', ...args], { cwd: copy }).status;
    };
    return [
      never('installations that fail', (await statusIn([], [])) === 0 ? 0 : 1),
      never(
        'starts of what was built that fail',
        (await statusIn(['dist/adapters/terminal'], ['start'])) === 0 ? 0 : 1,
      ),
    ];
  },
};
