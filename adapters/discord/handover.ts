import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js';
import { ButtonStyle, ComponentType, DiscordAPIError } from 'discord.js';
import { z } from 'zod';
import { type Card, cardButtons, cardShown } from '../chat/handover-card.js';
import type { Failures, HandoverPort } from '../chat/handovers.js';
import { apiErrorCode, type DiscordApi } from './api.js';
import type { DiscordSettings } from './config.js';
import { encodeHandover } from './custom-id.js';
import { escapeText } from './escape.js';
import { MISSING_ACCESS, MISSING_PERMISSIONS, UNKNOWN_CHANNEL } from './limits.js';
import { type Page, renderNotice, renderShown } from './render.js';

/** Where who asks is told of an answer. */
export const BACK = z.object({
  person: z.string(),
  channel: z.string(),
  message: z.string(),
  /** Whether nobody else sees the answer below which they pressed. */
  isPrivate: z.boolean(),
});
export type Back = z.infer<typeof BACK>;

type Settings = Pick<DiscordSettings, 'DISCORD_HANDOVER_CHANNEL' | 'DISCORD_HANDOVER_PING'>;

/** Where questions are handed over on Discord; `null` where no channel is set. */
export function createHandoverPort(
  api: DiscordApi,
  { DISCORD_HANDOVER_CHANNEL: target, DISCORD_HANDOVER_PING: role }: Settings,
): HandoverPort | null {
  if (target === undefined) return null;
  let server: Promise<string | null> | null = null;
  /** The server of the channel, asked once. */
  const serverOf = () => {
    server ??= api.readChannel(target).then(({ guild_id: guild }) => guild ?? null);
    server.catch(() => {
      server = null;
    });
    return server;
  };
  return {
    isFollowed: true,
    // A thread below a post has another id than the channel.
    isWithin: ({ room, kind }) => room === target || kind === 'thread',
    post: (card) => api.send(target, pinging(cardPage(card), role), { nonce: card.id }),
    async find(id) {
      const messages = await api.readLast(target);
      return messages.find(({ components }) => JSON.stringify(components ?? []).includes(id))?.id ?? null;
    },
    edit: (post, card) => api.editMessage(target, post, cardPage(card)),
    async tell(back, text, link) {
      const { person, channel, message, isPrivate } = BACK.parse(JSON.parse(back));
      const page = renderNotice(link === null ? escapeText(text) : `${escapeText(text)}\n<${link}>`, false);
      const nonce = `h${message}`;
      try {
        await api.send(await api.openDirectMessages(person), page, { nonce });
      } catch (error) {
        // Who takes no direct messages is told where they asked, unless they asked in private.
        if (isPrivate) throw error;
        await api.send(channel, page, { nonce, replyTo: message });
      }
    },
    async linkTo(message, room) {
      const guild = await serverOf();
      return guild === null ? null : linkOf(guild, room ?? target, message);
    },
    ...failuresIn(target, 'DISCORD_HANDOVER_CHANNEL'),
  };
}

export const linkOf = (server: string, channel: string, message: string): string =>
  `https://discord.com/channels/${server}/${channel}/${message}`;

/** @param setting that names the channel */
export const failuresIn = (channel: string, setting: string): Failures => ({
  mayHaveArrived: (error) => !(error instanceof DiscordAPIError) || error.status >= 500,
  adviceOn: (error) => adviceOn(apiErrorCode(error), channel, setting),
});

/** What is to be done about a channel that nothing could be written to. @param setting that names it */
export function adviceOn(code: number | null, channel: string, setting: string): string {
  if (code === UNKNOWN_CHANNEL)
    return `The channel ${channel} of ${setting} is gone. Write the id of another (right-click it, "Copy Channel ID"), or take it out.`;
  if (code === MISSING_ACCESS || code === MISSING_PERMISSIONS)
    return `In the channel ${channel} of ${setting} the bot lacks a permission. Edit Channel, Permissions, the bot's role: switch on View Channel, Send Messages, Send Messages in Threads and Read Message History.`;
  return 'Look at https://discordstatus.com.';
}

function cardPage(card: Card): Page {
  const [page] = renderShown(cardShown(card), { rows: rowsOf(card) });
  if (!page) throw new RangeError('A card is a page');
  return page;
}

function rowsOf(card: Card): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const components: APIComponentInMessageActionRow[] = [
    ...cardButtons(card).map(({ type, label }) => ({
      type: ComponentType.Button as const,
      style: type === 'take' ? (ButtonStyle.Primary as const) : (ButtonStyle.Secondary as const),
      label,
      custom_id: encodeHandover(type, card.id),
    })),
    ...(card.link === null
      ? []
      : [
          {
            type: ComponentType.Button as const,
            style: ButtonStyle.Link as const,
            label: 'Where it was asked',
            url: card.link,
          },
        ]),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

/** The same page, which notifies who has a role: the only one that notifies anybody, and only where it is set. */
function pinging(page: Page, role: string | undefined): Page {
  if (role === undefined) return page;
  const call = { type: ComponentType.TextDisplay as const, content: `<@&${role}>` };
  return {
    ...page,
    components: [call, ...(page.components ?? [])],
    allowed_mentions: { parse: [], roles: [role] },
  };
}
