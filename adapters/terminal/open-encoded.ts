import { availableParallelism } from 'node:os';
import { openMeaning } from '../shared/meaning.js';
import { type OpenedBot, openBot } from '../shared/open-bot.js';
import type { Terminal } from './cli.js';
import { createProgressBar } from './progress-bar.js';

/**
 * Opens a bot for a command that asks and ends: first all passages are encoded, with a bar on the terminal where
 * that takes a while, so that the same command gives the same answer whatever is saved.
 * @throws {DocentError} as `openBot`
 */
export async function openEncoded(knowledge: string, terminal: Terminal): Promise<OpenedBot> {
  const bar = createProgressBar(terminal, (all) => `reading ${all} passages`);
  const meaning = await openMeaning({
    environment: terminal.env,
    warn: (message) => terminal.stderr.write(`docent: ${message}\n`),
    progress: ({ now, done, all }) => (now === 'encoding' ? bar.show(done, all) : bar.clear()),
    cores: availableParallelism(),
    eager: false,
  });
  const opened = await openBot({ knowledge, environment: terminal.env, meaning });
  await opened.meaning?.settled;
  return opened;
}
