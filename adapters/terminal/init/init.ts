import { join } from 'node:path';
import { DocentError } from '../../../src/errors.js';
import { PLATFORMS } from '../../platforms.js';
import { calledAs } from '../called-as.js';
import type { Terminal } from '../cli.js';
import { type Dialogue, DialogueEnded } from './dialogue.js';
import { openEnvFile } from './env-file.js';
import { setUpKnowledge } from './knowledge-step.js';
import { type OpenLink, setUpPlatform } from './platform-step.js';
import type { Service } from './service-file.js';
import { setUpService } from './service-step.js';
import { createSettings } from './setting-place.js';

/** Exit status when it was ended before its end. */
const ENDED = 1;

/** Where it is set up. */
export interface InitPlace {
  /** The folder where Docent is started. */
  readonly folder: string;
  readonly env: Terminal['env'];
  readonly open: OpenLink;
  /** The service that can be written, and where; `null`: this system knows none. */
  readonly service: { readonly path: string; readonly service: Service } | null;
}

/**
 * `docent init`: asks for the articles and the platforms, checks each answer as `docent doctor` does, and writes it down
 * before it asks on.
 * @returns the exit status: 0, or 1 when it was ended before
 * @throws {DocentError} `bad-env-file`, `bad-sources`, `not-writable`
 */
export async function init(dialogue: Dialogue, { folder, env, open, service }: InitPlace): Promise<number> {
  const path = join(folder, '.env');
  const file = await openEnvFile(path);
  const settings = createSettings(file, env);
  const docent = calledAs(env);
  dialogue.begin('Docent is set up');
  try {
    await setUpKnowledge(dialogue, settings, folder);
    const isSet = ({ variable, or, begun }: (typeof PLATFORMS)[number]) =>
      [variable, ...or, ...begun].some(settings.has);
    const wanted = await dialogue.chooseSome(
      'Where will people ask? None is well too: then it is a page.',
      PLATFORMS.map((one) => ({
        ...{ value: one.name, label: one.title },
        ...(isSet(one) ? { hint: 'is set up, or begun' } : {}),
      })),
      PLATFORMS.filter(isSet).map(({ name }) => name),
    );
    for (const platform of PLATFORMS)
      if (wanted.includes(platform.name)) await setUpPlatform(dialogue, settings, platform, open);
    if (service !== null) await setUpService(dialogue, service.path, service.service);
    dialogue.end(
      `\`${docent} start\` starts it, \`${docent} doctor\` looks at all of it again, \`${docent} init\` changes it.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof DialogueEnded)) throw error;
    dialogue.end(`Ended here. What was answered is in ${path}; \`${docent} init\` goes on with it.`);
    return ENDED;
  }
}

/** @throws {DocentError} `no-terminal` where nobody can answer */
export function refuseWithoutTerminal({ stdin, screen }: Pick<Terminal, 'stdin' | 'screen'>): void {
  if (stdin.isTTY && screen.isTTY) return;
  throw new DocentError(
    'no-terminal',
    '`docent init` asks questions, and there is no terminal to answer them in. Run it in one; or write the settings into .env yourself: .env.example tells all of them, `docent doctor` whether they are right.',
  );
}
