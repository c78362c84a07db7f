import { availableParallelism } from 'node:os';
import { type MeaningState, openMeaning } from '../service/meaning.js';
import { type OpenedBot, openBot } from '../service/open-bot.js';
import type { Terminal } from './cli.js';
import { createProgressBar } from './progress-bar.js';

/**
 * Opens a bot for a command that asks and ends: first all passages are encoded, with a bar on the terminal where
 * that takes a while, so that the same command gives the same answer whatever is saved.
 * @throws {DocentError} as `openBot`
 */
export async function openEncoded(knowledge: string, terminal: Terminal): Promise<OpenedBot> {
  const meaning = await openMeaning({
    environment: terminal.env,
    warn: (message) => terminal.stderr.write(`docent: ${message}\n`),
    progress: encodingBar(terminal),
    cores: availableParallelism(),
    eager: false,
  });
  const opened = await openBot({ knowledge, environment: terminal.env, meaning });
  await opened.meaning?.settled;
  return opened;
}

/** Shows on a terminal how far the passages are encoded. */
export function encodingBar(terminal: Pick<Terminal, 'stderr'>): (state: MeaningState) => void {
  const bar = createProgressBar(terminal, (all) => `reading ${all} passages`);
  return ({ now, done, all }) => (now === 'encoding' ? bar.show(done, all) : bar.clear());
}
