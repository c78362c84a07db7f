import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { DocentError } from '../../src/errors.js';

/** Only the bot may read them: they hold tokens. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** How tokens are encrypted, and the length of what starts it, in bytes. Source: NIST SP 800-38D, section 5.2.1.1. */
const CIPHER = 'aes-256-gcm';
const START_BYTES = 12;

const ID = /^[A-Z0-9]{1,40}$/;

/**
 * Keeps the installation of every workspace as a file, encrypted, and readable for its owner alone. A file is written
 * beside the old one and then takes its place, so that a crash leaves one or the other. One that an earlier version
 * wrote plainly is encrypted when it is read first.
 * @param key what they are encrypted with, 64 hexadecimal digits
 */
export function createInstallationStore(folder: string, key: string): InstallationStore {
  const own = join(folder, 'slack-installations');
  const secret = Buffer.from(key, 'hex');

  async function write(id: string, text: string): Promise<void> {
    const file = fileOf(own, id);
    await mkdir(own, { recursive: true, mode: FOLDER_MODE });
    const draft = `${file}.${process.pid}.new`;
    await writeFile(draft, JSON.stringify(encrypt(text, secret, id)), { mode: FILE_MODE });
    await rename(draft, file);
  }

  return {
    async storeInstallation(installation) {
      await write(idOf(installation), JSON.stringify(withoutPeople(installation)));
    },
    async fetchInstallation(query) {
      const id = idOfQuery(query);
      const text = await readFile(fileOf(own, id), 'utf8').catch((cause) => {
        throw new DocentError(
          'slack-not-installed',
          'The app is not installed in this workspace. Open /slack/install at its public address.',
          { cause },
        );
      });
      const kept = JSON.parse(text) as Encrypted | Kept;
      if ('sealed' in kept) return JSON.parse(decrypt(kept, secret, id)) as Kept;
      await write(id, text);
      return kept;
    },
    async deleteInstallation(query) {
      await rm(fileOf(own, idOfQuery(query)), { force: true });
    },
  };
}

type Kept = Installation<'v1' | 'v2', boolean>;

/** What stands in a file, each part in base64. */
interface Encrypted {
  readonly start: string;
  readonly tag: string;
  readonly sealed: string;
}

/** @param id of the workspace; bound to the text, so that no file can take the place of another */
function encrypt(text: string, key: Buffer, id: string): Encrypted {
  const start = randomBytes(START_BYTES);
  const cipher = createCipheriv(CIPHER, key, start).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    start: start.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** @throws {DocentError} `slack-token-key` when the key is another, or the file was changed */
function decrypt({ start, tag, sealed }: Encrypted, key: Buffer, id: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(start, 'base64'))
      .setAAD(Buffer.from(id))
      .setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new DocentError(
      'slack-token-key',
      `The token of the workspace ${id} cannot be decrypted. Set SLACK_TOKEN_KEY to the key it was kept with; or install the app in the workspace again, at /slack/install.`,
      { cause },
    );
  }
}

/** The bot acts for itself alone: tokens of people, if there are any, are not kept. */
function withoutPeople(installation: Installation<'v1' | 'v2', boolean>) {
  return { ...installation, user: { id: installation.user.id, token: undefined, scopes: undefined } };
}

function idOf({ isEnterpriseInstall, enterprise, team }: Installation<'v1' | 'v2', boolean>): string {
  return (isEnterpriseInstall ? enterprise?.id : team?.id) ?? '';
}

function idOfQuery({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string {
  return (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
}

function fileOf(folder: string, id: string): string {
  if (!ID.test(id)) throw new DocentError('slack-workspace', `"${id}" is no id of a workspace.`);
  return join(folder, `${id}.json`);
}
