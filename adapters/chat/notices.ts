import { logFailure } from '../process/logger.js';
import { isSearchAway } from '../service/search-away.js';
import { TEXTS } from '../service/texts.js';
import type { ChatDesk } from './desk.js';
import type { Asker } from './platform.js';

/** Logs an error of ours under an id. @returns what the person is told, with that id */
export function failureText(desk: Pick<ChatDesk, 'log' | 'counters'>, error: unknown): string {
  desk.counters.add('failed');
  // The log has said so once.
  if (isSearchAway(error)) return TEXTS.away;
  return TEXTS.broken(logFailure(desk.log, error));
}

/** @returns what a person who asks too fast is told, and whether for the first time; `null`: go ahead */
export async function refusal(
  desk: Pick<ChatDesk, 'rateLimit' | 'counters'>,
  { who, room }: Asker,
): Promise<{ readonly text: string; readonly isFirst: boolean } | null> {
  const admission = await desk.rateLimit.admit(who, room);
  if (admission.admitted) return null;
  desk.counters.add('tooFast');
  return { text: TEXTS.tooFast(admission.waitSeconds), isFirst: admission.tell };
}
