import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { DocentError } from '../../src/errors.js';

/** Only the bot may read them: they hold tokens. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

const ID = /^[A-Z0-9]{1,40}$/;

/**
 * Keeps the installation of every workspace as a file, readable for its owner alone. A file is written beside the
 * old one and then takes its place, so that a crash leaves one or the other.
 */
export function createInstallationStore(folder: string): InstallationStore {
  const own = join(folder, 'slack-installations');
  return {
    async storeInstallation(installation) {
      const file = fileOf(own, idOf(installation));
      await mkdir(own, { recursive: true, mode: FOLDER_MODE });
      const text = JSON.stringify(withoutPeople(installation));
      const draft = `${file}.${process.pid}.new`;
      await writeFile(draft, text, { mode: FILE_MODE });
      await rename(draft, file);
    },
    async fetchInstallation(query) {
      const text = await readFile(fileOf(own, idOfQuery(query)), 'utf8').catch((cause) => {
        throw new DocentError(
          'slack-not-installed',
          'The app is not installed in this workspace. Open /slack/install at its public address.',
          { cause },
        );
      });
      return JSON.parse(text) as Installation<'v1' | 'v2', boolean>;
    },
    async deleteInstallation(query) {
      await rm(fileOf(own, idOfQuery(query)), { force: true });
    },
  };
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
