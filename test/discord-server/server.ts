import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaiting } from '../waiting.js';
import { Gateway } from './gateway.js';
import { newPending, type Pending, Rest, type Stored, shown } from './rest.js';
import {
  APPLICATION,
  FORUM,
  GENERAL,
  GUILD,
  MEMBER,
  snowflake,
  THREAD,
  THREAD_TYPE,
  thread,
  userOf,
} from './world.js';

export interface Said {
  readonly channel?: string;
  readonly by?: string;
  /** False: a direct message, in a channel of its own. */
  readonly inServer?: boolean;
  readonly mentions?: readonly string[];
  readonly roles?: readonly string[];
  /** A message of the bot's, or of the person with this id. */
  readonly replyTo?: string;
  readonly isBot?: boolean;
  /** Whether the channel is a thread. */
  readonly isThread?: boolean;
  /** True: a webhook wrote it. */
  readonly isWebhook?: boolean;
  readonly id?: string;
}

export interface Used {
  readonly channel?: string;
  readonly by?: string;
  readonly inServer?: boolean;
  readonly permissions?: string;
  /** Roles and permissions of who does it. */
  readonly roles?: readonly string[];
  readonly may?: bigint;
}

/** A person who talks to the bot unless told otherwise. */
export const ANNA = '666666666666666661';

/**
 * A server of Discord's kind on 127.0.0.1: REST and gateway, for one application in one server. It keeps what
 * the bot sends and checks it, and acts for the people who talk to it.
 */
export class DiscordServer {
  readonly rest: Rest;
  readonly gateway: Gateway;
  readonly #http = createServer((request, response) => void this.rest.handle(request, response));
  /** What people wrote, also what is hidden from the bot, by its id. */
  readonly #texts = new Map<string, string>();
  readonly #waiting = createWaiting(() => this.rest.faults);
  /** Waits until something is so; looks after each word that is exchanged. */
  readonly until = this.#waiting.until;

  private constructor(mayReadAll: boolean) {
    const { changed } = this.#waiting;
    this.rest = new Rest(() => `ws://127.0.0.1:${this.#port}/gateway`, changed);
    this.rest.mayReadAll = mayReadAll;
    this.gateway = new Gateway(this.#http, { mayReadAll }, changed);
  }

  static async start({ mayReadAll = false } = {}): Promise<DiscordServer> {
    const server = new DiscordServer(mayReadAll);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** What DISCORD_API_URL is set to. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  async stop(): Promise<void> {
    this.gateway.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** A person writes a message. @returns its id */
  say(content: string, said: Said = {}): string {
    const message = this.#message(content, said);
    this.rest.said.set(message.id, message);
    this.#texts.set(message.id, content);
    this.gateway.dispatch('MESSAGE_CREATE', message, said.inServer === false);
    return message.id;
  }

  /** A person opens a post in a forum, which is a thread whose first message bears its id. @returns that */
  openPost(title: string, content: string, { by = ANNA }: Pick<Said, 'by'> = {}): string {
    const id = snowflake();
    this.gateway.dispatch('THREAD_CREATE', { ...thread(id, title, FORUM), owner_id: by }, false);
    return this.say(content, { id, channel: id, by, isThread: true });
  }

  /** Sends the event of a message once more, as a resume may. */
  repeat(id: string): void {
    const message = this.rest.said.get(id);
    if (message) this.gateway.dispatch('MESSAGE_CREATE', message, !('guild_id' in message));
  }

  /** A person changes what they wrote, or Discord adds a preview to it. */
  change(id: string, content: string, said: Said = {}): void {
    const message = {
      ...this.#message(content, { ...said, id }),
      edited_timestamp: new Date().toISOString(),
    };
    this.rest.said.set(id, message);
    this.gateway.dispatch('MESSAGE_UPDATE', message, said.inServer === false);
  }

  remove(id: string, channel = GENERAL): void {
    this.rest.said.delete(id);
    this.gateway.dispatch('MESSAGE_DELETE', { id, channel_id: channel, guild_id: GUILD });
  }

  /** What the bot wrote in answer to a message or an interaction, oldest first. */
  answersTo(id: string): Stored[] {
    return [...this.rest.messages.values()].filter(({ answers }) => answers === id);
  }

  /** Waits for the bot's answer to a message or an interaction. */
  async answerTo(id: string): Promise<Stored> {
    await this.until(`${id} is answered`, () => this.answersTo(id).length > 0);
    return this.answersTo(id)[0] as Stored;
  }

  /** A person uses a slash command. */
  slash(name: string, options: Readonly<Record<string, string | boolean>> = {}, used: Used = {}): Pending {
    const [command, subcommand] = name.split(' ');
    const own = optionsOf(options);
    const given = subcommand === undefined ? own : [{ name: subcommand, type: 1, options: own }];
    return this.#interact(2, { id: '1', type: 1, name: command, options: given }, used);
  }

  /** A person types in an option. */
  type(name: string, focused: string, options: Readonly<Record<string, string>>, used: Used = {}): Pending {
    const given = optionsOf(options).map((option) =>
      option.name === focused ? { ...option, focused: true } : option,
    );
    return this.#interact(4, { id: '1', type: 1, name, options: given }, used);
  }

  /** A person opens the menu of a message and chooses a command. */
  useOn(name: string, content: string, { isBot = false } = {}): Pending {
    // The message that a command is used on always comes with its text.
    const target = { ...this.#message(content, { by: '777777777777777777', isBot }), content };
    const resolved = { messages: { [target.id]: target } };
    return this.#interact(2, { id: '1', type: 3, name, target_id: target.id, resolved }, {});
  }

  /** The same of a message that a person wrote. */
  useOnSaid(name: string, id: string, used: Used = {}): Pending {
    const target = { ...this.rest.said.get(id), content: this.#texts.get(id) };
    const resolved = { messages: { [id]: target } };
    return this.#interact(2, { id: '1', type: 3, name, target_id: id, resolved }, used);
  }

  /** A person puts a reaction on a message. */
  react(id: string, emoji: string, { by = ANNA, channel = GENERAL }: Used = {}): void {
    if (!this.gateway.seesReactions) return;
    const member = { ...MEMBER, user: userOf(by) };
    const where = { channel_id: channel, message_id: id, guild_id: GUILD };
    const reaction = {
      user_id: by,
      ...where,
      member,
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
    };
    this.gateway.dispatch('MESSAGE_REACTION_ADD', reaction);
  }

  /** A person presses a button, or chooses in a menu. */
  press(message: Stored, customId: string, values?: readonly string[], used: Used = {}): Pending {
    const data = { custom_id: customId, component_type: values ? 3 : 2, ...(values ? { values } : {}) };
    return this.#interact(3, data, { channel: message.channel, ...used }, { message: shown(message) });
  }

  /** A person fills in a form. @param form as the bot showed it @param values what is written, by field */
  submit(
    form: Readonly<Record<string, unknown>>,
    values: Readonly<Record<string, string>>,
    used: Used = {},
  ): Pending {
    const components = Object.entries(values).map(([custom_id, value]) => ({
      ...{ type: 1, components: [{ type: 4, custom_id, value }] },
    }));
    return this.#interact(5, { custom_id: form.custom_id, components }, used);
  }

  #interact(type: number, data: object, used: Used, more: object = {}): Pending {
    const { channel = GENERAL, by = ANNA, inServer = true, permissions = '274877975552' } = used;
    const { roles = [], may = 0n } = used;
    const pending = newPending(channel);
    this.rest.interactions.set(pending.id, pending);
    const who = inServer
      ? { guild_id: GUILD, member: { ...MEMBER, roles, user: userOf(by), permissions: String(may) } }
      : { user: userOf(by) };
    this.gateway.dispatch(
      'INTERACTION_CREATE',
      {
        id: pending.id,
        token: pending.token,
        application_id: APPLICATION,
        type,
        data,
        version: 1,
        channel_id: channel,
        channel: { id: channel, type: !inServer ? 1 : channel === THREAD ? THREAD_TYPE : 0 },
        app_permissions: permissions,
        locale: 'en-US',
        entitlements: [],
        authorizing_integration_owners: {},
        context: inServer ? 0 : 1,
        ...who,
        ...more,
      },
      !inServer,
    );
    return pending;
  }

  #message(content: string, said: Said): { id: string; channel_id: string } {
    const { channel = GENERAL, by = ANNA, inServer = true, mentions = [], roles = [], isBot = false } = said;
    const own = this.rest.messages.get(said.replyTo ?? '');
    const referenced = own ? shown(own) : this.rest.said.get(said.replyTo ?? '');
    const toBot = mentions.includes(APPLICATION);
    const hidden = inServer && !toBot && !this.gateway.readsAll;
    return {
      id: said.id ?? snowflake(),
      ...{
        channel_id: channel,
        ...(inServer ? { guild_id: GUILD, member: MEMBER } : {}),
        channel_type: !inServer ? 1 : channel === THREAD || said.isThread ? THREAD_TYPE : 0,
        ...(said.isWebhook ? { webhook_id: '888888888888888888' } : {}),
        author: { ...userOf(by), bot: isBot },
        content: hidden ? '' : content,
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
        tts: false,
        mention_everyone: content.includes('@everyone'),
        mentions: mentions.map((id) => userOf(id, id === APPLICATION)),
        mention_roles: roles,
        attachments: [],
        embeds: [],
        components: [],
        pinned: false,
        type: said.replyTo ? 19 : 0,
        flags: 0,
        ...(said.replyTo
          ? {
              message_reference: { message_id: said.replyTo, channel_id: channel },
              referenced_message: referenced ?? null,
            }
          : {}),
      },
    };
  }
}

function optionsOf(options: Readonly<Record<string, string | boolean>>) {
  return Object.entries(options).map(([name, value]) => ({
    name,
    type: typeof value === 'boolean' ? 5 : 3,
    value,
  }));
}
