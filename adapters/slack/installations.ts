import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { DocentError } from '../../src/errors.js';
import { type Sealed, seal, unseal } from '../process/sealed.js';
import { createState, type State } from '../records/state.js';

/** Only the bot may read them: they hold tokens. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

const KIND = 'slack installation';
/** Nothing is void after it. Source: ECMA-262, Time Values, the largest. */
const FOREVER = 8.64e15;
const ID = /^[A-Z0-9]{1,40}$/;

/**
 * Keeps the installation of every workspace as a file, encrypted, and readable for its owner alone. A file is written
 * beside the old one and then takes its place, so that a crash leaves one or the other. One that an earlier version
 * wrote plainly is encrypted when it is read first. Where processes share a database they are in it, encrypted in the
 * same way; what is in files is taken over when it is read first.
 * @param key what they are encrypted with, 64 hexadecimal digits
 */
export function createInstallationStore(
  folder: string,
  key: string,
  { shared, certain }: Pick<State, 'shared' | 'certain'> = createState(),
): InstallationStore {
  const secret = Buffer.from(key, 'hex');
  const files = storeInFiles(folder, secret);
  if (!shared) return files;
  /** While the database is away, what it said last. */
  const known = new Map<string, Sealed>();

  async function read(id: string): Promise<Sealed | null> {
    try {
      const sealed = (await certain.read(KIND, id)) as Sealed | undefined;
      if (sealed) known.set(id, sealed);
      else known.delete(id);
      return sealed ?? null;
    } catch (error) {
      const before = known.get(id);
      if (before) return before;
      throw error;
    }
  }
  const storeInstallation: InstallationStore['storeInstallation'] = async (installation) => {
    const id = idOf(installation);
    const value = seal(JSON.stringify(withoutPeople(installation)), secret, id);
    await certain.write({ kind: KIND, name: id, value, until: FOREVER, isSetting: true });
  };
  return {
    storeInstallation,
    async fetchInstallation(query) {
      const id = idOfQuery(query);
      const sealed = await read(id);
      if (sealed) return JSON.parse(decrypt(sealed, secret, id)) as Kept;
      const installation = await files.fetchInstallation(query);
      await storeInstallation(installation);
      // Else it would be there again when it is taken out elsewhere.
      await files.deleteInstallation?.(query);
      return installation;
    },
    async deleteInstallation(query) {
      known.delete(idOfQuery(query));
      await certain.remove(KIND, idOfQuery(query));
      await files.deleteInstallation?.(query);
    },
  };
}

function storeInFiles(folder: string, secret: Buffer): InstallationStore {
  const own = join(folder, 'slack-installations');

  async function write(id: string, text: string): Promise<void> {
    const file = fileOf(own, id);
    await mkdir(own, { recursive: true, mode: FOLDER_MODE });
    const draft = `${file}.${process.pid}.new`;
    await writeFile(draft, JSON.stringify(seal(text, secret, id)), { mode: FILE_MODE });
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
      const kept = JSON.parse(text) as Sealed | Kept;
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

/** @throws {DocentError} `slack-token-key` when the key is another, or the file was changed */
function decrypt(kept: Sealed, key: Buffer, id: string): string {
  try {
    return unseal(kept, key, id);
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
