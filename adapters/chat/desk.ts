import type { Counters } from '../process/counters.js';
import type { Logger } from '../process/logger.js';
import type { SharedSettings } from '../process/settings.js';
import { createState, type State } from '../records/state.js';
import { createDeskParts, type DeskParts } from '../service/desk-parts.js';
import type { ObservedBot } from '../service/observed.js';
import type { Correcting } from './correcting.js';
import { takeOverShared } from './earlier-files.js';
import type { Handovers } from './handovers.js';
import type { Listening } from './listening.js';
import type { Saving } from './saving.js';
import { createSeenEvents, type SeenEvents } from './seen-events.js';
import { createThreads, type Threads } from './threads.js';

/** What is counted on every platform, and logged at the end. */
export type ChatCount =
  | 'answered'
  | 'unasked'
  | 'edited'
  | 'deleted'
  | 'tooFast'
  | 'repeated'
  | 'caughtUp'
  | 'mayNotWrite'
  | 'unhandled'
  | 'failed';

/** Which of them are errors of the platform, or on the way to it. */
export const CHAT_ERRORS = ['mayNotWrite', 'unhandled', 'failed'] as const satisfies readonly ChatCount[];

/** What answering on a chat platform takes, whichever it is. */
export interface ChatParts extends DeskParts {
  readonly threads: Threads;
  readonly seen: SeenEvents;
  readonly log: Logger;
  /** Hands questions to people; `null` where none are reached. */
  readonly handovers: Handovers | null;
  /** Where the bot answers without being asked; `null` where it cannot be invited to. */
  readonly listening: Listening | null;
  /** Whether texts of questions may be kept. */
  readonly keepsQuestions: boolean;
  /** Where what must outlive a restart is kept. */
  readonly state: State;
  /** Correcting answers; `null` where nobody may. */
  readonly correcting: Correcting | null;
  /** Saving what people wrote as articles; `null` where nobody may. */
  readonly saving: Saving | null;
}

/** All that the conversation takes; each platform has more of its own. */
export interface ChatDesk extends ChatParts {
  /** As records name the platform. */
  readonly platform: string;
  readonly counters: Counters<ChatCount>;
  /** Milliseconds until the bot is shown to be at work. */
  readonly busyAfterMs: number;
}

export function createChatParts(
  bot: ObservedBot,
  settings: SharedSettings,
  log: Logger,
  state: State = createState(),
  correcting: Correcting | null = null,
): ChatParts {
  const { DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: keeps } = settings;
  if (folder !== undefined) takeOverShared({ folder, state, keepsQuestions: keeps === 'on' });
  return {
    ...createDeskParts(bot, settings, state),
    threads: createThreads(state),
    seen: createSeenEvents(state),
    handovers: null,
    listening: null,
    keepsQuestions: keeps === 'on',
    correcting,
    saving: null,
    log,
    state,
  };
}
