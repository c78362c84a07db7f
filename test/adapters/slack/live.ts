import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Running } from '../../../adapters/app/start.js';
import { startSlack } from '../../../adapters/slack/main.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, ROOT, TEAS } from '../../builders.js';
import type { Corrected } from '../../corrected.js';
import { freePort } from '../../free-port.js';
import { partsOf, type Thing } from '../../slack-server/checks.js';
import { SlackServer } from '../../slack-server/server.js';
import type { Sent } from '../../slack-server/store.js';
import { textsIn } from '../../slack-server/texts.js';
import { APP_TOKEN, type Installed, installedBy, SIGNING_SECRET, TEAM } from '../../slack-server/world.js';
import { stateFor } from '../state.js';

export interface Live {
  readonly server: SlackServer;
  readonly running: Running;
  /** Lines of the log. */
  readonly log: string[];
}

export interface LiveOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly server?: SlackServer;
  readonly installed?: Installed;
  readonly knowledge?: string;
  /** True: signed requests instead of Socket Mode. */
  readonly http?: boolean;
  /** Changes how the bot answers: slowly, or with an error. */
  readonly ask?: (bot: Bot) => Bot['ask'];
  /** Articles whose answers can be corrected, in place of the teas. */
  readonly corrected?: Corrected | undefined;
}

/** What the manifest in the repository asks for. */
export async function shippedManifest(): Promise<Installed> {
  return installedBy(JSON.parse(await readFile(join(ROOT, 'adapters/slack/manifest.json'), 'utf8')));
}

/**
 * The bot, connected by the real Bolt to a server of Slack's kind, and taken down after the test. At the end
 * nothing may be held against it, and its log may tell neither secrets nor what people asked.
 */
export async function goLive(options: LiveOptions = {}): Promise<Live> {
  const { http = false } = options;
  const { bot } = await builtFrom(options.knowledge ?? TEAS);
  const server = options.server ?? (await SlackServer.start(options.installed ?? (await shippedManifest())));
  const port = http ? await freePort() : 0;
  if (http) server.sendTo(`http://127.0.0.1:${port}/slack/events`);
  const log: string[] = [];
  const { corrected } = options;
  const asking: Bot = corrected?.live.scoped ?? (options.ask ? { ...bot, ask: options.ask(bot) } : bot);
  const own = http
    ? { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(port) }
    : { SLACK_APP_TOKEN: APP_TOKEN };
  let running: Running | null = null;
  onTestFinished(async () => {
    await running?.stop();
    if (!options.server) await server.stop();
    expect(server.faults).toEqual([]);
    expect(log.join('')).not.toMatch(SECRETS);
  });
  const { stopped, ...kept } = await stateFor(options.environment);
  const started = await startSlack({
    open: async () => ({ bot: asking, hash: '', fromCache: false, warnings: [], meaning: null }),
    environment: {
      SLACK_BOT_TOKEN: TEAM.botToken,
      SLACK_API_URL: server.url,
      ...own,
      ...options.environment,
    },
    write: (line) => log.push(line),
    ...kept,
    ...(corrected ? { operations: corrected.operations } : {}),
  });
  running = stopped(started);
  return { server, running, log };
}

const SECRETS = new RegExp(`xoxb-|xapp-|${SIGNING_SECRET}|/hooks/|oolong`);

/** All text of a message's or a view's blocks, without buttons, as people read it. */
export function textOf(body: Thing | undefined): string {
  const blocks = Array.isArray(body?.blocks) ? (body.blocks as Thing[]) : [];
  return textsIn(blocks.filter(({ type }) => type !== 'actions' && type !== 'context_actions')).join('\n');
}

/** Buttons by label, menus by placeholder, fields by id. */
export function controlsOf(body: Thing): Map<string, Thing> {
  const labelOf = ({ type, text, placeholder, action_id: id }: Thing) =>
    String((text as Thing)?.text ?? (type === 'static_select' ? (placeholder as Thing)?.text : id));
  const controls = partsOf(body.blocks).filter(({ action_id: id }) => id !== undefined);
  return new Map(controls.map((one) => [labelOf(one), one]));
}

/** What Slack sends when the control with a label that fits is used. */
export function actionOf({ body }: Pick<Sent, 'body'>, label: RegExp, choice?: string): Thing {
  const controls = [...controlsOf(body)];
  const control = controls.find(([name]) => label.test(name))?.[1];
  if (!control) throw new Error(`No control fits ${label}: ${controls.map(([name]) => name).join(', ')}`);
  const { type, action_id: id, value, text, options } = control;
  if (choice === undefined) return { type, action_id: id, value, text };
  const option = (options as Thing[] | undefined)?.find(({ value: own }) => own === choice);
  return { type, action_id: id, selected_option: option ?? { value: choice } };
}
