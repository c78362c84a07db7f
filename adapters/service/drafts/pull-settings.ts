import { z } from 'zod';
import { DocentError } from '../../../src/errors.js';
import { type Environment, readSettings, setting, webAddress } from '../../process/settings.js';

/** Where requests go unless told otherwise. Source: https://docs.github.com/rest, Getting started. */
const GITHUB_API = 'https://api.github.com';

const number = z.string().regex(/^\d{1,20}$/, 'must be a number');

/** Settings of the repository that drafts are published to as pull requests. */
export const PULL_SETTINGS = z.object({
  DOCENT_DRAFTS_REPOSITORY: setting(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, 'must be an owner and a name, as teas/handbook')
      .optional(),
    {
      help: 'Write the repository whose pull requests drafts become, as teas/handbook; or leave it out, and they go into the folder of the articles.',
    },
  ),
  DOCENT_DRAFTS_FOLDER: setting(
    z
      .string()
      .default('knowledge')
      .transform((text) => text.replace(/^\/+|\/+$/g, ''))
      .refine((text) => !text.split('/').includes('..'), 'must be a path inside the repository'),
    { help: 'Write the folder of the articles in the repository, or leave it out for knowledge.' },
  ),
  DOCENT_DRAFTS_APP: setting(number.optional(), {
    help: 'Write the App ID of your GitHub App: https://github.com/settings/apps, "Edit", "About".',
  }),
  DOCENT_DRAFTS_INSTALLATION: setting(number.optional(), {
    help: 'Write the number at the end of the address of its installation: https://github.com/settings/installations, "Configure".',
  }),
  DOCENT_DRAFTS_KEY_FILE: setting(z.string().optional(), {
    help: 'Write the path of its private key (PEM): https://github.com/settings/apps, "Edit", "Private keys", "Generate a private key".',
  }),
  DOCENT_GITHUB_API_URL: setting(
    webAddress.default(GITHUB_API).transform((url) => url.replace(/\/+$/, '')),
    { help: `Write the address of GitHub's API, as ${GITHUB_API}, or leave it out.` },
  ),
});

/** Where drafts become pull requests, and as whom. */
export interface PullSettings {
  readonly repository: string;
  /** Of the articles, in the repository; empty for its root. */
  readonly folder: string;
  readonly app: string;
  readonly installation: string;
  /** Path of the private key. */
  readonly keyFile: string;
  readonly api: string;
}

/** @returns `null` where no repository is set @throws {DocentError} `bad-settings` */
export function readPullSettings(environment: Environment): PullSettings | null {
  const read = readSettings(PULL_SETTINGS, environment);
  const { DOCENT_DRAFTS_REPOSITORY: repository, DOCENT_DRAFTS_FOLDER: folder } = read;
  const { DOCENT_DRAFTS_APP: app, DOCENT_DRAFTS_INSTALLATION: installation } = read;
  const { DOCENT_DRAFTS_KEY_FILE: keyFile, DOCENT_GITHUB_API_URL: api } = read;
  if (repository === undefined) return null;
  if (app !== undefined && installation !== undefined && keyFile !== undefined)
    return { repository, folder, app, installation, keyFile, api };
  const missing = (['DOCENT_DRAFTS_APP', 'DOCENT_DRAFTS_INSTALLATION', 'DOCENT_DRAFTS_KEY_FILE'] as const)
    .filter((name) => read[name] === undefined)
    .map((name) => `  ${name} is missing. ${PULL_SETTINGS.shape[name].meta()?.help}`);
  throw new DocentError(
    'bad-settings',
    `DOCENT_DRAFTS_REPOSITORY needs a GitHub App that may write to it:\n${missing.join('\n')}`,
  );
}
