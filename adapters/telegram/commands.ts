import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';

/** The commands that Telegram offers to who types "/". */
export const COMMANDS: readonly BotCommand[] = [
  { command: 'ask', description: 'Ask a question; the answer cites its sources' },
  { command: 'compare', description: 'Line two or three up, property by property' },
  { command: 'topics', description: 'What I know about' },
  { command: 'help', description: 'How to ask me' },
];

export const sameCommands = (registered: readonly BotCommand[]): boolean =>
  JSON.stringify(registered.map(({ command, description }) => [command, description])) ===
  JSON.stringify(COMMANDS.map(({ command, description }) => [command, description]));

/** Registers the commands when those that Telegram has differ. @returns whether they were registered anew */
export async function registerCommands(api: Api): Promise<boolean> {
  if (sameCommands(await api.getMyCommands())) return false;
  await api.setMyCommands(COMMANDS);
  return true;
}
