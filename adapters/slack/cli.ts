import { DocentError } from '../../src/errors.js';
import { writeFindings } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { examineSlack } from './doctor.js';
import { manifestFor } from './manifest.js';

type Write = (text: string) => void;

/** Longest name of an app, in characters. Source: https://docs.slack.dev/reference/app-manifest. */
const MAX_NAME = 35;

/** `docent slack manifest`. @throws {DocentError} `bad-manifest` */
export function manifest(
  {
    name,
    url,
    threads = false,
    groups = false,
    reactions = false,
  }: { name: string; url?: string; threads?: boolean; groups?: boolean; reactions?: boolean },
  write: Write,
): void {
  if (name.trim() === '' || name.length > MAX_NAME)
    throw new DocentError('bad-manifest', `The name of an app has 1 to ${MAX_NAME} characters.`);
  if (url !== undefined && !(URL.canParse(url) && new URL(url).protocol === 'https:'))
    throw new DocentError(
      'bad-manifest',
      `"${url}" is no address to which Slack sends requests: one begins with https://. Leave --url out for Socket Mode, which needs none.`,
    );
  const wanted = { name, url, followsThreads: threads, readsGroups: groups, seesReactions: reactions };
  write(`${JSON.stringify(manifestFor(wanted), null, 2)}\n`);
}

/** `docent doctor`, the part on Slack. @returns the exit status: 2 when something keeps the bot from working */
export async function doctor(environment: Environment, write: Write): Promise<number> {
  return writeFindings(await examineSlack(environment), write);
}
