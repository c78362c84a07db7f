import { createLogger, type Logger } from '../shared/logger.js';
import type { SharedSettings } from '../shared/settings.js';
import type { StartContext } from '../shared/start.js';
import type { Correcting } from './correcting.js';
import { createKeptRequests, type KeptRequests } from './kept-requests.js';

/** The log of a platform, as the settings have it. @param secrets what no line of it may show */
export function openLog(
  { write }: Pick<StartContext, 'write'>,
  { DOCENT_LOG_LEVEL: level, DOCENT_LOG_FORMAT: format }: SharedSettings,
  secrets: readonly string[],
): Logger {
  return createLogger({ write, level, format, secrets });
}

/** Says that what is asked does not outlive the process. */
export const lostAt =
  (log: Pick<Logger, 'warn'>) =>
  (error: unknown): void =>
    log.warn('What is asked is forgotten if the program is killed', { error });

/** Where what a platform does not give back is kept, as the settings have it. @param name of the process's part in it */
export function openKept(
  name: string,
  { DOCENT_DATA_DIR: folder, DOCENT_PERSON_KEY: secret }: SharedSettings,
  log: Pick<Logger, 'warn'>,
): KeptRequests {
  return createKeptRequests(folder ?? null, name, { secret, lost: lostAt(log) });
}

/** Correcting answers, as the settings have it; `null` where nobody is trusted to. */
export function openCorrecting(
  { operations }: StartContext,
  trusted: readonly string[],
  correcting: Omit<Correcting, 'corrections'>,
): Correcting | null {
  const corrections = operations?.office?.corrections;
  return corrections && trusted.length > 0 ? { ...correcting, corrections } : null;
}
