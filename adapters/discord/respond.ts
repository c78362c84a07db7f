import { MessageFlags } from 'discord.js';
import { apiErrorCode, type InteractionHandle } from './api.js';
import type { Desk } from './desk.js';
import { ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION } from './limits.js';
import type { Page } from './render.js';

type Response = Pick<Desk, 'api' | 'log' | 'counters' | 'deferAfterMs'>;

/**
 * Answers an interaction: at once, and only when the work takes longer than `deferAfterMs` by way of a deferral.
 * Errors 10062 (too late, or not ours) and 40060 (answered before) harm nobody: they are logged and counted.
 * @param work makes the pages of the answer
 * @returns the id of the message, `null` when there is none
 */
export async function respond(
  desk: Response,
  interaction: InteractionHandle,
  isPrivate: boolean,
  work: () => Promise<readonly Page[]>,
): Promise<string | null> {
  let deferral: Promise<boolean> | null = null;
  const watchdog = setTimeout(() => {
    desk.counters.add('deferred');
    desk.log.warn('The answer takes long; the response is deferred', { interaction: interaction.id });
    const flags = isPrivate ? MessageFlags.Ephemeral : 0;
    deferral = harmless(desk, interaction, () => desk.api.defer(interaction, flags)).then(
      (done) => done !== FAILED,
      (error) => {
        desk.log.error('The response was not deferred', { error });
        return false;
      },
    );
  }, desk.deferAfterMs);
  const [first, ...more] = await work().finally(() => clearTimeout(watchdog));
  if (!first) return null;
  const wasDeferred = deferral as Promise<boolean> | null;
  const sent = await harmless(desk, interaction, async () =>
    wasDeferred !== null && (await wasDeferred)
      ? desk.api.edit(interaction, first)
      : desk.api.respond(interaction, first),
  );
  if (sent === FAILED) return null;
  for (const page of more) await harmless(desk, interaction, () => desk.api.followUp(interaction, page));
  return sent;
}

const FAILED = Symbol('failed');

/** Does something with an interaction; what Discord says when it is gone or answered is no error. */
export async function harmless<T>(
  desk: Pick<Desk, 'log' | 'counters'>,
  interaction: InteractionHandle,
  act: () => Promise<T>,
): Promise<T | typeof FAILED> {
  try {
    return await act();
  } catch (error) {
    const code = apiErrorCode(error);
    if (code === UNKNOWN_INTERACTION) desk.counters.add('unknownInteraction');
    else if (code === ALREADY_ACKNOWLEDGED) desk.counters.add('alreadyAcknowledged');
    else throw error;
    desk.log.warn('Discord did not take a response', { code, interaction: interaction.id });
    return FAILED;
  }
}
