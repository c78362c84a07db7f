import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manifestFor } from '../../../../adapters/slack/manifest.js';
import { run } from '../../../../adapters/terminal/cli.js';
import { init } from '../../../../adapters/terminal/init/init.js';
import { fakeTerminal, TEAS, temporaryFolder } from '../../../builders.js';
import { DiscordServer } from '../../../discord-server/server.js';
import { APPLICATION, TOKEN } from '../../../discord-server/world.js';
import { SlackServer } from '../../../slack-server/server.js';
import { APP_TOKEN, CLIENT_ID, SIGNING_SECRET, TEAM } from '../../../slack-server/world.js';
import { TelegramServer } from '../../../telegram-server/server.js';
import { TOKEN as TELEGRAM_TOKEN } from '../../../telegram-server/world.js';
import { shippedManifest } from '../../slack/live.js';
import { type Answer, answering, END } from './answering.js';

interface Options {
  readonly folder?: string;
  readonly env?: Record<string, string>;
  readonly service?: boolean;
  readonly opened?: string[];
}

/** Somebody sets Docent up in a folder, answering so. Whatever they do, no secret is shown. */
async function setUp(answers: readonly Answer[], options: Options = {}) {
  const folder = options.folder ?? (await temporaryFolder());
  const dialogue = answering(answers);
  const { opened } = options;
  const status = await init(dialogue, {
    folder,
    env: {
      MEANING: 'words',
      DOCENT_CACHE_DIR: await temporaryFolder(),
      DOCENT_DATA_DIR: await temporaryFolder(),
      DOCENT_SOURCES: join(folder, 'sources.yaml'),
      ...options.env,
    },
    open: opened ? async (url) => void opened.push(url) : null,
    service: options.service
      ? {
          path: join(folder, 'services/docent.service'),
          service: { node: '/usr/bin/node', program: '/opt/docent/main.js', folder },
        }
      : null,
  });
  const text = await readFile(join(folder, '.env'), 'utf8').catch(() => '');
  const said = dialogue.said();
  for (const secret of [TOKEN, TEAM.botToken, APP_TOKEN, TELEGRAM_TOKEN]) {
    expect(said).not.toContain(secret);
    expect(dialogue.asked.join('\n')).not.toContain(secret);
  }
  return { folder, status, said, asked: dialogue.asked, text, written: parseEnv(text) };
}

const TEAS_FOLDER: readonly Answer[] = [
  [/articles come from/, 'folder'],
  [/Which folder/, TEAS],
];

/** Teas are the articles already. */
const KEPT: Answer = [/articles come from/, 'keep'];
const ON_TEAS = { KNOWLEDGE_DIR: TEAS };

const ask = (...platforms: string[]): Answer => [/Where will people ask/, platforms];

async function discord(): Promise<Record<string, string>> {
  const server = await DiscordServer.start();
  onTestFinished(() => server.stop());
  return { ...ON_TEAS, DISCORD_API_URL: server.url };
}

async function slack(): Promise<Record<string, string>> {
  const server = await SlackServer.start(await shippedManifest());
  onTestFinished(() => server.stop());
  return { ...ON_TEAS, SLACK_API_URL: server.url };
}

async function telegram(): Promise<Record<string, string>> {
  const server = await TelegramServer.start();
  onTestFinished(() => server.stop());
  return { ...ON_TEAS, TELEGRAM_API_URL: server.url };
}

describe('docent init, for the articles', () => {
  it('takes a folder with articles, and says what doctor finds of it', async () => {
    const { status, said, written } = await setUp([...TEAS_FOLDER, ask()]);
    expect(status).toBe(0);
    expect(written).toEqual({ KNOWLEDGE_DIR: TEAS });
    expect(said).toMatch(/good: The knowledge in ".*teas" opens: \d article/);
  });

  it('names what is there where it offers to leave it', async () => {
    const { said } = await setUp([KEPT, ask()], { env: ON_TEAS });
    expect(said).toContain(`choice: as it is now: the folder "${TEAS}"`);
  });

  it('asks again for a folder that has nothing to answer from', async () => {
    const { said, written } = await setUp([
      [/articles come from/, 'folder'],
      [/Which folder/, join(TEAS, 'nowhere')],
      [/Which folder/, await temporaryFolder()],
      [/Which folder/, TEAS],
      ask(),
    ]);
    expect(said.match(/bad: ".*" is no folder with articles.*Write another path/g)).toHaveLength(2);
    expect(written.KNOWLEDGE_DIR).toBe(TEAS);
  });

  it('makes a source of a folder whose files are to be imported, and reads it', async () => {
    const pages = await temporaryFolder({ 'salt.html': '<h1>Salt</h1><p>Salt is a white mineral.</p>' });
    const { folder, said, written } = await setUp(
      [[/articles come from/, 'folder'], [/Which folder/, pages], [/Read it now/, true], ask()],
      { env: { KNOWLEDGE_DIR: join(await temporaryFolder(), 'knowledge') } },
    );
    expect(await readFile(join(folder, 'sources.yaml'), 'utf8')).toMatch(
      /^docent-\S+:\n {2}kind: folder\n {2}path: /,
    );
    expect(said).toContain('1 article of it.');
    expect(said).toMatch(/good: Source docent-\S+: 1 article, synced/);
    expect(written).toEqual({});
  });

  it.each<[string, readonly Answer[], string]>([
    [
      'a folder in a branch of a repository, as the browser shows it',
      [[/Which address/, 'https://github.com/you/teas/tree/main/docs']],
      'teas:\n  kind: git\n  url: https://github.com/you/teas\n  branch: main\n  path: docs\n',
    ],
    [
      'a repository elsewhere',
      [
        [/Which address/, 'https://git.example.com/teas'],
        [/What is there/, 'git'],
      ],
      'teas:\n  kind: git\n  url: https://git.example.com/teas\n',
    ],
    [
      'a site',
      [
        [/Which address/, 'teas'],
        [/Which address/, 'https://www.teas.example/guide/'],
        [/What is there/, 'site'],
      ],
      'teas-example:\n  kind: site\n  url: https://www.teas.example/guide/\n',
    ],
  ])('makes a source of %s, below those that are there', async (_, address, entry) => {
    const before = '# Ours\npots: # blue\n  kind: folder\n  path: ../pots';
    const folder = await temporaryFolder({ 'sources.yaml': before });
    const { said } = await setUp(
      [[/articles come from/, 'address'], ...address, [/Read it now/, false], ask()],
      { folder },
    );
    expect(await readFile(join(folder, 'sources.yaml'), 'utf8')).toBe(`${before}\n\n${entry}`);
    expect(said).toMatch(/note: Source teas.*: never synced\. → docent sync teas/);
  });

  it('names two sources of one name apart', async () => {
    const folder = await temporaryFolder({
      'sources.yaml': 'teas:\n  kind: git\n  url: https://github.com/me/teas\n',
    });
    const answers: readonly Answer[] = [
      [/articles come from/, 'address'],
      [/Which address/, 'https://github.com/you/teas.git'],
      [/Read it now/, false],
      ask(),
    ];
    await setUp(answers, { folder });
    expect(await readFile(join(folder, 'sources.yaml'), 'utf8')).toContain('\nteas-2:\n');
  });
});

describe('docent init, for Discord', () => {
  it('shows where the token is, checks it at once, and shows the invitation with what it asks for', async () => {
    const opened: string[] = [];
    const { status, said, written } = await setUp(
      [
        KEPT,
        ask('discord'),
        [/Open it here/, true],
        [/The bot token/, 'my-client-secret'],
        [/The bot token/, TOKEN],
        [/Open it here/, false],
        [/Done/, true],
      ],
      { env: await discord(), opened },
    );
    expect(status).toBe(0);
    expect(written).toEqual({ DISCORD_TOKEN: TOKEN });
    expect(opened).toEqual(['https://discord.com/developers/applications']);
    expect(said).toContain('https://discord.com/developers/applications/select/bot');
    expect(said).toContain('This is no bot token');
    expect(said).not.toContain('my-client-secret');
    expect(said).toContain(`good: The token is that of “Docent” (${APPLICATION}).`);
    const [, address = ''] = /invite the bot.*: (https:\S+)/.exec(said) ?? [];
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      client_id: APPLICATION,
      scope: 'bot applications.commands',
      permissions: '274877975552',
    });
    // What was said once is not said again when all of it is looked at.
    expect(said.match(/The token is that of/g)).toHaveLength(1);
  });

  it('offers what is set without showing it, and looks at it again', async () => {
    const env = await discord();
    const folder = await temporaryFolder({ '.env': `# Mine\nDISCORD_TOKEN=${TOKEN}\n` });
    const { said, text } = await setUp(
      [KEPT, [/Where will people ask/, null], [/The bot token/, ''], [/Done/, true]],
      { folder, env },
    );
    expect(text).toBe(`# Mine\nDISCORD_TOKEN=${TOKEN}\n`);
    expect(said).toContain('good: The token is that of “Docent”');
    expect(said).not.toContain('New Application');
  });

  it('asks for another token where Discord does not take it, or leaves all as it was', async () => {
    const env = await discord();
    const other = TOKEN.replaceAll('x', 'y');
    const folder = await temporaryFolder({ '.env': 'DISCORD_TOKEN=\nTEA=green\n' });
    const left = await setUp([KEPT, ask('discord'), [/The bot token/, other], [/What now/, 'leave']], {
      folder,
      env,
    });
    expect(left.said).toMatch(/bad: Discord does not accept DISCORD_TOKEN/);
    expect(left.said + left.asked.join()).not.toContain(other);
    expect(left.text).toBe('DISCORD_TOKEN=\nTEA=green\n');
    const mended = await setUp(
      [
        KEPT,
        ask('discord'),
        [/The bot token/, other],
        [/What now/, 'again'],
        [/The bot token/, TOKEN],
        [/Done/, true],
      ],
      { folder, env },
    );
    expect(mended.written).toEqual({ DISCORD_TOKEN: TOKEN, TEA: 'green' });
  });

  it('has the token that was there, until another is known to do or is wanted all the same', async () => {
    const env = await discord();
    const wrong = TOKEN.replaceAll('x', 'y');
    const writtenAfter = async (before: string, ...answers: readonly Answer[]) => {
      const folder = await temporaryFolder({ '.env': `DISCORD_TOKEN=${before}\n` });
      return (await setUp([KEPT, ask('discord'), ...answers], { folder, env })).written.DISCORD_TOKEN;
    };
    const tried: Answer = [/The bot token/, wrong];
    expect(await writtenAfter(TOKEN, tried, [/What now/, END])).toBe(TOKEN);
    expect(await writtenAfter(TOKEN, tried, [/What now/, 'again'], [/The bot token/, END])).toBe(TOKEN);
    expect(await writtenAfter(TOKEN, tried, [/What now/, 'leave'])).toBe(TOKEN);
    expect(
      await writtenAfter(TOKEN, tried, [/What now/, 'again'], [/The bot token/, ''], [/Done/, END]),
    ).toBe(TOKEN);
    expect(await writtenAfter(TOKEN, tried, [/What now/, 'keep'], [/Done/, END])).toBe(wrong);
    expect(await writtenAfter(wrong, [/The bot token/, TOKEN], [/Done/, END])).toBe(TOKEN);
    expect(await writtenAfter('', tried, [/What now/, END])).toBe(wrong);
  });

  it('does not ask for what the environment sets, which wins over the file', async () => {
    const env = { ...(await discord()), DISCORD_TOKEN: TOKEN };
    const { said, asked, written } = await setUp([KEPT, ask('discord'), [/Done/, true]], { env });
    expect(said).toContain('DISCORD_TOKEN comes from the environment');
    expect(asked.join()).not.toContain('token');
    expect(written).toEqual({});
  });
});

describe('docent init, for Slack', () => {
  it('carries the manifest in the link, and checks each of the two tokens at once', async () => {
    const { status, said, written } = await setUp(
      [
        KEPT,
        ask('slack'),
        [/The bot token/, APP_TOKEN],
        [/The bot token/, TEAM.botToken],
        [/The app-level token/, 'xapp-1-A0-2-unknown'],
        [/What now/, 'again'],
        [/The app-level token/, APP_TOKEN],
      ],
      { env: await slack() },
    );
    expect(status).toBe(0);
    expect(written).toEqual({ SLACK_BOT_TOKEN: TEAM.botToken, SLACK_APP_TOKEN: APP_TOKEN });
    const [, address = ''] = /make the app.*: (https:\S+)/.exec(said) ?? [];
    const { searchParams } = new URL(address);
    expect(searchParams.get('new_app')).toBe('1');
    expect(JSON.parse(searchParams.get('manifest_json') ?? '')).toEqual(
      JSON.parse(JSON.stringify(manifestFor())),
    );
    expect(said).toMatch(
      /This is no bot token.*good: The bot token is that of “docent” in “Teas”.*bad: .*connections:write.*good: The app-level token opens Socket Mode\./s,
    );
  });

  it('asks for no app-level token where requests come over HTTP, and for none where there are several workspaces', async () => {
    const env = { ...(await slack()), SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: '3001' };
    const http = await setUp([KEPT, ask('slack'), [/The bot token/, TEAM.botToken]], { env });
    expect(http.said).toContain('note: Slack sends its requests to port 3001');
    const several = await setUp([KEPT, ask('slack')], { env: { ...env, SLACK_CLIENT_ID: CLIENT_ID } });
    expect(several.said).toMatch(
      /SLACK_CLIENT_ID is set: .*docs\/slack\.md.*bad: .*SLACK_CLIENT_SECRET is missing/s,
    );
    expect(several.written).toEqual({});
  });

  it('goes on where it was ended, and has lost nothing', async () => {
    const env = await slack();
    const first = await setUp(
      [KEPT, ask('slack'), [/The bot token/, TEAM.botToken], [/The app-level token/, END]],
      { env },
    );
    expect(first.status).toBe(1);
    expect(first.said).toContain('`docent init` goes on with it');
    expect(first.written).toEqual({ SLACK_BOT_TOKEN: TEAM.botToken });
    const second = await setUp(
      [KEPT, [/Where will people ask/, null], [/The bot token/, ''], [/The app-level token/, APP_TOKEN]],
      { env, folder: first.folder },
    );
    expect(second.status).toBe(0);
    expect(second.written).toEqual({ SLACK_BOT_TOKEN: TEAM.botToken, SLACK_APP_TOKEN: APP_TOKEN });
  });
});

describe('docent init, for Telegram', () => {
  it('leads to BotFather, checks the token at once, and to a group for the bot', async () => {
    const { said, written } = await setUp(
      [KEPT, ask('telegram'), [/The token/, TELEGRAM_TOKEN], [/Done/, true]],
      { env: await telegram() },
    );
    expect(written).toEqual({ TELEGRAM_TOKEN });
    expect(said).toContain('https://t.me/BotFather');
    expect(said).toContain('good: The token is that of “Docent” (@docent_bot).');
    expect(said).toContain('https://t.me/docent_bot?startgroup=true');
  });

  it('goes on with a token that cannot be checked now, if that is wanted', async () => {
    const env = { ...ON_TEAS, TELEGRAM_API_URL: 'http://127.0.0.1:1' };
    const { status, said, written } = await setUp(
      [KEPT, ask('telegram'), [/The token/, TELEGRAM_TOKEN], [/What now/, 'keep']],
      { env },
    );
    expect(status).toBe(0);
    expect(said).toMatch(/bad: .*cannot be reached/);
    expect(written).toEqual({ TELEGRAM_TOKEN });
  });
});

describe('docent init, for a service', () => {
  const answers = (...more: Answer[]): readonly Answer[] => [KEPT, ask(), ...more];

  it('writes a file for systemd once, and knows it again', async () => {
    const folder = await temporaryFolder();
    const options = { folder, service: true, env: ON_TEAS };
    const { said } = await setUp(answers([/Write a service file/, true]), options);
    const text = await readFile(join(folder, 'services/docent.service'), 'utf8');
    expect(text).toContain(
      `WorkingDirectory=${folder}\nExecStart="/usr/bin/node" "/opt/docent/main.js" start\n`,
    );
    expect(said).toContain('systemctl --user enable --now docent');
    expect((await setUp(answers(), options)).said).toContain('is as it should be');
  });

  it('asks before it writes over another', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'services'));
    await writeFile(join(folder, 'services/docent.service'), 'mine');
    await setUp(answers([/Write the service file anew/, false]), { folder, service: true, env: ON_TEAS });
    expect(await readFile(join(folder, 'services/docent.service'), 'utf8')).toBe('mine');
  });
});

describe('docent init', () => {
  it('is for a terminal: elsewhere it says what to do instead, and writes nothing', async () => {
    const terminal = fakeTerminal({ input: 'folder\n' });
    expect(await run(['init'], terminal)).toBe(2);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toMatch(/^docent: .*no terminal to answer them in.*\.env\.example/);
  });

  it('ends with commands that can be typed where it was called', async () => {
    expect((await setUp([...TEAS_FOLDER, ask()])).said).toContain('`docent start` starts it');
    const inCheckout = await setUp([...TEAS_FOLDER, ask()], { env: { npm_lifecycle_event: 'docent' } });
    expect(inCheckout.said).toContain('`npm run docent -- start` starts it');
  });

  it('keeps its settings from all but their owner', async () => {
    const { folder } = await setUp([...TEAS_FOLDER, ask()]);
    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  });
});
