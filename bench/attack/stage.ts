import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { manifestFor } from '../../adapters/slack/manifest.js';
import { DiscordServer } from '../../test/discord-server/server.js';
import { TOKEN } from '../../test/discord-server/world.js';
import { SlackServer } from '../../test/slack-server/server.js';
import { APP_TOKEN, installedBy, TEAM } from '../../test/slack-server/world.js';
import { environmentOf, PROGRAM, Program, type StartOptions } from './program.js';

/** How a command of the program ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What an attack works with; all of it is gone after the attack. */
export interface Stage {
  /** Data and cache of the programs that are started. */
  readonly home: string;
  /** How many passages a large corpus has. */
  readonly passages: number;
  /** A folder of files, which may stand in folders of their own. */
  folder(files?: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
  /** Starts the built program and waits until it is there. */
  start(options?: StartOptions): Promise<Program>;
  /** Runs a command of the built program to its end. */
  docent(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
    input?: string,
  ): Promise<Ended>;
  discord(): Promise<DiscordServer>;
  slack(): Promise<SlackServer>;
  /** Does something when the attack is over. */
  after(clean: () => unknown): void;
}

export const discordEnvironment = ({ url }: DiscordServer): Record<string, string> => ({
  DISCORD_TOKEN: TOKEN,
  DISCORD_API_URL: url,
});

export const slackEnvironment = ({ url }: SlackServer): Record<string, string> => ({
  SLACK_BOT_TOKEN: TEAM.botToken,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_API_URL: url,
});

/** Sets the stage for one attack, and clears it whatever becomes of it. */
export async function onStage<T>(passages: number, run: (stage: Stage) => Promise<T>): Promise<T> {
  const cleaning: (() => unknown)[] = [];
  const after = (clean: () => unknown) => void cleaning.push(clean);
  const folder: Stage['folder'] = async (files = {}) => {
    const made = await mkdtemp(join(tmpdir(), 'docent-attack-'));
    after(() => rm(made, { recursive: true, force: true }));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(made, name)), { recursive: true });
      await writeFile(join(made, name), content);
    }
    return made;
  };
  const home = await folder();
  const stage: Stage = {
    home,
    passages,
    folder,
    after,
    async start({ knowledge, environment, ulimit, until = /Docent answers at/ } = {}) {
      const program = new Program({ ...environmentOf(home, knowledge), ...environment }, ulimit);
      after(() => program.stop(1));
      await program.says(until);
      return program;
    },
    docent: (args, environment = {}, input = '') =>
      runToEnd(args, { ...environmentOf(home), ...environment }, input),
    async discord() {
      const server = await DiscordServer.start();
      after(() => server.stop());
      return server;
    },
    async slack() {
      const server = await SlackServer.start(installedBy(manifestFor()));
      after(() => server.stop());
      return server;
    },
  };
  try {
    return await run(stage);
  } finally {
    for (const clean of cleaning.reverse()) await clean();
  }
}

function runToEnd(args: readonly string[], env: Record<string, string>, input: string): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env });
  const ended = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, ...ended })));
}
