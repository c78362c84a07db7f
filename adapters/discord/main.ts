import { type Client, Events } from 'discord.js';
import { DocentError } from '../../src/errors.js';
import type { Running, StartContext } from '../app/start.js';
import type { Correcting } from '../chat/correcting.js';
import { createChatParts } from '../chat/desk.js';
import { createKeystrokes } from '../chat/keystrokes.js';
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
import { createCounters } from '../process/counters.js';
import type { Logger } from '../process/logger.js';
import { createState } from '../records/state.js';
import { NO_OBSERVER } from '../service/observed.js';
import { createDiscordApi } from './api.js';
import { type Application, explainedError, gatewayError, readApplication } from './application.js';
import { catchUp } from './catch-up.js';
import { createClient, logConnection, placeIn, subscribe } from './client.js';
import { type DiscordSettings, readDiscordSettings } from './config.js';
import { type Count, type Desk, ERRORS } from './desk.js';
import { createDigestPort } from './digest.js';
import { guardGateway } from './gateway-guard.js';
import { createHandoverPort } from './handover.js';
import { answerLeft, keptUntilAnswered } from './kept.js';
import { CHOOSE_WITHIN_MS, DEFER_AFTER_MS, TYPING_AFTER_MS } from './limits.js';
import { NO_CONTENT } from './listen.js';
import { createMessages } from './messages.js';
import { registerCommands } from './register.js';
import { renderNotice } from './render.js';
import { createInteractionRest, createRest } from './rest.js';
import { CONSENT_COMMAND, createAuthorPort, onReaction } from './saving.js';
import { tellMetrics } from './shard-metrics.js';

/**
 * Connects Docent to Discord.
 * @throws {DocentError} `bad-settings`, `discord-token`, `discord-unreachable`, `discord-gateway`, and what opening throws
 */
export async function startDiscord(context: StartContext): Promise<Running> {
  const settings = readDiscordSettings(context.environment);
  const log = openLog(context, settings, [settings.DISCORD_TOKEN]);
  if (settings.DISCORD_SHARDS !== 1 && settings.DISCORD_SHARD_LIST === undefined && !isShard(context)) {
    const { startShards } = await import('./shards.js');
    const shards = await startShards(settings, log, context.operations?.metrics);
    if (shards) return shards;
  }
  return connect(settings, context, log);
}

/** Names the process by the work that it can go on with: where processes share, each can with that of all. */
function nameOf({ DISCORD_SHARD_LIST: list }: DiscordSettings, { environment, state }: StartContext): string {
  return state?.shared ? 'discord' : `discord-${environment.SHARDS ?? list?.[0] ?? 0}`;
}

/** Whether this process is one of the shards that a ShardingManager started. */
const isShard = ({ environment }: StartContext): boolean => 'SHARDING_MANAGER' in environment;

async function connect(settings: DiscordSettings, context: StartContext, log: Logger): Promise<Running> {
  const { observer = NO_OBSERVER, metrics, health } = context.operations ?? {};
  const { state = createState() } = context;
  const bot = observer.observe((await context.open()).bot, 'discord');
  const reach = <T>(reached: Promise<T>) => stillTrying(log, 'Discord', 'DISCORD_API_URL', reached);
  const application = await reach(readApplication(createRest(settings)));
  const readsAll = mayReadAll(settings, application, log);
  const seesReactions = settings.DISCORD_TRUSTED.length > 0;
  const client = createClient(settings.DISCORD_API_URL, { readsAll, seesReactions }, settings);
  const own = nameOf(settings, context);
  const api = createDiscordApi(client.rest, createInteractionRest(settings), application.id);
  const port = createHandoverPort(api, settings);
  const desk: Desk = {
    ...createChatParts(bot, settings, log, state, correctingFor(settings, context)),
    ...openUnanswered(own, settings, state),
    platform: 'discord',
    saving: openSaving(context, settings.DISCORD_TRUSTED, { platform: 'discord', state }, settings, {
      ...{ trusted: TRUSTED, command: CONSENT_COMMAND },
    }),
    ...{ api, handovers: openHandovers({ platform: 'discord', port, state, log }, settings) },
    listening: await openListening(
      context,
      { platform: 'discord', state, log },
      settings,
      settings.DISCORD_LISTEN,
    ),
    me: {
      id: application.bot,
      readsAll,
      roleIn: (guild) => client.guilds.cache.get(guild)?.roles.botRoleFor(application.bot)?.id ?? null,
    },
    counters: createCounters<Count>(metrics?.counting('discord', ERRORS)),
    trusted: settings.DISCORD_TRUSTED,
    keystrokes: createKeystrokes(CHOOSE_WITHIN_MS),
    place: (channel, guild, type) => placeIn(client, channel, guild, type),
    deferAfterMs: DEFER_AFTER_MS,
    busyAfterMs: TYPING_AFTER_MS,
  };
  desk.correcting?.corrections.reachBy('discord', async (person, text) => {
    const channel = await desk.api.openDirectMessages(person);
    await desk.api.send(channel, renderNotice(text, false), { nonce: `${Date.now()}` });
  });
  desk.saving?.drafts.reachBy('discord', createAuthorPort(desk.api, desk.me));
  const weekly = openWeekly(
    context,
    { platform: 'discord', port: createDigestPort(desk, settings), state, log },
    settings,
  );
  const unhandled = unhandledAt(desk);
  const underway = createUnderway(unhandled);
  guardGateway(client, unhandled);
  const messages = createMessages(desk, underway.run);
  await messages.load();
  subscribe(client, {
    messages,
    interaction: (interaction) => keptUntilAnswered(desk, interaction),
    reaction: (reaction) => onReaction(desk, reaction),
    run: underway.run,
  });
  logConnection(client, log, (state) => health?.set('discord', state));
  if (isShard(context) && metrics) {
    const send = (message: object) => process.connected && process.send?.(message);
    tellMetrics({ on: process.on.bind(process), off: process.off.bind(process), send }, metrics.data);
  }
  const failed = Promise.race([closedForGood(client), ...(isShard(context) ? [orphaned()] : [])]);
  failed.catch(() => undefined);
  try {
    await reach(Promise.race([login(client, settings.DISCORD_TOKEN), failed]));
    await register(client, application, settings, log);
    desk.inbox.inherit((left) => underway.run(() => catchUp(desk, left, messages.create)));
    if (client.ws.shards.has(0)) {
      underway.run(async () => desk.handovers?.resume());
      underway.run(async () => weekly?.start());
      underway.run(async () => desk.saving?.drafts.resume('discord'));
    }
    await desk.kept.inherit((left) => underway.run(() => answerLeft(desk, left)));
  } catch (error) {
    await client.destroy();
    throw error;
  }
  return createRunning(desk, {
    ...{ name: 'discord', health, underway, failed },
    async end(drain) {
      weekly?.stop();
      await drain();
      // discord.js reports every connection that closes as one that it opens again.
      client.removeAllListeners(Events.ShardReconnecting);
      await client.destroy();
      // The channel to the process that manages the shards would keep this one alive.
      if (isShard(context)) process.disconnect?.();
    },
  });
}

function correctingFor(
  { DISCORD_TRUSTED: trusted }: DiscordSettings,
  context: StartContext,
): Correcting | null {
  return openCorrecting(context, trusted, {
    ...{ platform: 'discord', hasForms: true },
    trusted: TRUSTED,
  });
}

const TRUSTED = 'those who have a role that DISCORD_TRUSTED names';

function mayReadAll(settings: DiscordSettings, application: Application, log: Logger): boolean {
  const wanted = settings.DISCORD_MESSAGE_CONTENT === 'on';
  if (wanted && application.mayReadAll) return true;
  if (settings.DISCORD_LISTEN.size > 0)
    log.warn(`Nothing is answered where DISCORD_LISTEN says. ${NO_CONTENT}`);
  if (wanted)
    log.warn(
      'The Message Content intent is off: threads are followed only by mention. Switch it on in the Developer Portal, "Bot", "Message Content Intent", and start again',
      { portal: `https://discord.com/developers/applications/${application.id}/bot` },
    );
  else
    log.info(
      'Without the Message Content intent: answers mentions, replies that mention, commands and direct messages',
    );
  return false;
}

async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  await client.login(token).catch((cause) => {
    throw explainedError(cause);
  });
  await ready;
}

/** Rejects when Discord will not have the connection any more. */
function closedForGood(client: Client): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(gatewayError(code)));
    client.once(Events.Invalidated, () => reject(gatewayError(0)));
  });
  return failed;
}

/** Rejects when the process that manages the shards is gone: it would be started again, and start shards anew. */
function orphaned(): Promise<never> {
  return new Promise((_, reject) => {
    process.once('disconnect', () =>
      reject(new DocentError('discord-shards', 'The process that manages the shards has ended.')),
    );
  });
}

/** A fault here keeps nobody from asking by mention, so it is logged and no more. */
async function register(
  client: Client,
  { id }: Application,
  settings: DiscordSettings,
  log: Logger,
): Promise<void> {
  const isFirstShard = client.ws.shards.has(0);
  if (settings.DISCORD_REGISTER === 'off' || !isFirstShard) return;
  try {
    const changed = await registerCommands(client.rest, id, settings.DISCORD_GUILD_ID);
    const where = settings.DISCORD_GUILD_ID ?? 'everywhere';
    log.info(changed ? 'The commands were registered' : 'The commands are registered', { where });
  } catch (error) {
    log.error('The commands could not be registered; `docent discord register` tries again', { error });
  }
}
