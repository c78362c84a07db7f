import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { openInBrowser } from '../browser.js';
import type { Terminal } from '../cli.js';
import { init, refuseWithoutTerminal } from './init.js';
import { servicePath } from './service-file.js';

/** `docent init` in the terminal, here. @returns the exit status @throws {DocentError} */
export async function startInit(terminal: Terminal): Promise<number> {
  refuseWithoutTerminal(terminal);
  const { createClackDialogue } = await import('./clack-dialogue.js');
  const { env } = terminal;
  const folder = process.cwd();
  const [, program = ''] = process.argv;
  return init(createClackDialogue(terminal), {
    ...{ folder, env },
    open: hasBrowser(env) ? openInBrowser : null,
    service:
      process.platform === 'linux'
        ? {
            path: servicePath(env, homedir()),
            service: { node: process.execPath, program: realpathSync(program), folder },
          }
        : null,
  });
}

/** Whether somebody sits where a browser would open. */
function hasBrowser(env: Terminal['env']): boolean {
  if (env.SSH_CONNECTION) return false;
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
