import { TEXTS } from '../service/texts.js';
import type { ChatDesk } from './desk.js';
import { percent } from './least-likelihood.js';
import { type Listening, MODES, type Mode, type Outcome, TOTAL_DAYS } from './listening.js';

/** The words behind it, as people type them. */
export const LISTEN_USAGE = MODES.join('|');

/** Somebody wants to know, or to set, how the bot listens in a room. */
export interface ListenCommand {
  /** As people type it: "/docent listen". */
  readonly command: string;
  /** As it was typed. */
  readonly wanted: string;
  /** Names of the room, the nearest first; none where nobody can be listened to. */
  readonly rooms: readonly string[];
  readonly isTrusted: () => Promise<boolean>;
  /** Who may: "those who may manage the server". */
  readonly who: string;
  /** What keeps the bot from answering there, and what to do; `null`: nothing. */
  readonly missing: () => Promise<string | null>;
}

const NAMES: Readonly<Record<Outcome, string>> = {
  said: 'answered',
  'would-say': 'would have been answered',
  'no-question': 'no question',
  'for-people': 'for people',
  'not-covered': 'not in my articles',
  unlikely: 'not sure enough',
  'person-faster': 'a person was faster',
  gone: 'deleted',
  'no-post-any-more': 'edited to somebody',
  'too-long': 'longer than a message',
  'may-not-write': 'I may not write here',
  'too-fast': 'too many at a time',
  'too-many': 'too many at a time',
  unsure: 'perhaps answered before',
  failed: 'an error',
};

/** Does what somebody wants of how the bot listens. @returns what they are told */
export async function listenText({ listening, log }: ChatDesk, used: ListenCommand): Promise<string> {
  const { command, wanted, rooms, isTrusted, who, missing } = used;
  const [room] = rooms;
  if (!listening || room === undefined)
    return TEXTS.cannotListen('People are listened to in channels alone.');
  if (!(await isTrusted())) return TEXTS.mayNotListen(who, command);
  const words = wanted.trim().toLowerCase();
  if (words === '') return statusText(listening, command, rooms, room);
  const mode = MODES.find((one) => one === words.replace(/^dry[ _]?run$/, 'dry-run').replace(/^on$/, 'here'));
  if (!mode) return `${command} takes one of: ${MODES.join(', ')}. Without one it says how I listen here.`;
  const lacking = mode === 'off' ? null : await missing();
  if (lacking !== null) return TEXTS.cannotListen(lacking);
  try {
    await listening.set(room, mode);
  } catch (error) {
    log.warn('How the bot listens could not be kept', { error });
    return TEXTS.listenNotNow;
  }
  log.info('How the bot listens was set by command', { room, mode });
  return modeText(listening, command, mode);
}

async function modeText({ bar, waitMs }: Listening, command: string, mode: Mode): Promise<string> {
  const { likelihood } = await bar();
  const sure = `at least ${percent(likelihood)} sure`;
  switch (mode) {
    case 'here':
      return `I answer questions here that are put to nobody, when I am ${sure} and no person was faster within ${Math.round(waitMs / 1000)} seconds.`;
    case 'dry-run':
      return `I say nothing here, and note what I am ${sure} of. ${command} says how much that is; the page /admin shows it.`;
    case 'off':
      return 'I answer here only when I am asked.';
  }
}

async function statusText(
  listening: Listening,
  command: string,
  rooms: readonly string[],
  room: string,
): Promise<string> {
  const mode = listening.modeIn(rooms);
  const { likelihood, from, votes } = await listening.bar();
  const source = {
    setting: 'as DOCENT_LISTEN_LIKELIHOOD says',
    votes: `read from ${votes} votes on my answers`,
    default: `the default: ${votes === 1 ? 'one vote is' : `${votes} votes are`} too few to read it from, or too bad`,
  }[from];
  const tally = listening.tally(room);
  const all = tally.reduce((sum, [, count]) => sum + count, 0);
  const noted = await listening.noted(room).catch(() => null);
  return [
    await modeText(listening, command, mode),
    `${percent(likelihood)} is ${source}.`,
    ...(noted === null || (noted === 0 && mode !== 'dry-run')
      ? []
      : [
          `In the last ${TOTAL_DAYS} days I would have answered ${noted === 1 ? 'one post' : `${noted} posts`}.`,
        ]),
    all === 0
      ? 'Since I was started I have heard no post here.'
      : `Since I was started I have heard ${all === 1 ? 'one post' : `${all} posts`}: ${tally.map(([outcome, count]) => `${NAMES[outcome]} ${count}`).join(', ')}.`,
  ].join('\n');
}
