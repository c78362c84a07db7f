import { z } from 'zod';
import { type Environment, readSettings, setting, wholeNumber } from '../process/settings.js';

/** Most parts and copies of an index that can be asked for. Ours: more is no matter of one setting. */
const MAX_SHARDS = 64;
const MAX_REPLICAS = 8;

/** Settings of the search engine that passages may be kept in. */
export const SEARCH_SETTINGS = z.object({
  SEARCH_URL: setting(
    z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
      .refine((urls) => urls.length > 0 && urls.every(isPlainAddress), {
        error: 'must be addresses that begin with http:// or https://, without user and password',
      })
      .optional(),
    {
      help: 'Write the address of OpenSearch, as https://search.example.com:9200, or those of several nodes with commas between; or leave it out.',
    },
  ),
  SEARCH_USER: setting(z.string().optional(), {
    help: 'Write the name of the user at OpenSearch, or leave it out.',
  }),
  SEARCH_PASSWORD: setting(z.string().optional(), {
    help: 'Write the password of SEARCH_USER, or leave it out.',
    secret: true,
  }),
  SEARCH_TOKEN: setting(z.string().optional(), {
    help: 'Write the token that OpenSearch takes in place of user and password, or leave it out.',
    secret: true,
  }),
  SEARCH_CA: setting(z.string().optional(), {
    help: 'Write the path of the certificate (PEM) of who signed that of OpenSearch, or leave it out.',
  }),
  SEARCH_INDEX: setting(
    z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be lower case letters, digits, - and _, a letter first')
      .default('docent'),
    { help: 'Write the name that the indexes of this knowledge begin with, or leave it out for docent.' },
  ),
  SEARCH_SHARDS: setting(wholeNumber(1, MAX_SHARDS).default(1), {
    help: 'Write into how many parts an index is cut, or leave it out for 1.',
  }),
  SEARCH_REPLICAS: setting(wholeNumber(0, MAX_REPLICAS).default(1), {
    help: 'Write how many copies of each part other nodes hold, 0 for a single node, or leave it out for 1.',
  }),
});

export type SearchSettings = z.infer<typeof SEARCH_SETTINGS>;

/** The same where there is an engine. */
export type SearchPlace = SearchSettings & { readonly SEARCH_URL: readonly string[] };

/** @returns `null` where passages are kept in no search engine @throws {DocentError} `bad-settings` */
export function readSearchSettings(environment: Environment): SearchPlace | null {
  const settings = readSettings(SEARCH_SETTINGS, environment);
  return settings.SEARCH_URL === undefined ? null : { ...settings, SEARCH_URL: settings.SEARCH_URL };
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
