import { availableParallelism } from 'node:os';
import { type MeaningState, openMeaning } from '../shared/meaning.js';
import { type OpenedBot, openBot } from '../shared/open-bot.js';
import type { Terminal } from './cli.js';

/** Width of the bar, in characters. */
const BAR = 30;

/**
 * Opens a bot for a command that asks and ends: first all passages are encoded, with a bar on the terminal where
 * that takes a while, so that the same command gives the same answer whatever is saved.
 * @throws {DocentError} as `openBot`
 */
export async function openEncoded(knowledge: string, terminal: Terminal): Promise<OpenedBot> {
  const meaning = await openMeaning({
    environment: terminal.env,
    warn: (message) => terminal.stderr.write(`docent: ${message}\n`),
    progress: progressBar(terminal),
    cores: availableParallelism(),
    eager: false,
  });
  const opened = await openBot({ knowledge, environment: terminal.env, meaning });
  await opened.meaning?.settled;
  return opened;
}

/** A bar on a terminal that is written anew in place; nothing where the output goes elsewhere. */
export function progressBar({ stderr }: Pick<Terminal, 'stderr'>): (state: MeaningState) => void {
  let shown = false;
  return ({ now, done, all }) => {
    if (stderr.isTTY !== true) return;
    if (now === 'encoding' && all > 0) {
      const filled = Math.floor((BAR * done) / all);
      stderr.write(
        `\rdocent: reading ${all} passages [${'#'.repeat(filled)}${' '.repeat(BAR - filled)}] ${done}`,
      );
      shown = true;
    } else if (shown) {
      stderr.write(`\r${' '.repeat(BAR + 60)}\r`);
      shown = false;
    }
  };
}
