import { spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { servicePath, serviceText } from '../../../../adapters/terminal/init/service-file.js';
import { temporaryFolder } from '../../../builders.js';

const missing = spawnSync('systemd-analyze', ['--version']).status === 0 ? '' : ': there is no systemd here';

it.skipIf(missing)(`is read by systemd, whatever its paths are called${missing}`, async () => {
  const folder = join(await temporaryFolder(), 'of tea $HOME %h');
  await mkdir(folder);
  const program = join(folder, 'docent');
  await writeFile(program, '#!/bin/sh\n');
  await chmod(program, 0o755);
  const unit = join(folder, '../docent.service');
  const verified = async (text: string) => {
    await writeFile(unit, text);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    return { status, stderr };
  };
  const text = serviceText({ node: program, program, folder });
  expect(await verified(text)).toEqual({ status: 0, stderr: '' });
  // systemd looks whether the program is there, so the one that it read is ours.
  expect((await verified(text.replace('/docent"', '/coffee"'))).stderr).toContain('coffee');
});

it('stands where systemd looks for the services of a person', () => {
  expect(servicePath({}, '/home/anna')).toBe('/home/anna/.config/systemd/user/docent.service');
  expect(servicePath({ XDG_CONFIG_HOME: '/etc/anna' }, '/home/anna')).toBe(
    '/etc/anna/systemd/user/docent.service',
  );
});
