import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaiting } from '../waiting.js';
import { answerFaults, listOf, messageFaults, type Thing } from './checks.js';
import {
  ANNA,
  BOT,
  type Chat,
  CLOSED,
  directOf,
  FORUM,
  GROUP,
  HELP,
  OPENED,
  type Person,
  TOKEN,
  TOPIC,
} from './world.js';

export interface Said {
  readonly chat?: Chat;
  readonly by?: Person;
  /** Id of the message that it replies to. */
  readonly replyTo?: number;
  /** Who wrote it first, where it is forwarded. */
  readonly forwardedFrom?: Person;
}

/** A message of the bot's, as the people see it. */
export interface Sent {
  readonly id: number;
  readonly chat: number;
  readonly topic: number | null;
  readonly replyTo: number | null;
  body: Thing;
  edits: number;
}

/** A press on a button. */
export interface Pressed {
  readonly id: string;
  /** What the bot answered it with; `null`: nothing yet. */
  answer: Thing | null;
}

/** An answer that the server gives instead of doing what it is asked. */
export interface Trouble {
  readonly method: string;
  readonly code: number;
  readonly description?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** True: the request is carried out, and only the answer is bad. */
  readonly done?: boolean;
}

type Reply =
  | { readonly result: unknown }
  | { readonly code: number; readonly description: string; readonly retryAfter?: number };

const refused = (description: string, code = 400): Reply => ({ code, description });

/**
 * A server of the Bot API's kind on 127.0.0.1, for one bot that reads its updates by long polling. It keeps what the
 * bot sends and checks it, and acts for the people who talk to it. Source: https://core.telegram.org/bots/api
 */
export class TelegramServer {
  readonly sent: Sent[] = [];
  readonly deleted: number[] = [];
  readonly calls: { readonly method: string; readonly args: Thing; readonly at: number }[] = [];
  /** Accounts that are administrators of every group. */
  readonly administrators = new Set<number>();
  readonly faults: string[] = [];
  readonly troubles: Trouble[] = [];
  readonly presses: Pressed[] = [];
  commands: unknown = [];
  webhook = '';
  readonly #readsAll: boolean;
  /** Updates that wait to be read, and whether each was read before. */
  #updates: { readonly update: Thing; readonly isRepeat: boolean }[] = [];
  /** All updates that there were. */
  readonly told: Thing[] = [];
  readonly #said = new Map<number, Thing>();
  #lastMessage = 100;
  #lastUpdate = 5_000;
  /** Ends the waiting of a request for updates. */
  #wake: () => void = () => undefined;
  readonly #http = createServer((request, response) => void this.#handle(request, response));
  readonly #waiting = createWaiting(() => this.faults);
  /** Waits until something is so; looks after each word that is exchanged. */
  readonly until = this.#waiting.until;

  private constructor(readsAll: boolean) {
    this.#readsAll = readsAll;
  }

  /** @param readsAll whether privacy mode is off */
  static async start({ readsAll = false } = {}): Promise<TelegramServer> {
    const server = new TelegramServer(readsAll);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** What TELEGRAM_API_URL is set to. */
  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#wake();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** A person writes a message. @returns its id */
  say(text: string, said: Said = {}): number {
    const message = this.#message(++this.#lastMessage, text, said);
    this.#said.set(message.message_id, message);
    if (this.#isFor(message)) this.tell({ message });
    return message.message_id;
  }

  /** A person changes what they wrote. */
  change(id: number, text: string): void {
    const old = this.#said.get(id) as Thing;
    const message = { ...old, text, entities: entitiesIn(text), edit_date: Math.floor(Date.now() / 1000) };
    this.#said.set(id, message);
    if (this.#isFor(message)) this.tell({ edited_message: message });
  }

  /** Sends the update of a message once more, as when Telegram did not hear that it was taken. */
  repeat(id: number): void {
    const update = this.told.find(({ message }) => (message as Thing | undefined)?.message_id === id);
    if (update) this.#queue(update, true);
  }

  /** A person presses a button. */
  press(sent: Sent, data: string, by: Person = ANNA): Pressed {
    const pressed: Pressed = { id: String(900_000 + this.presses.length), answer: null };
    this.presses.push(pressed);
    const message = { ...this.#shown(sent), reply_markup: sent.body.reply_markup };
    this.tell({ callback_query: { id: pressed.id, from: by, message, chat_instance: '1', data } });
    return pressed;
  }

  tell(content: Thing): void {
    const update = { update_id: ++this.#lastUpdate, ...content };
    this.told.push(update);
    this.#queue(update, false);
  }

  #queue(update: Thing, isRepeat: boolean): void {
    this.#updates.push({ update, isRepeat });
    this.#wake();
  }

  #message(
    id: number,
    text: string,
    { chat = GROUP, by = ANNA, replyTo, forwardedFrom }: Said,
  ): Thing & { message_id: number } {
    const inTopic = chat.id === FORUM.id ? { message_thread_id: TOPIC, is_topic_message: true } : {};
    // In a topic every message refers to the one that opened it.
    const opener =
      chat.id === FORUM.id ? { message_id: TOPIC, chat, forum_topic_created: { name: 'Tea' } } : undefined;
    const own = this.sent.find((one) => one.id === replyTo);
    const replied = own ? this.#shown(own) : (this.#said.get(replyTo ?? 0) ?? opener);
    return {
      message_id: id,
      ...{ from: by, chat, date: Math.floor(Date.now() / 1000), text, entities: entitiesIn(text) },
      ...inTopic,
      ...(replied ? { reply_to_message: replied } : {}),
      ...(forwardedFrom ? { forward_origin: { type: 'user', date: 1, sender_user: forwardedFrom } } : {}),
    };
  }

  /**
   * Whether the bot is told of a message: with privacy mode, in groups, of what is meant for it. No bot hears of
   * another. Source: https://core.telegram.org/bots/features#privacy-mode
   */
  #isFor({ text, chat, from, reply_to_message: replied }: Thing): boolean {
    if ((from as Person).is_bot) return false;
    if (this.#readsAll || (chat as Chat).type === 'private') return true;
    const repliesToIt = ((replied as Thing | undefined)?.from as Person | undefined)?.id === BOT.id;
    return repliesToIt || String(text).startsWith('/') || String(text).includes(`@${BOT.username}`);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const args: Thing = body === '' ? {} : JSON.parse(body);
    this.calls.push({ method, args, at: performance.now() });
    const reply = token === TOKEN ? await this.#reply(method, args, response) : refused('Unauthorized', 401);
    const status = 'code' in reply ? reply.code : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    const content =
      'code' in reply
        ? {
            ok: false,
            error_code: reply.code,
            description: reply.description,
            ...(reply.retryAfter === undefined ? {} : { parameters: { retry_after: reply.retryAfter } }),
          }
        : { ok: true, ...reply };
    response.end(JSON.stringify(content), this.#waiting.changed);
  }

  async #reply(method: string, args: Thing, response: ServerResponse): Promise<Reply> {
    const trouble = this.troubles.findIndex((one) => one.method === method);
    if (trouble >= 0) {
      const [{ code, description = 'Trouble', retryAfter, done = false }] = this.troubles.splice(
        trouble,
        1,
      ) as [Trouble];
      if (done && method === 'sendMessage') this.#send(args);
      return { code, description, ...(retryAfter === undefined ? {} : { retryAfter }) };
    }
    switch (method) {
      case 'getMe':
        return { result: { ...BOT, can_read_all_group_messages: this.#readsAll } };
      case 'deleteWebhook':
        this.webhook = '';
        return { result: true };
      case 'getWebhookInfo':
        return { result: { url: this.webhook, has_custom_certificate: false, pending_update_count: 0 } };
      case 'getMyCommands':
        return { result: this.commands };
      case 'setMyCommands':
        this.commands = args.commands;
        return { result: true };
      case 'getUpdates':
        return { result: await this.#updatesFrom(args, response) };
      case 'getChat': {
        const id = Number(args.chat_id);
        const group = [GROUP, FORUM, CLOSED, HELP].find((one) => one.id === id);
        const chat = OPENED.has(id) ? directOf({ id }) : group;
        return chat ? { result: chat } : refused('Bad Request: chat not found');
      }
      case 'sendMessage':
        return this.#send(args);
      case 'editMessageText':
        return this.#edit(args);
      case 'deleteMessage':
        return this.#delete(args);
      case 'sendChatAction':
        return { result: true };
      case 'getChatMember': {
        const may = args.chat_id === CLOSED.id ? 'restricted' : 'member';
        const status = this.administrators.has(Number(args.user_id)) ? 'administrator' : may;
        return { result: { status, user: { id: args.user_id } } };
      }
      case 'answerCallbackQuery':
        return this.#answerPress(args);
      default:
        this.faults.push(`${method} is not known`);
        return refused('Not Found', 404);
    }
  }

  /** Updates from an offset on; those before it are taken. Waits for one as long as it is told to. */
  async #updatesFrom(
    { offset = 0, limit = 100, timeout = 0 }: Thing,
    response: ServerResponse,
  ): Promise<Thing[]> {
    const isNew = ({ update }: { update: Thing }) => Number(update.update_id) >= Number(offset);
    this.#updates = this.#updates.filter((one) => one.isRepeat || isNew(one));
    if (this.#updates.length === 0 && Number(timeout) > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Number(timeout) * 1000);
        response.once('close', resolve);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const some = this.#updates.slice(0, Number(limit));
    this.#updates = this.#updates.filter((one) => !(one.isRepeat && some.includes(one)));
    return some.map(({ update }) => update);
  }

  #send(args: Thing): Reply {
    const chat = Number(args.chat_id);
    if (chat === CLOSED.id)
      return refused('Bad Request: not enough rights to send text messages to the chat');
    if (chat > 0 && !OPENED.has(chat))
      return refused("Forbidden: bot can't initiate conversation with a user", 403);
    if (![GROUP.id, FORUM.id, HELP.id].includes(chat) && chat < 0)
      return refused('Bad Request: chat not found');
    const faults = messageFaults(args);
    this.faults.push(...faults);
    if (faults.length > 0) return refused(`Bad Request: ${faults.join(', ')}`);
    const reply = args.reply_parameters as Thing | undefined;
    const sent: Sent = {
      ...{ id: ++this.#lastMessage, chat, body: args, edits: 0 },
      topic: args.message_thread_id === undefined ? null : Number(args.message_thread_id),
      replyTo: reply ? Number(reply.message_id) : null,
    };
    this.sent.push(sent);
    return { result: this.#shown(sent) };
  }

  #edit(args: Thing): Reply {
    const sent = this.sent.find(({ id }) => id === args.message_id);
    if (!sent) return refused('Bad Request: message to edit not found');
    const faults = messageFaults(args);
    this.faults.push(...faults);
    if (faults.length > 0) return refused(`Bad Request: ${faults.join(', ')}`);
    const isSame = ['text', 'entities', 'reply_markup'].every(
      (key) => JSON.stringify(sent.body[key]) === JSON.stringify(args[key]),
    );
    if (isSame) return refused('Bad Request: message is not modified');
    sent.body = args;
    sent.edits++;
    return { result: this.#shown(sent) };
  }

  #delete({ message_id: id }: Thing): Reply {
    const at = this.sent.findIndex((one) => one.id === id);
    if (at < 0) return refused('Bad Request: message to delete not found');
    this.sent.splice(at, 1);
    this.deleted.push(Number(id));
    return { result: true };
  }

  #answerPress(args: Thing): Reply {
    const pressed = this.presses.find(({ id }) => id === args.callback_query_id);
    if (!pressed)
      return refused('Bad Request: query is too old and response timeout expired or query ID is invalid');
    const faults = answerFaults(args);
    if (pressed.answer) faults.push(`press ${pressed.id} was answered twice`);
    this.faults.push(...faults);
    pressed.answer = args;
    return { result: true };
  }

  #shown({ id, chat, topic, body }: Sent): Thing {
    const where = [GROUP, FORUM, CLOSED, HELP].find((one) => one.id === chat) ?? directOf({ id: chat });
    return {
      message_id: id,
      ...{ from: BOT, chat: where, date: Math.floor(Date.now() / 1000), text: body.text },
      ...(topic === null ? {} : { message_thread_id: topic, is_topic_message: true }),
      entities: listOf(body.entities),
    };
  }
}

/** Commands and names, as Telegram finds them. */
function entitiesIn(text: string): Thing[] {
  return [...text.matchAll(/(?<!\S)\/\w+(?:@\w+)?|(?<!\w)@\w{4,32}/g)].map(({ index, 0: found }) => ({
    type: found.startsWith('/') ? 'bot_command' : 'mention',
    offset: index,
    length: found.length,
  }));
}
