import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import {
  type Environment,
  readSettings,
  SHARED_SETTINGS,
  setting,
  wholeNumber,
} from '../process/settings.js';
import { TOKEN_VARIABLE } from '../service/scopes/place.js';

/** The port unless told otherwise. */
export const DEFAULT_PORT = 3000;

/** What a bearer token may be made of. Source: RFC 6750, section 2.1. */
const TOKEN = /^[\w.~+/-]{16,}=*$/;

/** Stands for every name that a request may call the server by. */
export const ANY_HOST = '*';

/** Longest name and greeting, in UTF-16 units, and most links: what has room in the head of the page. Ours. */
const MAX_NAME_LENGTH = 40;
const MAX_GREETING_LENGTH = 120;
const MAX_LINKS = 4;

const line = (max: number) => z.string().max(max, `must have at most ${max} characters`);

/** Labels with dots between. Source: RFC 1123, section 2.1; `_` as the names of containers have it. */
const HOST_NAME = /^[a-z\d_](?:[a-z\d_-]*[a-z\d_])?(?:\.[a-z\d_](?:[a-z\d_-]*[a-z\d_])?)*$/i;

const BEARER = z
  .string()
  .regex(TOKEN, 'is no token: one has at least 16 letters, digits or any of - . _ ~ + /, and may end in =');

const ORIGINS = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((origins) => origins.every(isOrigin), 'must be origins like https://example.com, without a path')
  .default([]);

const WEB_FIELDS = SHARED_SETTINGS.extend({
  DOCENT_WEB: setting(z.enum(['on', 'off'], { error: 'must be on or off' }).optional(), {
    help: 'Write on to have the chat page and the API beside Discord; or leave it out',
  }),
  DOCENT_MCP: setting(z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'), {
    help: 'Write on to have the Model Context Protocol at /mcp; or leave it out',
  }),
  DOCENT_WEB_HOST: setting(z.string().default('127.0.0.1'), {
    help: 'Write the address to listen on, 0.0.0.0 for all; or leave it out for this machine alone',
  }),
  DOCENT_WEB_PORT: setting(wholeNumber(0, 65_535).optional(), {
    help: `Write the port to listen on, 0 for any; or leave it out for ${DEFAULT_PORT}, or the next that is free`,
  }),
  DOCENT_WEB_HOSTS: setting(
    z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
      .refine(
        (names) => names.every((name) => name === ANY_HOST || HOST_NAME.test(name)),
        'must be names like docent.example.com, without http:// and without a port',
      )
      .default([]),
    {
      help: 'Write the names that people, proxies and monitors call the server by, with commas between, * for any; or leave it out for localhost, the name of this machine, and addresses of numbers',
    },
  ),
  DOCENT_WEB_RATE: setting(wholeNumber(1, 1_000_000).default(60), {
    help: 'Write how many questions may come from one address in a minute, or leave it out for 60',
  }),
  DOCENT_WEB_PROXIES: setting(wholeNumber(0, 10).default(0), {
    help: 'Write how many proxies of yours stand before Docent and add to X-Forwarded-For, or leave it out for none',
  }),
  DOCENT_API_TOKEN: setting(BEARER.optional(), {
    help: 'Write one that nobody guesses (openssl rand -hex 32), or leave it out to let everybody ask',
    secret: true,
  }),
  DOCENT_CORRECT_TOKEN: setting(BEARER.optional(), {
    help: 'Write one that nobody guesses (openssl rand -hex 32) and give it to those who correct answers, or leave it out to let nobody correct them on the page',
    secret: true,
  }),
  DOCENT_CORS_ORIGIN: setting(ORIGINS, {
    help: 'Write the origins of the pages that may use the API from a browser, with commas between; or leave it out for none but its own',
  }),
  DOCENT_WEB_NAME: setting(line(MAX_NAME_LENGTH).default('Docent'), {
    help: 'Write what the page is called, or leave it out for Docent',
  }),
  DOCENT_WEB_GREETING: setting(line(MAX_GREETING_LENGTH).default('What would you like to know?'), {
    help: 'Write the line that the page opens with, or leave it out',
  }),
  DOCENT_WEB_LOGO: setting(
    z
      .string()
      .regex(/\.(?:svg|png|webp|jpe?g)$/i, 'must be a picture: .svg, .png, .webp or .jpg')
      .optional(),
    { help: 'Write the path of the picture beside the name, or leave it out for that of Docent' },
  ),
  DOCENT_WEB_COLOUR: setting(
    z
      .string()
      .regex(
        /^#[\da-f]{6}(?:[\s,]+#[\da-f]{6})?$/i,
        'must be a colour like #1f5c9e, or two, the second for the dark page',
      )
      .transform((text): readonly [string, string] => {
        const [light = '', dark = light] = text.toLowerCase().split(/[\s,]+/);
        return [light, dark];
      })
      .optional(),
    { help: 'Write the colour of links and buttons, or leave it out' },
  ),
  DOCENT_WEB_LINKS: setting(
    z
      .string()
      .transform((text) => text.split(',').map(linkOf))
      .refine(
        (links) => links.length <= MAX_LINKS && links.every(({ label, url }) => label !== '' && isWeb(url)),
        `must be up to ${MAX_LINKS} links like Handbook=https://example.com, with commas between ("," in an address is "%2C")`,
      )
      .default([]),
    { help: 'Write the links in the head of the page, or leave it out for none' },
  ),
  DOCENT_WIDGET_ORIGINS: setting(ORIGINS, {
    help: 'Write the origins of the pages that may have the widget, with commas between; or leave it out for none',
  }),
  DOCENT_WIDGET_TOKEN: setting(BEARER.optional(), {
    help: 'Write one (openssl rand -hex 16) and the same into those pages; whoever reads them knows it, so let it be no other token of yours',
  }),
  DOCENT_WIDGET_RATE: setting(wholeNumber(1, 1_000_000).default(20), {
    help: 'Write how many questions one address may ask in the widget in a minute, or leave it out for 20',
  }),
});

export const WEB_SETTINGS = WEB_FIELDS.superRefine((settings, { addIssue }) => {
  const { DOCENT_WIDGET_ORIGINS: origins, DOCENT_WIDGET_TOKEN: token, DOCENT_API_TOKEN: secret } = settings;
  const path = ['DOCENT_WIDGET_TOKEN'];
  if (origins.length > 0 && token === undefined) addIssue({ code: 'custom', path, message: 'is missing' });
  if (token !== undefined && token === secret)
    addIssue({ code: 'custom', path, message: 'is the token of the API, which every page would then tell' });
});

/** A token that opens the API, and what rules call it. */
export interface NamedToken {
  readonly name: string;
  readonly token: string;
}

export type WebSettings = z.infer<typeof WEB_SETTINGS> & { readonly named: readonly NamedToken[] };

/** @throws {DocentError} `bad-settings` */
export function readWebSettings(environment: Environment): WebSettings {
  const settings = readSettings(WEB_SETTINGS, environment);
  return { ...settings, named: namedTokens(environment, settings) };
}

/** Tokens of the API that have a name: `DOCENT_API_TOKEN_PARTNERS`. */
function namedTokens(environment: Environment, settings: z.infer<typeof WEB_SETTINGS>): NamedToken[] {
  const names = Object.keys(environment).filter((name) => name.startsWith(TOKEN_VARIABLE));
  const given = readSettings(
    z.object(
      Object.fromEntries(
        names.map((name) => [
          name,
          setting(BEARER.optional(), {
            help: 'Write one that nobody guesses (openssl rand -hex 32), or leave it out',
            secret: true,
          }),
        ]),
      ),
    ),
    environment,
  );
  const tokens = Object.entries(given).flatMap(([name, token]) =>
    token === undefined ? [] : [{ name: name.slice(TOKEN_VARIABLE.length), token }],
  );
  const others = [settings.DOCENT_API_TOKEN, settings.DOCENT_WIDGET_TOKEN];
  for (const [i, { name, token }] of tokens.entries())
    if (others.includes(token) || tokens.findIndex((one) => one.token === token) < i)
      throw new DocentError(
        'bad-settings',
        `${TOKEN_VARIABLE}${name} is another token too, so that nobody could tell who sees what. Write one of its own (openssl rand -hex 32).`,
      );
  return tokens;
}

/** A link as the settings write it: what it says, `=`, where it leads. */
function linkOf(text: string): { readonly label: string; readonly url: string } {
  const [label = '', ...url] = text.split('=');
  return { label: label.trim(), url: url.join('=').trim() };
}

function isWeb(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
