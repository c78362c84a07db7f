import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEnvFile, withSetting } from '../../../../adapters/terminal/init/env-file.js';
import { ROOT, temporaryFolder } from '../../../builders.js';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the file of settings', () => {
  it('is made for its owner alone, and reads as it was written', async () => {
    const path = join(await temporaryFolder(), '.env');
    const file = await openEnvFile(path);
    await file.set('TEA', 'green # not a comment');
    await file.set('POT', '');
    expect(parseEnv(await readFile(path, 'utf8'))).toEqual({ TEA: 'green # not a comment', POT: '' });
    expect(await modeOf(path)).toBe(0o600);
  });

  it('is taken from all others where it was there for them, and stays where a link leads', async () => {
    const folder = await temporaryFolder({ 'real.env': 'TEA=green\n' });
    await chmod(join(folder, 'real.env'), 0o644);
    await symlink(join(folder, 'real.env'), join(folder, '.env'));
    await (await openEnvFile(join(folder, '.env'))).set('TEA', 'white');
    expect(await readFile(join(folder, 'real.env'), 'utf8')).toBe('TEA=white\n');
    expect(await modeOf(join(folder, 'real.env'))).toBe(0o600);
  });

  it('keeps what was edited by hand since it was opened', async () => {
    const path = join(await temporaryFolder({ '.env': 'TEA=green\n' }), '.env');
    const file = await openEnvFile(path);
    await writeFile(path, '# Mild\nTEA=white\nCUPS=4\n');
    await file.set('POT', 'blue');
    expect(await readFile(path, 'utf8')).toBe('# Mild\nTEA=white\nCUPS=4\nPOT=blue\n');
    expect(file.values).toEqual({ TEA: 'white', CUPS: '4', POT: 'blue' });
  });

  it('is not written over where it cannot be read any more, or not so that a setting fits in', async () => {
    const path = join(await temporaryFolder({ '.env': 'TEA=green\n' }), '.env');
    const file = await openEnvFile(path);
    const broken = 'NOTE="never closed\n';
    await writeFile(path, broken);
    await expect(file.set('POT', `'"\``)).rejects.toThrow(/POT cannot be written into .*quotation mark/);
    expect(await readFile(path, 'utf8')).toBe(broken);
    await rm(path);
    await mkdir(path);
    await expect(file.set('POT', 'blue')).rejects.toThrow(/cannot be read: .*Make it readable/);
  });

  it('keeps its comments, its order, its blank lines and all other settings', () => {
    const text = '# Teas\n\nTEA=green # mild\nexport POT="blue"\n\n# Cups\nCUPS=4\n';
    expect(withSetting(text, 'POT', 'red')).toBe('# Teas\n\nTEA=green # mild\nPOT=red\n\n# Cups\nCUPS=4\n');
    expect(withSetting(text, 'SUGAR', 'none')).toBe(`${text}SUGAR=none\n`);
  });

  it('has a setting below the line that tells of it, as in .env.example', async () => {
    const text = await readFile(join(ROOT, '.env.example'), 'utf8');
    const written = withSetting(text, 'SLACK_APP_TOKEN', 'xapp-1') ?? '';
    expect(written).toContain('#SLACK_APP_TOKEN=\nSLACK_APP_TOKEN=xapp-1\n');
    expect(written.replace('SLACK_APP_TOKEN=xapp-1\n', '')).toBe(text);
  });

  it('takes no line of a quoted text for a setting', () => {
    const text = 'NOTE="first\nTEA=black\nlast"\n';
    expect(parseEnv(withSetting(text, 'TEA', 'green') ?? '')).toEqual({
      NOTE: 'first\nTEA=black\nlast',
      TEA: 'green',
    });
  });

  it('changes nothing where it cannot write a setting so that it reads as it should', async () => {
    const text = 'NOTE="never closed\n';
    const folder = await temporaryFolder({ '.env': text });
    const file = await openEnvFile(join(folder, '.env'));
    await expect(file.set('TEA', `'"\``)).rejects.toThrow(
      /TEA cannot be written into ".*\.env".*quotation mark/,
    );
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe(text);
  });

  it('says what to do where it cannot be read', async () => {
    const folder = await temporaryFolder();
    await expect(openEnvFile(folder)).rejects.toThrow(/cannot be read: .*Make it readable/);
  });

  it('whatever stands in it, reads as before but for what was set', () => {
    const name = fc.constantFrom('TEA', 'POT', 'CUPS');
    const value = fc.string({ maxLength: 12 }).filter((text) => !text.includes('\0'));
    const line = fc.oneof(
      fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
      fc.tuple(name, value).map(([key, text]) => `export ${key} = "${text}"`),
      fc.tuple(name, value).map(([key, text]) => `# ${key}=${text}`),
      fc.constantFrom('', '"', "'", 'NOTE="', '  TEA=', '\r'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), name, value, (lines, key, text) => {
        const before = lines.join('\n');
        const after = withSetting(before, key, text.trim());
        if (after === null) return;
        expect(parseEnv(after)).toEqual({ ...parseEnv(before), [key]: text.trim() });
      }),
    );
  });
});
