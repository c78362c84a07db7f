import type { APIInteraction } from 'discord.js';
import {
  ChannelType,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
} from 'discord.js';
import type { Logger } from '../process/logger.js';
import type { DiscordSettings } from './config.js';
import { type Place, THREADS } from './desk.js';
import type { Messages } from './messages.js';
import type { IncomingMessage } from './parse-message.js';
import type { Reaction } from './saving.js';

/** What is wanted beside that. */
interface Wanted {
  readonly readsAll: boolean;
  readonly seesReactions: boolean;
}

/**
 * A client with the least intents: servers (channels, threads, own permissions), messages in servers and direct
 * messages. Messages that mention the bot come with their text without the privileged Message Content intent.
 */
export function createClient(
  api: string,
  { readsAll, seesReactions }: Wanted,
  { DISCORD_SHARDS: count, DISCORD_SHARD_LIST: list }: Partial<DiscordSettings> = {},
): Client {
  return new Client({
    // Else what the process says that started it as one of its shards, or one connection.
    ...(list && typeof count === 'number' ? { shards: [...list], shardCount: count } : {}),
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(seesReactions ? [GatewayIntentBits.GuildMessageReactions] : []),
      ...(readsAll ? [GatewayIntentBits.MessageContent] : []),
    ],
    rest: { api },
    allowedMentions: { parse: [], repliedUser: false },
    // Messages are answered as they come and not looked up again.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
    }),
  });
}

export interface Handlers {
  readonly messages: Messages;
  readonly interaction: (interaction: APIInteraction) => Promise<void>;
  readonly reaction: (reaction: Reaction) => Promise<void>;
  /** Runs what an event asks for, unless the bot is being stopped. */
  readonly run: (work: () => Promise<void>) => void;
}

/**
 * Hands the events on as the gateway sends them. discord.js' own messages would do without those of channels
 * and messages that are not in its cache: old threads, direct messages after a restart, edits, deletions.
 */
export function subscribe(client: Client, { messages, interaction, reaction, run }: Handlers): void {
  const on = <T>(event: GatewayDispatchEvents, handle: (data: T) => Promise<void>) =>
    client.ws.on(event, (data: T) => run(() => handle(data)));
  on<APIInteraction>(GatewayDispatchEvents.InteractionCreate, interaction);
  on<Reaction>(GatewayDispatchEvents.MessageReactionAdd, reaction);
  on<IncomingMessage>(GatewayDispatchEvents.MessageCreate, messages.create);
  on<IncomingMessage>(GatewayDispatchEvents.MessageUpdate, messages.update);
  on<Parameters<Messages['remove']>[0]>(GatewayDispatchEvents.MessageDelete, messages.remove);
  on<Parameters<Messages['remove']>[0]>(GatewayDispatchEvents.MessageDeleteBulk, messages.remove);
}

/** Logs what becomes of the connection. @param told hears whether it stands */
export function logConnection(client: Client, log: Logger, told: (state: 'up' | 'down') => void): void {
  client.on(Events.ClientReady, ({ user, guilds }) =>
    log.info('Connected to Discord', { bot: user.tag, servers: guilds.cache.size }),
  );
  client.on(Events.ShardReconnecting, (shard) => {
    told('down');
    log.info('Reconnecting', { shard });
  });
  client.on(Events.ShardReady, () => told('up'));
  client.on(Events.ShardResume, (shard, replayed) => {
    told('up');
    log.info('Resumed', { shard, replayed });
  });
  client.on(Events.ShardError, (error, shard) => log.warn('The connection broke', { shard, error }));
  client.on(Events.Error, (error) => log.error('discord.js reports an error', { error }));
  client.on(Events.Warn, (message) => log.warn(message));
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    log.debug('Waiting for a rate limit', { route, ms: timeToReset, global }),
  );
}

/** Where a channel is, from what the gateway has told; a channel that is unknown is taken to be open. */
export function placeIn(
  client: Client,
  channel: string,
  guild: string | undefined,
  type: ChannelType | undefined,
): Place {
  if (!guild)
    return { kind: 'direct', parent: null, isMine: false, forum: null, mayWrite: true, mayReply: true };
  const known = client.channels.cache.get(channel);
  if (!known || known.isDMBased()) {
    const kind = type !== undefined && THREADS.has(type) ? 'thread' : 'channel';
    return { kind, parent: undefined, isMine: false, forum: null, mayWrite: true, mayReply: true };
  }
  const thread = known.isThread();
  const me = known.guild.members.me;
  const may = me ? known.permissionsFor(me) : null;
  const write = thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return {
    kind: thread ? 'thread' : 'channel',
    parent: thread ? (known.parentId ?? undefined) : null,
    isMine: thread && known.ownerId === client.user?.id,
    forum:
      thread && known.parent && FORUMS.has(known.parent.type)
        ? { id: known.parent.id, title: known.name }
        : null,
    mayWrite: may?.has(PermissionFlagsBits.ViewChannel | write) ?? true,
    mayReply: may?.has(PermissionFlagsBits.ReadMessageHistory) ?? true,
  };
}

/** Kinds of channels whose threads are posts. */
const FORUMS: ReadonlySet<ChannelType> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);
