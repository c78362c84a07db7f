import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DocentError } from '../../src/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that are secrets. They are named here, and not read from the schemas, as most commands load none of those;
 * a test holds the two together.
 */
export const SECRETS = [
  ...['DISCORD_TOKEN', 'TELEGRAM_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
  ...['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_TOKEN_KEY'],
  ...['DOCENT_PERSON_KEY', 'DOCENT_DATABASE_URL', 'DOCENT_HANDOVER_WEBHOOK'],
  ...['DOCENT_ADMIN_TOKEN', 'DOCENT_METRICS_TOKEN', 'DOCENT_API_TOKEN', 'DOCENT_CORRECT_TOKEN'],
  ...['SEARCH_PASSWORD', 'SEARCH_TOKEN'],
] as const;

/** A token of the API that has a name. */
const NAMED_TOKEN = /^DOCENT_API_TOKEN_\w+$/;

/** Behind the name of a secret: the file that holds it. */
const FILE = '_FILE';

/** Longest secret, in bytes. Ours: the longest key that anybody has is a tenth of it, and a wrong path is soon known. */
const MAX_SECRET_BYTES = 65_536;

/**
 * An environment with the secrets that it names files for: `DISCORD_TOKEN_FILE=/run/secrets/discord`, as Docker and
 * Kubernetes hand them over. Line ends at the end of a file are no part of it.
 * @throws {DocentError} `bad-settings`: every file that cannot be read, and every secret that is given twice; no secret is shown
 */
export function withSecretFiles(environment: Environment): Environment {
  const found: Record<string, string | undefined> = { ...environment };
  const faults: string[] = [];
  for (const [name, path] of filesIn(environment)) {
    // It is not handed on: by its name it would be a token of the API.
    delete found[name + FILE];
    if (path === '') continue;
    if (environment[name]?.trim()) {
      // A shard is given its token by the process that starts it.
      if (!('SHARDING_MANAGER' in environment))
        faults.push(`${name} and ${name + FILE} are both set. Take one of them away`);
      continue;
    }
    const { secret, fault } = secretIn(path);
    if (fault === undefined) found[name] = secret;
    else
      faults.push(
        isPath(path)
          ? `${name + FILE} names "${path}", which ${fault}`
          : `${name + FILE} names no file that is there; write the path of the file, not the secret`,
      );
  }
  if (faults.length === 0) return found;
  const count = faults.length === 1 ? 'A setting is' : `${faults.length} settings are`;
  throw new DocentError('bad-settings', `${count} missing or wrong:\n  ${faults.join('.\n  ')}.`);
}

/** Secrets, and the files that are named for them. */
function filesIn(environment: Environment): (readonly [name: string, path: string])[] {
  return Object.entries(environment).flatMap(([variable, path]) => {
    const name = variable.endsWith(FILE) ? variable.slice(0, -FILE.length) : '';
    const isSecret = (SECRETS as readonly string[]).includes(name) || NAMED_TOKEN.test(name);
    return isSecret ? [[name, path?.trim() ?? ''] as const] : [];
  });
}

/** Whether a text is surely meant as a path: one that is not may be the secret itself, which is never shown. */
const isPath = (text: string): boolean => /^(?:\/|\.{1,2}\/|~)/.test(text) || existsSync(text);

type Read =
  | { readonly secret: string; readonly fault?: never }
  | { readonly fault: string; readonly secret?: never };

function secretIn(path: string): Read {
  let bytes: Buffer;
  try {
    bytes = firstBytes(path, MAX_SECRET_BYTES + 1);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { fault: `cannot be read (${code}). Write the secret there, readable for who runs Docent` };
  }
  if (bytes.length > MAX_SECRET_BYTES)
    return { fault: `is no secret: it has more than ${MAX_SECRET_BYTES / 1_024} KB. Name another file` };
  const secret = bytes.toString('utf8').replace(/[\r\n]+$/, '');
  return secret.trim() === '' ? { fault: 'is empty. Write the secret there' } : { secret };
}

/** What a file begins with; it may be a pipe, of which nobody knows how long it is. */
function firstBytes(path: string, most: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, most - length, null);
      length += read;
      if (read === 0 || length === most) return bytes.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
