import { CHAT_ERRORS, type ChatCount, type ChatDesk } from '../chat/desk.js';
import type { KeptRequests } from '../chat/kept-requests.js';
import type { Counters } from '../process/counters.js';
import type { SlackApi } from './api.js';
import type { Groups } from './trusted.js';

/** What is counted, and logged at the end. */
export type Count = ChatCount | 'notAcknowledged' | 'responseExpired' | 'responseUnsure' | 'foreignAddress';

/** All that answering on Slack takes; tests give parts of their own. */
export interface Desk extends ChatDesk {
  readonly counters: Counters<Count>;
  readonly kept: KeptRequests;
  /** Ids of the user groups and people who may correct answers. */
  readonly trusted: readonly string[];
  readonly groups: Groups;
  /** Whether answers to slash commands are for the whole channel. */
  readonly answersOpenly: boolean;
  /** Whether a follow-up in a thread needs no mention. */
  readonly followsThreads: boolean;
  /** Whether messages of channels can be read again. */
  readonly readsChannels: boolean;
}

/** Whom an event came from: each workspace has its own token, bot and people. */
export interface Workspace {
  readonly api: SlackApi;
  readonly team: string;
  /** User id of the bot. */
  readonly me: string | null;
}

/** Which of the counts are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = [
  'notAcknowledged',
  'responseExpired',
  'responseUnsure',
  'foreignAddress',
  ...CHAT_ERRORS,
];
