import type {
  APIApplicationCommandOptionChoice,
  APIChannel,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  ChannelType,
  RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord.js';
import { DiscordAPIError, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js';
import { MAX_READ_MESSAGES } from './limits.js';
import type { Page } from './render.js';

/** What an interaction is answered through. Its token is a secret for as long as it lives. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
}

export interface SendOptions {
  /** A repeat within some minutes gives back the first message instead of a second one. */
  readonly nonce: string;
  readonly replyTo?: string;
}

/** What is read of a channel. */
export interface ReadChannel {
  readonly type?: ChannelType;
  readonly name?: string | null;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
}

/** What the adapter does on Discord. Ids are snowflakes; every method throws what the request fails with. */
export interface DiscordApi {
  /** First response. @returns the id of the message it made */
  respond(interaction: InteractionHandle, page: Page): Promise<string | null>;
  defer(interaction: InteractionHandle, flags: number): Promise<void>;
  /** First response to a button: a form. */
  showForm(interaction: InteractionHandle, form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Fills in a deferred response. @returns the id of the message */
  edit(interaction: InteractionHandle, page: Page): Promise<string | null>;
  followUp(interaction: InteractionHandle, page: Page): Promise<void>;
  choose(
    interaction: InteractionHandle,
    choices: readonly APIApplicationCommandOptionChoice<string>[],
  ): Promise<void>;
  send(channel: string, page: Page, options: SendOptions): Promise<string>;
  editMessage(channel: string, message: string, page: Page): Promise<void>;
  deleteMessage(channel: string, message: string): Promise<void>;
  /** A message as it is now. */
  readMessage(channel: string, message: string): Promise<APIMessage>;
  /** The messages that follow one, at most a hundred; none where the bot may not read the history. */
  readAfter(channel: string, message: string): Promise<APIMessage[]>;
  /** The last messages of a channel, at most a hundred; none where the bot may not read the history. */
  readLast(channel: string): Promise<APIMessage[]>;
  readChannel(channel: string): Promise<ReadChannel>;
  showTyping(channel: string): Promise<void>;
  /** @returns the id of the channel for direct messages with a person */
  openDirectMessages(person: string): Promise<string>;
}

/**
 * The API over discord.js' REST clients, which keep the rate limits, wait after a 429 and repeat after a 500.
 * @param interactions for responses to interactions; needs no token
 */
export function createDiscordApi(rest: REST, interactions: REST, application: string): DiscordApi {
  const webhook = ({ token }: InteractionHandle) => Routes.webhookMessage(application, token, '@original');
  return {
    async respond({ id, token }, page) {
      const result = (await interactions.post(Routes.interactionCallback(id, token), {
        auth: false,
        query: new URLSearchParams({ with_response: 'true' }),
        body: { type: InteractionResponseType.ChannelMessageWithSource, data: page },
      })) as RESTPostAPIInteractionCallbackWithResponseResult | undefined;
      return result?.resource?.message?.id ?? null;
    },
    async defer({ id, token }, flags) {
      await interactions.post(Routes.interactionCallback(id, token), {
        auth: false,
        body: { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags } },
      });
    },
    async showForm({ id, token }, form) {
      await interactions.post(Routes.interactionCallback(id, token), {
        auth: false,
        body: { type: InteractionResponseType.Modal, data: form },
      });
    },
    async edit(interaction, page) {
      const { flags, ...body } = page;
      const message = (await interactions.patch(webhook(interaction), {
        auth: false,
        body: { ...body, flags: withoutEphemeral(flags) },
      })) as APIMessage | undefined;
      return message?.id ?? null;
    },
    async followUp({ token }, page) {
      await interactions.post(Routes.webhook(application, token), { auth: false, body: page });
    },
    async choose({ id, token }, choices) {
      await interactions.post(Routes.interactionCallback(id, token), {
        auth: false,
        body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
      });
    },
    async send(channel, page, { nonce, replyTo }) {
      const body = {
        ...page,
        nonce,
        enforce_nonce: true,
        ...(replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {}),
      };
      return ((await rest.post(Routes.channelMessages(channel), { body })) as APIMessage).id;
    },
    async editMessage(channel, message, page) {
      const { flags, ...body } = page;
      await rest.patch(Routes.channelMessage(channel, message), {
        body: { ...body, flags: withoutEphemeral(flags) },
      });
    },
    async deleteMessage(channel, message) {
      await rest.delete(Routes.channelMessage(channel, message));
    },
    async readMessage(channel, message) {
      return (await rest.get(Routes.channelMessage(channel, message))) as APIMessage;
    },
    async readAfter(channel, message) {
      const query = new URLSearchParams({ after: message, limit: String(MAX_READ_MESSAGES) });
      return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    },
    async readLast(channel) {
      const query = new URLSearchParams({ limit: String(MAX_READ_MESSAGES) });
      return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    },
    async readChannel(channel) {
      return (await rest.get(Routes.channel(channel))) as ReadChannel;
    },
    async showTyping(channel) {
      await rest.post(Routes.channelTyping(channel));
    },
    async openDirectMessages(person) {
      return ((await rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as APIChannel).id;
    },
  };
}

/** Who may see a message is said when it is made; an edit cannot change it. */
const withoutEphemeral = (flags: number): number => flags & ~MessageFlags.Ephemeral;

/** The code of an error of Discord's API, or `null` for any other. */
export function apiErrorCode(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;
}
