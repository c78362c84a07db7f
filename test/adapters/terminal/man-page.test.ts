import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../adapters/terminal/cli.js';
import { manPage } from '../../../adapters/terminal/man-page.js';
import { version } from '../../../adapters/terminal/package.js';
import { fakeTerminal } from '../../builders.js';

const terminal = fakeTerminal();
const program = commands({ ...terminal, screen: terminal.stdout }, () => undefined);
const page = manPage(program, version());

const missing = spawnSync('groff', ['--version']).status === 0 ? '' : ': there is no groff here';

/** The page as a terminal shows it, and what groff says of it. */
function shownPage(): { shown: string; warnings: string } {
  const args = ['-man', '-ww', '-Kutf8', '-Tutf8', '-rLL=200n', '-P-cbou'];
  const { stdout, stderr } = spawnSync('groff', args, { encoding: 'utf8', input: page });
  return { shown: stdout.replaceAll('‐', '-'), warnings: stderr };
}

describe.skipIf(missing)(`the manual page${missing}`, () => {
  const { shown, warnings } = missing ? { shown: '', warnings: '' } : shownPage();

  it('is read without a warning', () => expect(warnings).toBe(''));

  it('tells every command and every option that the help tells', () => {
    for (const command of program.createHelp().visibleCommands(program)) {
      if (command.name() === 'help') continue;
      expect(shown).toMatch(new RegExp(`^ {3}${command.name()}\\b`, 'm'));
      for (const one of [command, ...command.commands])
        for (const { flags, long } of one.createHelp().visibleOptions(one))
          if (long !== '--help') expect(shown).toContain(flags);
    }
  });

  it('shows what to type as it is typed', () => {
    expect(shown).toContain(`echo '{"id":"1","q":"what is django?"}' | docent answer`);
    expect(shown).toContain('docent start --knowledge ~/handbook --port 8080');
    expect(shown).toMatch(/EXIT STATUS\n +0 +Done\./);
  });
});
