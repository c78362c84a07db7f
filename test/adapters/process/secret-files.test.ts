import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { z } from 'zod';
import { DISCORD_SETTINGS } from '../../../adapters/discord/config.js';
import { SECRETS, withSecretFiles } from '../../../adapters/process/secret-files.js';
import { helpOf, OPERATIONS_SETTINGS, readSettings } from '../../../adapters/process/settings.js';
import { SEARCH_SETTINGS } from '../../../adapters/search/settings.js';
import { TOKEN_VARIABLE } from '../../../adapters/service/scopes/place.js';
import { SLACK_SETTINGS } from '../../../adapters/slack/config.js';
import { TELEGRAM_SETTINGS } from '../../../adapters/telegram/config.js';
import { run } from '../../../adapters/terminal/cli.js';
import { readWebSettings, WEB_SETTINGS } from '../../../adapters/web/config.js';
import { fakeTerminal, ROOT, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { TOKEN } from '../../discord-server/world.js';

const SCHEMAS = [
  ...[
    DISCORD_SETTINGS,
    SLACK_SETTINGS,
    TELEGRAM_SETTINGS,
    OPERATIONS_SETTINGS,
    WEB_SETTINGS,
    SEARCH_SETTINGS,
  ],
] as readonly z.ZodObject[];

async function file(text: string): Promise<string> {
  return join(await temporaryFolder({ secret: text }), 'secret');
}

const messageOf = (environment: Record<string, string>): string => {
  try {
    withSecretFiles(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The files were accepted');
};

describe('a secret in a file', () => {
  it('can be every setting that is a secret, and nothing else', () => {
    const secrets = SCHEMAS.flatMap(({ shape }) =>
      Object.entries(shape)
        .filter(([, type]) => helpOf(type as z.ZodType)?.secret)
        .map(([name]) => name),
    );
    expect([...new Set(secrets)].sort()).toEqual([...SECRETS].sort());
  });

  it.each([...SECRETS, `${TOKEN_VARIABLE}PARTNERS`])(
    'is read for %s, without the end of its line',
    async (name) => {
      for (const end of ['', '\n', '\r\n', '\n\n'])
        expect(withSecretFiles({ [`${name}_FILE`]: await file(`tea in a pot${end}`) })).toEqual({
          [name]: 'tea in a pot',
        });
    },
  );

  it('is of no other setting, and none where no file is named', async () => {
    const environment = { DISCORD_GUILD_ID_FILE: '/nowhere', DISCORD_TOKEN_FILE: ' ', TEA: 'green' };
    expect(withSecretFiles(environment)).toEqual({ DISCORD_GUILD_ID_FILE: '/nowhere', TEA: 'green' });
  });

  it('is taken where the setting itself is there and empty, as in .env', async () => {
    const environment = { SLACK_BOT_TOKEN: '', SLACK_BOT_TOKEN_FILE: await file('xoxb-1\n') };
    expect(withSecretFiles(environment)).toEqual({ SLACK_BOT_TOKEN: 'xoxb-1' });
  });

  it('is no token of its own: not the name of the file, and not its path', async () => {
    const token = 'a'.repeat(32);
    const settings = readWebSettings(
      withSecretFiles({
        DOCENT_API_TOKEN_FILE: await file(token),
        DOCENT_API_TOKEN_PARTNERS_FILE: await file('b'.repeat(32)),
      }),
    );
    expect(settings.DOCENT_API_TOKEN).toBe(token);
    expect(settings.named).toEqual([{ name: 'PARTNERS', token: 'b'.repeat(32) }]);
  });

  it('must be read, be short and not be empty: every fault is told with its path', async () => {
    const folder = await temporaryFolder({ empty: '\n', long: 'x'.repeat(65_537) });
    const text = messageOf({
      DISCORD_TOKEN_FILE: join(folder, 'missing'),
      TELEGRAM_TOKEN_FILE: folder,
      SLACK_BOT_TOKEN_FILE: join(folder, 'empty'),
      SLACK_APP_TOKEN_FILE: join(folder, 'long'),
    });
    expect(text).toContain('4 settings are missing or wrong');
    expect(text).toContain(
      `DISCORD_TOKEN_FILE names "${join(folder, 'missing')}", which cannot be read (ENOENT)`,
    );
    expect(text).toContain(`TELEGRAM_TOKEN_FILE names "${folder}", which cannot be read (EISDIR)`);
    expect(text).toContain('which is empty. Write the secret there');
    expect(text).toContain('it has more than 64 KB');
  });

  it.each([...SECRETS, `${TOKEN_VARIABLE}MY`])(
    'is not shown where %s_FILE has the secret itself for a path',
    (name) => {
      const text = messageOf({ [`${name}_FILE`]: 'MTA5.tea/in a-pot' });
      expect(text).toContain(
        `${name}_FILE names no file that is there; write the path of the file, not the secret.`,
      );
      expect(text).not.toContain('MTA5');
    },
  );

  it.each(['./nowhere', '../nowhere/token', '~/token', '/nowhere/token', 'test'])(
    'is told by its path where that is surely one: %s',
    (path) => expect(messageOf({ DISCORD_TOKEN_FILE: path })).toContain(`DISCORD_TOKEN_FILE names "${path}"`),
  );

  it('is not given twice', async () => {
    const environment = { DISCORD_TOKEN: 'one', DISCORD_TOKEN_FILE: await file('another') };
    expect(messageOf(environment)).toContain('DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set. Take one');
    // A shard has it of the process that starts it.
    expect(withSecretFiles({ ...environment, SHARDING_MANAGER: 'true' }).DISCORD_TOKEN).toBe('one');
  });

  it('is in no error, whatever it is and whatever is wrong', async () => {
    const path = await file('');
    const secret = fc
      .stringMatching(/^[ -~]{12,60}$/)
      .filter((text) => text.trim() === text && !ALL_HELP.includes(text));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SECRETS), secret, fc.boolean(), async (name, text, isTwice) => {
        await writeFile(path, `${text}\n`);
        const environment = { [`${name}_FILE`]: path, ...(isTwice ? { [name]: `${text}x` } : {}) };
        for (const schema of SCHEMAS) {
          const message = await Promise.resolve()
            .then(() => readSettings(schema, withSecretFiles(environment)))
            .then(
              () => '',
              (error: Error) => `${error.message}${error.stack}`,
            );
          expect(message).not.toContain(text);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('goes live with the program', async () => {
    const server = await DiscordServer.start();
    onTestFinished(() => server.stop());
    const env = {
      DOCENT_CACHE_DIR: await temporaryFolder(),
      DOCENT_DATA_DIR: await temporaryFolder(),
      DISCORD_API_URL: server.url,
      DISCORD_TOKEN_FILE: await file(`${TOKEN}\n`),
    };
    const terminal = fakeTerminal({ env });
    expect(await run(['doctor'], terminal)).toBe(0);
    expect(terminal.out()).toContain('The token is that of “Docent”');
  });

  it('that is missing ends a command with what to do, and no help', async () => {
    const env = { DISCORD_TOKEN_FILE: '/nowhere/token' };
    const terminal = fakeTerminal({ env });
    expect(await run(['doctor'], terminal)).toBe(2);
    expect(terminal.err()).toMatch(
      /^docent: A setting is.*\n {2}DISCORD_TOKEN_FILE names "\/nowhere\/token"/,
    );
    expect(await run(['doctor', '--help'], fakeTerminal({ env }))).toBe(0);
  });

  it('is told in docs/deploy.md, for every setting', async () => {
    const text = await readFile(join(ROOT, 'docs/deploy.md'), 'utf8');
    const [, table = ''] = /## Secrets from files\n(.*?)\n## /s.exec(text) ?? [];
    expect([...table.matchAll(/`([A-Z_]+)_FILE`/g)].map(([, name]) => name).sort()).toEqual(
      [...SECRETS, `${TOKEN_VARIABLE}NAME`].sort(),
    );
  });
});

/** What errors say by themselves. */
const ALL_HELP = SCHEMAS.flatMap(({ shape }) =>
  Object.values(shape).map((type) => helpOf(type as z.ZodType)?.help ?? ''),
).join('\n');
