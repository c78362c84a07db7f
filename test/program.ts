import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from './builders.js';

const PROGRAM = join(ROOT, 'dist/adapters/terminal/main.js');

/**
 * Starts the built program; it is killed when the test ends.
 * @param environment all that it has beside `PATH`
 * @throws when it is not built
 */
export function startProgram(environment: Readonly<Record<string, string>>): ChildProcess {
  if (!existsSync(PROGRAM))
    throw new Error(`There is no ${PROGRAM}. Run "npm run build", or "npm test", which does.`);
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
