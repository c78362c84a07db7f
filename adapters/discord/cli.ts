import { DocentError } from '../../src/errors.js';
import { writeFindings } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { explainedError, readApplication } from './application.js';
import { botIdOf, readDiscordSettings } from './config.js';
import { examineDiscord } from './doctor.js';
import { inviteLink } from './invite.js';
import { registerCommands } from './register.js';
import { createRest } from './rest.js';

type Write = (text: string) => void;

/** `docent discord register`. @throws {DocentError} */
export async function register(environment: Environment, write: Write): Promise<void> {
  const settings = readDiscordSettings(environment);
  const rest = createRest(settings);
  const { id, name } = await readApplication(rest);
  await registerCommands(rest, id, settings.DISCORD_GUILD_ID, true).catch((error) => {
    throw error instanceof DocentError ? error : explainedError(error);
  });
  const where = settings.DISCORD_GUILD_ID
    ? `in the server ${settings.DISCORD_GUILD_ID}; they are there at once`
    : 'everywhere; Discord shows them within a minute, an open app after a reload';
  write(`The commands of “${name}” are registered ${where}.\n`);
}

/** `docent discord invite`: asks Discord only when the token does not say whose it is. @throws {DocentError} */
export async function invite(environment: Environment, write: Write): Promise<void> {
  const settings = readDiscordSettings(environment);
  const id = botIdOf(settings.DISCORD_TOKEN) ?? (await readApplication(createRest(settings))).id;
  write(`${inviteLink(id)}\n`);
}

/** `docent doctor`, the part on Discord. @returns the exit status: 2 when something keeps the bot from working */
export async function doctor(environment: Environment, write: Write): Promise<number> {
  return writeFindings(await examineDiscord(environment), write);
}
