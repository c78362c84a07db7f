import { ChannelType } from 'discord.js';
import { CHAT_ERRORS, type ChatCount, type ChatDesk } from '../chat/desk.js';
import type { Inbox } from '../chat/inbox.js';
import type { KeptRequests } from '../chat/kept-requests.js';
import type { Keystrokes } from '../chat/keystrokes.js';
import type { Counters } from '../process/counters.js';
import type { DiscordApi } from './api.js';

/** What is counted, and logged at the end. */
export type Count = ChatCount | 'typedOn' | 'deferred' | 'unknownInteraction' | 'alreadyAcknowledged';

/** Which of them are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = ['unknownInteraction', 'alreadyAcknowledged', ...CHAT_ERRORS];

/** All that answering on Discord takes; tests give parts of their own. */
export interface Desk extends ChatDesk {
  readonly api: DiscordApi;
  readonly me: Me;
  readonly counters: Counters<Count>;
  /** Ids of the roles and people who may correct answers. */
  readonly trusted: readonly string[];
  readonly keystrokes: Keystrokes;
  readonly inbox: Inbox;
  readonly kept: KeptRequests;
  readonly place: (channel: string, guild: string | undefined, type?: ChannelType) => Place;
  /** Milliseconds until a response is deferred. */
  readonly deferAfterMs: number;
}

/** Who the bot is on Discord. */
export interface Me {
  readonly id: string;
  /** Whether messages that do not mention the bot can be read. */
  readonly readsAll: boolean;
  /** The role that Discord made for the bot in a server. */
  readonly roleIn: (guild: string) => string | null;
}

/** Kinds of channels that are threads. */
export const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Where a message stands. */
export interface Place {
  readonly kind: 'direct' | 'thread' | 'channel';
  /** The channel that a thread is in; `null`: it is none; `undefined`: the gateway has not told of it. */
  readonly parent: string | null | undefined;
  /** Whether the bot opened the thread. */
  readonly isMine: boolean;
  /** The forum that the thread is a post of, and its title; `null`: of none. */
  readonly forum: { readonly id: string; readonly title: string } | null;
  readonly mayWrite: boolean;
  /** Whether the bot may read the history, which a reply needs. */
  readonly mayReply: boolean;
}
