import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../adapters/platforms.js';
import { run } from '../../adapters/terminal/cli.js';
import { fakeTerminal, ROOT } from '../builders.js';

const ADAPTERS = join(ROOT, 'adapters');

describe('the list of platforms', () => {
  it('has every folder that has an entry, each once', async () => {
    const folders = (await readdir(ADAPTERS)).filter((name) => existsSync(join(ADAPTERS, name, 'entry.ts')));
    expect(PLATFORMS.map(({ name }) => name)).toEqual(folders.sort());
  });

  it.each(PLATFORMS)(
    'has for $title a guide, its variables, and what its preview is drawn with',
    async (one) => {
      const example = await readFile(join(ROOT, '.env.example'), 'utf8');
      for (const name of [one.variable, ...one.or, ...one.begun]) expect(example).toContain(`${name}=`);
      expect(existsSync(join(ROOT, one.guide.split(',')[0] ?? ''))).toBe(true);
      expect(existsSync(join(ADAPTERS, one.name, `preview/${one.name}.css`))).toBe(one.preview !== null);
    },
  );

  it.each(PLATFORMS)('loads nothing of $title before it is asked for', async ({ name }) => {
    const entry = await readFile(join(ADAPTERS, name, 'entry.ts'), 'utf8');
    expect(entry.match(/^import (?!type ).*$/gm)).toBeNull();
  });

  const WITH_COMMANDS = PLATFORMS.filter(({ commands }) => commands.length > 0);
  it.each(WITH_COMMANDS)('tells the command line of what $title needs', async ({ name, title, commands }) => {
    const terminal = fakeTerminal();
    expect([await run([name, '--help'], terminal), terminal.err()]).toEqual([0, '']);
    const text = terminal.out();
    expect(text.toLowerCase()).toContain(`what going live on ${title} takes`.toLowerCase());
    for (const command of commands) expect(text).toContain(`${command.name} `);
  });
});
