import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  App,
  AuthorizationError,
  HTTPReceiver,
  type InstallationStore,
  SocketModeReceiver,
} from '@slack/bolt';
import type { Running, StartContext } from '../app/start.js';
import { createChatParts } from '../chat/desk.js';
import {
  openCorrecting,
  openHandovers,
  openListening,
  openLog,
  openSaving,
  openUnanswered,
  openWeekly,
} from '../chat/opening.js';
import { createRunning, unhandledAt } from '../chat/running.js';
import { stillTrying } from '../chat/still-trying.js';
import { createUnderway } from '../chat/underway.js';
import { limitConnections, PATIENCE } from '../process/connections.js';
import { createCounters } from '../process/counters.js';
import type { Logger } from '../process/logger.js';
import { createState, type State } from '../records/state.js';
import { NO_OBSERVER } from '../service/observed.js';
import { createSlackApi } from './api.js';
import { wire } from './app.js';
import { readSlackSettings, readsChannels, type SlackSettings, secretsOf } from './config.js';
import { createConnection } from './connection.js';
import { type Count, type Desk, ERRORS, type Workspace } from './desk.js';
import { createDigestPort } from './digest.js';
import { explainedError, explainedPort } from './errors.js';
import { createHandoverPort } from './handover.js';
import { guardRequests } from './http-guard.js';
import { createInstallationStore } from './installations.js';
import { catchUp } from './kept.js';
import { EVENTS_PATH, STATUS_AFTER_MS } from './limits.js';
import { botScopes } from './manifest.js';
import { renderNotice } from './render.js';
import { CONSENT_COMMAND, createAuthorPort } from './saving.js';
import { createGroups } from './trusted.js';
import { clientOptions, createWebClient, slackLogger } from './web.js';

/** How events arrive. */
interface Entrance {
  readonly receiver: SocketModeReceiver | HTTPReceiver;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly failed: Promise<never>;
  readonly installations: InstallationStore | null;
}

/**
 * Connects Docent to Slack.
 * @throws {DocentError} `bad-settings`, `slack-token`, `slack-refused`, `slack-unreachable`, and what opening throws
 */
export async function startSlack(context: StartContext): Promise<Running> {
  const settings = readSlackSettings(context.environment);
  const log = openLog(context, settings, secretsOf(settings));
  const { observer = NO_OBSERVER, metrics, health } = context.operations ?? {};
  const { state = createState() } = context;
  const bot = observer.observe((await context.open()).bot, 'slack');
  const entrance = entranceFor(settings, log, state, (now) => health?.set('slack', now));
  const own = await identity(settings, log);
  const app = new App({
    receiver: entrance.receiver,
    socketMode: settings.mode.kind === 'socket',
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: clientOptions(settings.SLACK_API_URL, log),
    ...own.identity,
  });
  const desk: Desk = {
    ...createChatParts(
      bot,
      settings,
      log,
      state,
      openCorrecting(context, settings.SLACK_TRUSTED, {
        ...{ platform: 'slack', hasForms: true },
        trusted: TRUSTED,
      }),
    ),
    platform: 'slack',
    trusted: settings.SLACK_TRUSTED,
    groups: createGroups(),
    counters: createCounters<Count>(metrics?.counting('slack', ERRORS)),
    kept: openUnanswered('slack', settings, state).kept,
    handovers: openHandovers({ platform: 'slack', port: own.port, state, log }, settings),
    listening: await openListening(
      context,
      { platform: 'slack', state, log },
      settings,
      settings.SLACK_LISTEN,
    ),
    answersOpenly: settings.SLACK_OPEN_ANSWERS === 'on',
    followsThreads: settings.SLACK_FOLLOW_THREADS === 'on',
    readsChannels: readsChannels(settings),
    saving: openSaving(context, settings.SLACK_TRUSTED, { platform: 'slack', state }, settings, {
      ...{ trusted: TRUSTED, command: CONSENT_COMMAND },
    }),
    busyAfterMs: STATUS_AFTER_MS,
  };
  const { mode } = settings;
  // Of several workspaces each has a token of its own, which only its events bring.
  const apis = new Map<string, Workspace>();
  desk.saving?.drafts.reachBy('slack', createAuthorPort(apis));
  if (own.workspace) apis.set(own.workspace.team, own.workspace);
  if (mode.kind !== 'oauth') {
    const own = createSlackApi(createWebClient(mode.botToken, settings.SLACK_API_URL, log));
    desk.correcting?.corrections.reachBy('slack', async (channel, text) => {
      await own.post({ channel, thread: null }, renderNotice(text), text);
    });
  }
  const weekly = openWeekly(context, { platform: 'slack', port: own.digest, state, log }, settings);
  const unhandled = unhandledAt(desk);
  app.error(async (error) => unhandled(error));
  const underway = createUnderway(unhandled);
  const messages = wire(app, {
    desk,
    run: underway.run,
    apis,
    async forget(teamId, enterpriseId) {
      const query = { teamId, enterpriseId, isEnterpriseInstall: teamId === undefined };
      await entrance.installations?.deleteInstallation?.(query as Parameters<Delete>[0]);
    },
  });
  await messages.load();
  await entrance.open();
  underway.run(async () => desk.handovers?.resume());
  underway.run(async () => weekly?.start());
  underway.run(async () => desk.saving?.drafts.resume('slack'));
  await catchUp(app, desk);
  return createRunning(desk, {
    ...{ name: 'slack', health, underway, failed: entrance.failed },
    async end(drain) {
      weekly?.stop();
      // First nothing more comes in: what Slack has not seen acknowledged it brings to the next connection.
      await entrance.close().catch((error) => log.warn('The connection was not closed cleanly', { error }));
      await drain();
    },
  });
}

const TRUSTED = 'those who are in a user group that SLACK_TRUSTED names';

type Delete = NonNullable<InstallationStore['deleteInstallation']>;

/** Who the bot is, asked once: Bolt would ask too, but keep a passing fault as its answer for ever. */
async function identity(settings: SlackSettings, log: Logger) {
  const { mode, SLACK_API_URL } = settings;
  // Of several workspaces none is the one of the channel where people answer.
  if (mode.kind === 'oauth') return { identity: {}, port: null, digest: null, workspace: null };
  try {
    const client = createWebClient(mode.botToken, SLACK_API_URL, log);
    const asked = client.auth.test();
    const { bot_id, user_id, team, team_id = '' } = await stillTrying(log, 'Slack', 'SLACK_API_URL', asked);
    log.info('Slack knows the bot', { workspace: team, user: user_id });
    return {
      identity: { token: mode.botToken, botId: bot_id ?? '', botUserId: user_id ?? '' },
      port: createHandoverPort(createSlackApi(client), team_id, settings),
      digest: createDigestPort(createSlackApi(client), team_id, settings),
      workspace: { api: createSlackApi(client), team: team_id, me: user_id ?? null },
    };
  } catch (error) {
    throw explainedError(error);
  }
}

function entranceFor(
  settings: SlackSettings,
  log: Logger,
  state: State,
  told: (now: 'up' | 'down') => void,
): Entrance {
  const options = { clientOptions: clientOptions(settings.SLACK_API_URL, log) };
  if (settings.mode.kind === 'socket') {
    const receiver = new SocketModeReceiver({
      appToken: settings.mode.appToken,
      autoReconnectEnabled: false,
      logger: slackLogger(log),
      installerOptions: options,
      // Bolt's own writes parts of the event into a text, and throws, where nobody catches it, at one that is none.
      processEventErrorHandler: async ({ error }) => {
        log.error('An event was not handled', { error });
        return error instanceof AuthorizationError;
      },
    });
    return { receiver, installations: null, ...createConnection(receiver.client, log, told) };
  }
  const { signingSecret, port, host } = settings.mode;
  const oauth = settings.mode.kind === 'oauth' ? settings.mode : null;
  const installations = oauth ? createInstallationStore(oauth.folder, oauth.tokenKey, state) : null;
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: [EVENTS_PATH],
    logger: slackLogger(log),
    installerOptions: options,
    ...(oauth && installations
      ? {
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          stateSecret: oauth.stateSecret,
          scopes: botScopes({
            followsThreads: readsChannels(settings),
            readsGroups: settings.SLACK_TRUSTED.some((id) => id.startsWith('S')),
            seesReactions: readsChannels(settings) && settings.SLACK_TRUSTED.length > 0,
          }),
          installationStore: installations,
        }
      : {}),
  });
  guardRequests(receiver, log);
  return {
    receiver,
    installations,
    failed: new Promise<never>(() => undefined),
    async open() {
      const server = await receiver.start({ port, host }, PATIENCE).catch((error) => {
        throw explainedPort(error, port, host);
      });
      // Behind a proxy all of Slack's come from one address, so no neighbours are told apart.
      limitConnections(server as Server, { log });
      const { port: taken } = server.address() as AddressInfo;
      log.info('Listening for Slack', { host, port: taken, path: EVENTS_PATH });
      if (oauth) log.info('Workspaces install the app at /slack/install');
    },
    close: async () => {
      await receiver.stop();
    },
  };
}
