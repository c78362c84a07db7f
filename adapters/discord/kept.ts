import type { APIInteraction } from 'discord.js';
import { InteractionType } from 'discord.js';
import type { LeftRequest } from '../chat/kept-requests.js';
import { apiErrorCode, type DiscordApi } from './api.js';
import type { Desk } from './desk.js';
import { onInteraction } from './interactions.js';
import { TOKEN_LIFETIME_MS, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK } from './limits.js';

/**
 * Answers an interaction; commands are kept until they are answered, with the token that they are answered by. What a
 * button asks is not: who sees nothing happen presses it again.
 */
export async function keptUntilAnswered(desk: Desk, interaction: APIInteraction): Promise<void> {
  if (interaction.type !== InteractionType.ApplicationCommand) return onInteraction(desk, interaction);
  const { id } = interaction;
  const keeping = desk.kept.keep(id, interaction, Date.now() + TOKEN_LIFETIME_MS);
  if (desk.state.shared && !(await keeping)) return desk.counters.add('repeated');
  await onInteraction({ ...desk, api: toldOnce(desk, id, desk.api) }, interaction).finally(() =>
    desk.kept.done(id),
  );
}

/**
 * Answers a command that came before the start and was not answered then. What Discord has an acknowledgement or an
 * answer of is written over with the answer, so that it stands there once; else it is answered as any, which Discord
 * takes for three seconds. Further pages come only where none was on its way.
 */
export async function answerLeft(desk: Desk, { id, request, isSending }: LeftRequest): Promise<void> {
  const { api } = desk;
  const again: DiscordApi = {
    ...api,
    respond: (interaction, page) =>
      api.edit(interaction, page).catch((error) => {
        if (!NOT_THERE.includes(apiErrorCode(error))) throw error;
        return api.respond(interaction, page);
      }),
    defer: async () => undefined,
    followUp: async (interaction, page) => {
      if (!isSending) await api.followUp(interaction, page);
    },
  };
  desk.counters.add('caughtUp');
  await onInteraction({ ...desk, api: toldOnce(desk, id, again) }, request as APIInteraction).finally(() =>
    desk.kept.done(id),
  );
}

/** What says that there is neither acknowledgement nor answer. */
const NOT_THERE: readonly (number | null)[] = [UNKNOWN_WEBHOOK, UNKNOWN_MESSAGE];

/** Notes when pages are on their way that could not be written over. */
function toldOnce({ kept }: Pick<Desk, 'kept'>, id: string, api: DiscordApi): DiscordApi {
  return {
    ...api,
    followUp: async (interaction, page) => {
      await kept.sending(id);
      return api.followUp(interaction, page);
    },
  };
}
