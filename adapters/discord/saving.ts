import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIMessage,
  GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { ButtonStyle, ComponentType, DiscordAPIError } from 'discord.js';
import { z } from 'zod';
import { CHECK_MARKS, CONSENT_BUTTONS, checkedText, consentShown, type ToSave } from '../chat/saving.js';
import type { AuthorPort } from '../service/drafts/drafts.js';
import type { Place } from '../service/scopes/place.js';
import { apiErrorCode, type DiscordApi } from './api.js';
import { encodeConsent } from './custom-id.js';
import type { Desk, Me } from './desk.js';
import { linkOf } from './handover.js';
import { MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE } from './limits.js';
import { withoutMention } from './parse-message.js';
import { type Page, renderNotice, renderShown } from './render.js';
import { foundPlace, rulePlace } from './rule-place.js';
import { trustedIn } from './trusted.js';
import { nameOf, wordsOf } from './words.js';

/** What a person types to change what they agreed to. */
export const CONSENT_COMMAND = '/docent consent';

/** What a message, and who wrote it, are found by. */
const AT = z.object({
  server: z.string().nullable(),
  channel: z.string(),
  message: z.string(),
  person: z.string(),
});
const readAt = (at: string) => AT.parse(JSON.parse(at));

/** A message as it is saved. @param server that it is in, which Discord does not say of one that is read */
export function toSave(me: Me, message: APIMessage, server: string | undefined, place: Place): ToSave {
  const {
    id,
    channel_id: channel,
    author,
    message_reference: reference,
    referenced_message: above,
  } = message;
  const at = { server: server ?? null, channel, message: id, person: author.id };
  const question =
    above && above.author.id !== me.id
      ? withoutMention({ content: above.content, ...(server ? { guild_id: server } : {}) }, me)
      : '';
  return {
    ...{ message: id, at: JSON.stringify(at), person: author.id, place },
    isByApp: author.bot === true || message.webhook_id !== undefined,
    words: { text: wordsOf(message, me), name: nameOf(author) },
    // Without the intent Discord shows the text of a message once, with the menu that it was chosen in.
    canBeRead: me.readsAll,
    question: question === '' ? null : question,
    link: server === undefined ? null : linkOf(server, channel, id),
    on: new Date(message.timestamp),
    // A thread below a message has its id. Source: topics/threads.
    under: [reference?.message_id ?? [], place.thread ?? []].flat(),
  };
}

/** How Discord reaches who wrote a message: in direct messages, or, where they take none, in reply to it. */
export function createAuthorPort(api: DiscordApi, me: Me): AuthorPort {
  return {
    asksOnce: true,
    async ask(at, id) {
      const { server, channel, message, person } = readAt(at);
      const page = consentPage(id, server === null ? null : linkOf(server, channel, message));
      try {
        await api.send(await api.openDirectMessages(person), page, { nonce: id });
      } catch (error) {
        if (mayHaveArrived(error)) throw error;
        await api.send(channel, page, { nonce: id, replyTo: message });
      }
    },
    async read(at) {
      const { channel, message: id } = readAt(at);
      try {
        const message = await api.readMessage(channel, id);
        return { text: wordsOf(message, me), name: nameOf(message.author) };
      } catch (error) {
        if (GONE.includes(apiErrorCode(error))) return 'gone';
        throw error;
      }
    },
    mayHaveArrived,
  };
}

const GONE: readonly (number | null)[] = [UNKNOWN_MESSAGE, UNKNOWN_CHANNEL];

const mayHaveArrived = (error: unknown): boolean =>
  !(error instanceof DiscordAPIError) || error.status >= 500;

function consentPage(id: string, link: string | null): Page {
  const row: APIActionRowComponent<APIComponentInMessageActionRow> = {
    type: ComponentType.ActionRow,
    components: [
      ...CONSENT_BUTTONS.map(({ type, label }) => ({
        type: ComponentType.Button as const,
        style: type === 'agree' ? (ButtonStyle.Primary as const) : (ButtonStyle.Secondary as const),
        label,
        custom_id: encodeConsent(type, id),
      })),
      ...(link === null
        ? []
        : [
            {
              type: ComponentType.Button as const,
              style: ButtonStyle.Link as const,
              label: 'The message',
              url: link,
            },
          ]),
    ],
  };
  const [page] = renderShown(consentShown(CONSENT_COMMAND), { rows: [row] });
  if (!page) throw new RangeError('What asks for consent is a page');
  return page;
}

/** What the gateway tells of a reaction. */
export type Reaction = Pick<
  GatewayMessageReactionAddDispatchData,
  'user_id' | 'channel_id' | 'message_id' | 'guild_id' | 'member' | 'emoji'
>;

/** Saves a message that somebody put a check mark on; they are told in direct messages. */
export async function onReaction(desk: Desk, reaction: Reaction): Promise<void> {
  const { user_id: person, channel_id: channel, message_id: id, guild_id: server, member, emoji } = reaction;
  if (!desk.saving || !CHECK_MARKS.has(emoji.name ?? '')) return;
  if (!desk.seen.first(`check ${id} ${person}`)) return desk.counters.add('repeated');
  const read = async () => {
    const place = await foundPlace(desk, rulePlace(desk.place(channel, server), channel, server), channel);
    try {
      return toSave(desk.me, await desk.api.readMessage(channel, id), server, place);
    } catch (error) {
      if (!UNREADABLE.includes(apiErrorCode(error))) throw error;
      desk.log.warn(
        'A message that was checked could not be read: in Edit Channel, Permissions, the bot needs View Channel and Read Message History',
        { channel },
      );
      return null;
    }
  };
  const trust = async () => trustedIn(desk, { member, user: undefined });
  const text = await checkedText(desk, { person, trust }, read);
  if (text === null) return;
  await desk.api
    .send(await desk.api.openDirectMessages(person), renderNotice(text, false), { nonce: `c${id}` })
    .catch((error) =>
      desk.log.info('A person who checked a message could not be told what came of it', { error }),
    );
}

const UNREADABLE: readonly (number | null)[] = [...GONE, MISSING_ACCESS];
