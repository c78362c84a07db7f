import { execFileSync, spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { SHELLS } from '../../../adapters/terminal/completion.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';

async function script(shell: string): Promise<string> {
  const terminal = fakeTerminal();
  expect(await run(['completion', shell], terminal)).toBe(0);
  expect(terminal.err()).toBe('');
  return terminal.out();
}

/** What a shell offers at the end of words typed, as its script says. */
type Offers = (script: string, typed: readonly string[], folder: string) => string[];

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

const inBash: Offers = (written, typed, folder) => {
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _docent; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ['--noprofile', '--norc', '-c', `${written}\n${ask}`, 'bash', ...typed];
  return lines(execFileSync('bash', args, { encoding: 'utf8', cwd: folder }));
};

const inFish: Offers = (written, typed, folder) => {
  const args = ['--no-config', '-c', `${written}\ncomplete -C "$argv"`, typed.join(' ')];
  return lines(execFileSync('fish', args, { encoding: 'utf8', cwd: folder })).map(
    (line) => line.split('\t')[0] ?? '',
  );
};

const isHere = (shell: string) => spawnSync(shell, ['--version']).status === 0;

describe.each([
  ['bash', inBash],
  ['fish', inFish],
] as const)('completion in %s', (shell, offers) => {
  const missing = isHere(shell) ? '' : `: there is no ${shell} here`;

  it.skipIf(missing).each([
    [
      ['docent', 'ch'],
      ['chat', 'check'],
    ],
    [['docent', 'start', '--p'], ['--port']],
    [
      ['docent', 'check', '--format', ''],
      ['github', 'json', 'text'],
    ],
    [['docent', 'slack', 'ma'], ['manifest']],
    [
      ['docent', 'completion', ''],
      [...SHELLS, ...(shell === 'bash' ? ['--help'] : [])],
    ],
    [['docent', 'ask', '$(touch here)', '--js'], ['--json']],
  ])(`offers after %j what may stand there${missing}`, async (typed, offered) => {
    const folder = await temporaryFolder();
    expect(offers(await script(shell), typed, folder).sort()).toEqual([...offered].sort());
    // Nothing of what was typed is run.
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(missing)(`leaves files to the shell where a command takes files${missing}`, async () => {
    const folder = await temporaryFolder({ 'faq.docx': '', 'set.jsonl': '' });
    const offered = offers(await script(shell), ['docent', 'import', 'fa'], folder);
    expect(offered).toEqual(shell === 'bash' ? [] : ['faq.docx']);
    expect(offers(await script(shell), ['docent', 'eval', 's', '--min', 's'], folder)).toEqual([]);
  });
});

const noZsh = isHere('zsh') ? '' : ': there is no zsh here';
it.skipIf(noZsh)(`zsh reads its script${noZsh}`, async () => {
  const folder = await temporaryFolder({ _docent: await script('zsh') });
  expect(spawnSync('zsh', ['-n', join(folder, '_docent')]).status).toBe(0);
});

it('names every command, each with its options', async () => {
  const written = await script('zsh');
  for (const name of ['ask', 'start', 'doctor', 'import', 'gaps', 'completion'])
    expect(written).toMatch(new RegExp(`^ +${name}\\) _arguments `, 'm'));
  expect(written).toContain("--port}'[port of the chat page");
});

it('knows no other shell', async () => {
  const terminal = fakeTerminal();
  expect(await run(['completion', 'tcsh'], terminal)).toBe(2);
  expect(terminal.err()).toContain('bash, zsh, fish');
});
