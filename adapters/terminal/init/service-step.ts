import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { writeAside } from '../../process/whole-files.js';
import type { Dialogue } from './dialogue.js';
import { type Service, serviceText } from './service-file.js';

/** Offers a service that runs Docent, and says how it is started. */
export async function setUpService(dialogue: Dialogue, path: string, service: Service): Promise<void> {
  dialogue.part('Service');
  const wanted = serviceText(service);
  const there = await readFile(path, 'utf8').catch(() => null);
  if (there === wanted) {
    dialogue.found([{ state: 'good', text: `The service file "${path}" is as it should be.` }]);
    return;
  }
  const question =
    there === null
      ? 'Write a service file for systemd, so that Docent runs without you?'
      : `Write the service file anew? "${path}" is another one.`;
  if (!(await dialogue.confirm(question, false))) return;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAside(path, wanted);
  } catch (cause) {
    throw new DocentError(
      'not-writable',
      `The service file "${path}" cannot be written: ${(cause as Error).message}. docs/deploy.md shows what stands in it.`,
      { cause },
    );
  }
  const findings = [{ state: 'good', text: `Written: "${path}".` }] as const;
  dialogue.found(findings);
  if (/[\\/]_npx[\\/]/.test(service.program))
    dialogue.found([
      {
        state: 'note',
        text: `npx keeps the program in a cache ("${service.program}"), which is deleted some day.`,
        remedy: 'Install it (docs/operations.md, “Installing”), and run `docent init` again.',
      },
    ]);
  dialogue.say(
    'To start it now and with the machine:\n  systemctl --user daemon-reload\n  systemctl --user enable --now docent\n  loginctl enable-linger\nIts log: journalctl --user -u docent',
  );
}
