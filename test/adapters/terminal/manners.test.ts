import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { type FakeTerminal, fakeTerminal, ROOT, TEAS, temporaryFolder } from '../../builders.js';

async function docent(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<FakeTerminal & { status: number }> {
  const terminal = fakeTerminal({ env });
  return { ...terminal, status: await run(args, terminal) };
}

const help = async (...command: string[]) => (await docent([...command, '--help'])).out();

/** The names of commands in the help of the program. */
const COMMANDS = [...(await help()).matchAll(/^ {2}([a-z]+) /gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'docent' && name !== 'help');

/** What the help shows as typed: the program's name, and where it comes from a pipe what is before it. */
const examplesIn = (text: string) =>
  [...text.matchAll(/^ {2}((?:docent|echo|source) .+)$/gm)].map(([, line]) => line);

describe('the command line', () => {
  it.each(['--version', '-V'])('says with %s which version it is, and nothing else', async (flag) => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const { status, out, err } = await docent([flag]);
    expect([status, out(), err()]).toEqual([0, `${version}\n`, '']);
  });

  it('shows in its help examples and what the exit status means', async () => {
    const text = await help();
    expect(examplesIn(text).length).toBeGreaterThan(2);
    expect(text).toMatch(/Exit status:\n {2}0 .*\n {2}1 .*\n {2}2 /);
  });

  it.each(COMMANDS)('shows in the help of %s only examples that it can run', async (name) => {
    const text = await help(name);
    const examples = examplesIn(text);
    if (!['topics', 'doctor', 'discord', 'slack'].includes(name)) expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example).toContain(`docent ${name}`);
      const [, words = ''] = example?.split(`docent ${name}`) ?? [];
      for (const [flag] of words.matchAll(/(?<=\s)--?[a-z-]+/g))
        expect(text).toMatch(new RegExp(`^ +(?:-. *, )?${flag}\\b|^ +${flag},`, 'm'));
    }
  });

  it('starts where no command is named, with the options of start', async () => {
    const nowhere = { DOCENT_WEB: 'off', DOCENT_DATA_DIR: await temporaryFolder() };
    expect(await docent([], nowhere)).toMatchObject({ status: 2 });
    expect((await docent([], nowhere)).err()).toContain('No platform is set up');
    expect((await docent(['--knowledge', TEAS], nowhere)).err()).toContain('No platform is set up');
  });

  it.each(['x', '-1', '65536', '1.5', ''])('refuses %j as a port', async (port) => {
    const { status, err } = await docent(['--port', port]);
    expect([status, err()]).toEqual([2, expect.stringContaining('a whole number from 0 to 65535')]);
  });

  it('names the command that was meant', async () => {
    const { status, out, err } = await docent(['chekc']);
    expect([status, out()]).toEqual([2, '']);
    expect(err()).toContain('Did you mean check?');
  });

  it('says nothing but answers where they are piped on, whoever types the questions', async () => {
    const env = { KNOWLEDGE_DIR: TEAS, DOCENT_CACHE_DIR: await temporaryFolder() };
    const terminal = fakeTerminal({ input: 'what is oolong\n', tty: true, env });
    terminal.stdout.isTTY = false;
    expect(await run(['chat'], terminal)).toBe(0);
    expect(terminal.out()).toMatch(/^Oolong is /);
    expect(terminal.out()).not.toContain('\u001b');
  });
});
