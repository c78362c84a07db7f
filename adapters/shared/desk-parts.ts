import { type Completer, createCompleter } from './complete.js';
import { type Conversations, createConversations } from './conversations.js';
import type { Logger } from './logger.js';
import type { ObservedBot } from './observed.js';
import { createRateLimit, type RateLimit } from './rate-limit.js';
import type { SharedSettings } from './settings.js';
import { createStarters, type Starters } from './starters.js';
import { createTurnStore, forgetTurns, type OwnedTurns } from './turns.js';
import { createVotes } from './votes.js';

/** What answering takes on every platform. */
export interface DeskParts {
  readonly bot: ObservedBot;
  readonly completer: Completer;
  readonly starters: Starters;
  readonly conversations: Conversations;
  readonly turns: OwnedTurns;
  readonly votes: (voter: string, helpful: boolean) => boolean;
  readonly rateLimit: RateLimit;
}

/** @param log is told of what cannot be kept on disk */
export function createDeskParts(
  bot: ObservedBot,
  settings: SharedSettings,
  log: Pick<Logger, 'warn'>,
): DeskParts {
  const { DOCENT_DATA_DIR: folder = null } = settings;
  const keepsQuestions = settings.DOCENT_KEEP_QUESTIONS === 'on';
  if (folder !== null && !keepsQuestions) forgetTurns(folder);
  return {
    bot,
    completer: createCompleter(bot),
    starters: createStarters(bot),
    conversations: createConversations(),
    turns: createTurnStore(keepsQuestions ? folder : null, {
      forgottenIn: folder,
      lost: (error) => log.warn('A button works until the next restart only', { error }),
    }),
    votes: createVotes(),
    rateLimit: createRateLimit({
      perPerson: settings.DOCENT_RATE_PER_PERSON,
      perChannel: settings.DOCENT_RATE_PER_CHANNEL,
    }),
  };
}
