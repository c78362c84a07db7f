import { DocentError } from '../../src/errors.js';
import { openBot } from '../shared/open-bot.js';
import type { Terminal } from './cli.js';

/** `docent doctor`: whether the knowledge opens, and what each platform needs. @returns the exit status: 0, or 2 */
export async function doctor(folder: string, terminal: Terminal): Promise<number> {
  const write = (text: string) => terminal.stdout.write(text);
  let status = 0;
  try {
    const { bot } = await openBot({ knowledge: folder, environment: terminal.env });
    const { documents, subjects, passages } = bot.corpus;
    write(
      `ok    The knowledge in "${folder}" opens: ${documents.length} articles, ${subjects.length} subjects, ${passages.length} passages.\n`,
    );
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    write(`BAD   ${error.message}\n`);
    status = 2;
  }
  if (!terminal.env.DISCORD_TOKEN?.trim()) {
    write(
      'note  Discord is not set up: DISCORD_TOKEN is missing.\n      → docs/discord.md says how, step by step.\n',
    );
    return status;
  }
  const { doctor: examine } = await import('../discord/cli.js');
  return Math.max(status, await examine(terminal.env, write));
}
