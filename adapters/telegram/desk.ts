import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { LRUCache } from 'lru-cache';
import { CHAT_ERRORS, type ChatCount, type ChatDesk } from '../chat/desk.js';
import type { KeptRequests } from '../chat/kept-requests.js';
import type { Counters } from '../process/counters.js';

/** What is counted, and logged at the end. */
export type Count = ChatCount | 'pressTooOld';

/** Which of them are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = ['pressTooOld', ...CHAT_ERRORS];

/** All that answering on Telegram takes. */
export interface Desk extends ChatDesk {
  readonly api: Api;
  readonly me: UserFromGetMe;
  /** Numbers of the accounts that may correct answers, or `administrators`. */
  readonly trusted: readonly string[];
  /** The group that an administrator pressed in last, by account. */
  readonly groupOf: LRUCache<number, number>;
  readonly counters: Counters<Count>;
  readonly kept: KeptRequests;
}
