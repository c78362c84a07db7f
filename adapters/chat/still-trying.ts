import type { Logger } from '../process/logger.js';

/** How long a platform may be waited for in silence, in milliseconds. */
const SILENT_FOR_MS = 2_000;

/**
 * Waits for a platform to be reached, and says so once when that takes long: its library tries again and again
 * before it gives up, and who started the bot would see nothing meanwhile.
 * @param setting the variable with the platform's address
 */
export async function stillTrying<T>(
  log: Logger,
  platform: string,
  setting: string,
  reached: Promise<T>,
  silentForMs = SILENT_FOR_MS,
): Promise<T> {
  const advice = `If this lasts, look at the network, and at ${setting} if you are behind a proxy`;
  const timer = setTimeout(
    () => log.warn(`${platform} has not answered yet; still trying to reach it. ${advice}`),
    silentForMs,
  );
  try {
    return await reached;
  } finally {
    clearTimeout(timer);
  }
}
