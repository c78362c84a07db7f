import { type Completer, createCompleter } from './complete.js';
import { type Conversations, createConversations } from './conversations.js';
import type { ObservedBot } from './observed.js';
import { createRateLimit, type RateLimit } from './rate-limit.js';
import type { SharedSettings } from './settings.js';
import { createStarters, type Starters } from './starters.js';
import { createState, type State } from './state.js';
import { createTurnStore, type OwnedTurns } from './turns.js';
import { createVotes, type Votes } from './votes.js';

/** What answering takes on every platform. */
export interface DeskParts {
  readonly bot: ObservedBot;
  readonly completer: Completer;
  readonly starters: Starters;
  readonly conversations: Conversations;
  readonly turns: OwnedTurns;
  readonly votes: Votes;
  readonly rateLimit: RateLimit;
}

/** @param state where what must outlive a restart is kept */
export function createDeskParts(
  bot: ObservedBot,
  settings: SharedSettings,
  state: State = createState(),
): DeskParts {
  const keepsQuestions = settings.DOCENT_KEEP_QUESTIONS === 'on';
  return {
    bot,
    completer: createCompleter(bot),
    starters: createStarters(bot),
    conversations: createConversations(state, { keepsQuestions }),
    turns: createTurnStore(state, { keeps: keepsQuestions }),
    votes: createVotes(state),
    rateLimit: createRateLimit({
      perPerson: settings.DOCENT_RATE_PER_PERSON,
      perChannel: settings.DOCENT_RATE_PER_CHANNEL,
    }),
  };
}
