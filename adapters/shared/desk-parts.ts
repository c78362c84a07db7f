import type { Bot } from '../../src/bot.js';
import { type Completer, createCompleter } from './complete.js';
import { type Conversations, createConversations } from './conversations.js';
import { createFeedbackStore, createVotes, type FeedbackStore } from './feedback.js';
import { createRateLimit, type RateLimit } from './rate-limit.js';
import { createSeenEvents, type SeenEvents } from './seen-events.js';
import type { SharedSettings } from './settings.js';
import { createTurnStore, type TurnStore } from './turns.js';

/** What answering takes on every platform. */
export interface DeskParts {
  readonly bot: Pick<Bot, 'ask' | 'corpus'>;
  readonly completer: Completer;
  readonly conversations: Conversations;
  readonly turns: TurnStore;
  readonly feedback: FeedbackStore;
  readonly votes: (voter: string, helpful: boolean) => boolean;
  readonly rateLimit: RateLimit;
  readonly seen: SeenEvents;
}

export function createDeskParts(bot: Bot, settings: SharedSettings): DeskParts {
  const folder = settings.DOCENT_DATA_DIR ?? null;
  return {
    bot,
    completer: createCompleter(bot),
    conversations: createConversations(),
    turns: createTurnStore(folder),
    feedback: createFeedbackStore(folder),
    votes: createVotes(),
    rateLimit: createRateLimit({
      perPerson: settings.DOCENT_RATE_PER_PERSON,
      perChannel: settings.DOCENT_RATE_PER_CHANNEL,
    }),
    seen: createSeenEvents(),
  };
}
