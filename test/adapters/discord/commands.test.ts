import { describe, expect, it } from 'vitest';
import { COMMAND_DEFINITIONS } from '../../../adapters/discord/commands.js';
import { sameCommands } from '../../../adapters/discord/register.js';
import { faultsOf } from '../../discord-server/checks.js';

type Plain = Record<string, unknown> & { options?: Plain[] };
const copy = () => JSON.parse(JSON.stringify(COMMAND_DEFINITIONS)) as Plain[];
const PATH = '/applications/1/commands';

describe('the commands', () => {
  it('are what Discord takes, and no more than seven', () => {
    expect(faultsOf({ method: 'PUT', path: PATH, body: COMMAND_DEFINITIONS })).toEqual([]);
    expect(COMMAND_DEFINITIONS.map(({ name }) => name)).toEqual([
      'ask',
      'compare',
      'topics',
      'help',
      'docent',
      'Answer this',
      'Save as article',
    ]);
  });

  it('are the same when Discord gives them back with ids, versions and what it fills in, in any order', () => {
    const given = copy().map((one) => ({ ...one, id: '5', version: '6', nsfw: false, dm_permission: null }));
    expect(sameCommands(given.reverse(), false)).toBe(true);
  });

  it.each([
    ['a description', (commands: Plain[]) => ((commands[0] as Plain).description = 'Other')],
    ['a name', (commands: Plain[]) => ((commands[1] as Plain).name = 'versus')],
    ['one too few', (commands: Plain[]) => commands.pop()],
    ['one too many', (commands: Plain[]) => commands.push({ type: 1, name: 'old', description: 'Old' })],
    ['the order of options', (commands: Plain[]) => (commands[1] as Plain).options?.reverse()],
    [
      'an option that is no longer required',
      (commands: Plain[]) => (((commands[0] as Plain).options?.[0] as Plain).required = false),
    ],
  ])('differ by %s', (_, change) => {
    const commands = copy();
    change(commands);
    expect(sameCommands(commands, false)).toBe(false);
  });
});
