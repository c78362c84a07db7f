import { EVERYTHING } from '../../src/knowledge/label-words.js';
import { type Scope, scopeKey } from '../../src/knowledge/scope.js';
import { createRateLimit, type RateLimit } from '../process/rate-limit.js';
import type { SharedSettings } from '../process/settings.js';
import { type Conversations, createConversations } from '../records/conversations.js';
import { createState, type State } from '../records/state.js';
import { createTurnStore, type OwnedTurns, type TurnStore } from '../records/turns.js';
import { createVotes, type Votes } from '../records/votes.js';
import { type Completer, createCompleter } from './complete.js';
import type { ObservedBot } from './observed.js';
import type { Place } from './scopes/place.js';
import { createStarters, type Starters } from './starters.js';

/** What answering takes that depends on what of the articles is seen. */
export interface SeenParts {
  readonly bot: ObservedBot;
  readonly completer: Completer;
  readonly starters: Starters;
  readonly conversations: Conversations;
  readonly turns: OwnedTurns;
}

/** What answering takes on every platform. As it is made it sees what is seen where no rule says it: see {@link deskAt}. */
export interface DeskParts extends SeenParts {
  readonly votes: Votes;
  readonly rateLimit: RateLimit;
}

/** @param state where what must outlive a restart is kept @param turns where turns are, if not there too */
export function createDeskParts(
  bot: ObservedBot,
  settings: SharedSettings,
  state: State = createState(),
  turns?: OwnedTurns,
): DeskParts {
  const keepsQuestions = settings.DOCENT_KEEP_QUESTIONS === 'on';
  const all = {
    conversations: createConversations(state, { keepsQuestions }),
    turns: turns ?? createTurnStore(state, { keeps: keepsQuestions }),
  };
  return {
    ...partsFor(bot, all),
    votes: createVotes(state),
    rateLimit: createRateLimit({
      perPerson: settings.DOCENT_RATE_PER_PERSON,
      perChannel: settings.DOCENT_RATE_PER_CHANNEL,
    }),
  };
}

/** What was made for a bot of some places. */
const made = new WeakMap<ObservedBot, SeenParts>();

/** A desk that sees what is seen in a place, and nothing that was said or offered where something else is. */
export async function deskAt<D extends Omit<SeenParts, 'completer' | 'starters'> & Partial<SeenParts>>(
  desk: D,
  place: Place,
): Promise<D> {
  const bot = await desk.bot.at(place);
  // One that sees the same may be of rules that are no more, and follow nothing.
  if (bot === desk.bot) return desk;
  const own = made.get(bot) ?? partsFor(bot, desk);
  made.set(bot, own);
  return { ...desk, ...own };
}

function partsFor(
  bot: ObservedBot,
  { conversations, turns }: Pick<SeenParts, 'conversations' | 'turns'>,
): SeenParts {
  const seen = () => bot.scope;
  return {
    bot,
    completer: createCompleter(bot),
    starters: createStarters(bot),
    conversations: within(conversations, (all) => conversationsWithin(seen, all)),
    turns: within(turns, (all) => turnsWithin(seen, all)),
  };
}

/** What is remembered of all places, by what a place knows of it. */
const everywhere = new WeakMap<object, object>();

/** @param known all that is remembered, or what a place knows of it */
function within<T extends object>(known: T, narrow: (all: T) => T): T {
  const all = (everywhere.get(known) as T | undefined) ?? known;
  const narrowed = narrow(all);
  everywhere.set(narrowed, all);
  return narrowed;
}

function conversationsWithin(seen: () => Scope, { get, set }: Conversations): Conversations {
  const placeIn = (place: string) => (seen() === EVERYTHING ? place : `${scopeKey(seen())} ${place}`);
  return { get: (place) => get(placeIn(place)), set: (place, said) => set(placeIn(place), said) };
}

function turnsWithin(seen: () => Scope, turns: OwnedTurns): OwnedTurns {
  const storeOf = ({ keep, find }: TurnStore): TurnStore => ({
    keep: (turn) => keep(seen() === EVERYTHING ? turn : { ...turn, scope: scopeKey(seen()) }),
    find(key) {
      const turn = find(key);
      return turn && (turn.scope ?? EVERYTHING) === scopeKey(seen()) ? turn : null;
    },
  });
  return { ...storeOf(turns), of: (person) => storeOf(turns.of(person)) };
}
