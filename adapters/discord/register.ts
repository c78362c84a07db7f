import type { RESTGetAPIApplicationCommandsResult } from 'discord.js';
import { type REST, Routes } from 'discord.js';
import { COMMAND_DEFINITIONS } from './commands.js';

/**
 * Registers the commands when those that Discord has differ: in one server, where they are there at once, or
 * everywhere. Commands of the same application that are not Docent's are taken away.
 * @param force registers them in any case
 * @returns whether they were registered anew
 */
export async function registerCommands(
  rest: REST,
  application: string,
  guild: string | undefined,
  force = false,
): Promise<boolean> {
  const route = guild
    ? Routes.applicationGuildCommands(application, guild)
    : Routes.applicationCommands(application);
  if (!force && sameCommands((await rest.get(route)) as RESTGetAPIApplicationCommandsResult, !!guild))
    return false;
  await rest.put(route, { body: COMMAND_DEFINITIONS });
  return true;
}

/** Whether the commands that Discord has are the ones wanted. A server's own have no contexts and no places. */
export function sameCommands(registered: readonly object[], inGuild: boolean): boolean {
  const plain = (commands: readonly object[]) =>
    JSON.stringify(commands.map((command) => normal(command, inGuild)).sort(byText));
  return plain(registered) === plain(COMMAND_DEFINITIONS);
}

const KEPT = new Set([
  'type',
  'name',
  'description',
  'options',
  'required',
  'autocomplete',
  'max_length',
  'integration_types',
  'contexts',
]);
const NOT_IN_GUILD = new Set(['integration_types', 'contexts']);

/** A part of a command with what we set, in one order, without what means the same as nothing. */
function normal(value: unknown, inGuild: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => normal(one, inGuild));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, own]) => KEPT.has(key) && !(inGuild && NOT_IN_GUILD.has(key)) && !isNothing(own))
    .map(([key, own]) => [key, normal(own, inGuild)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => byText(a, b)));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false || value === '' || isEmpty(value);
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function byText(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
