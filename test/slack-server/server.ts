import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaiting } from '../waiting.js';
import type { Thing } from './checks.js';
import type { Delivery } from './delivery.js';
import { HttpMode } from './http-mode.js';
import { shown, shownView, takeView } from './methods.js';
import type { Question, Said } from './payloads.js';
import * as payloads from './payloads.js';
import { SocketMode } from './socket-mode.js';
import { type Interaction, type OpenView, type Sent, Store } from './store.js';
import { takeResponse, WebApi } from './web-api.js';
import {
  ANNA,
  directOf,
  GENERAL,
  HELP,
  type Installed,
  isDirect,
  newTs,
  OTHER_TEAM,
  SECRET,
  TEAM,
  type Team,
} from './world.js';

/**
 * How long the view of an acknowledgement takes to be shown, in milliseconds. Ours: it and what `views.update` brings
 * take different ways, and nobody says which comes first.
 */
const ACKNOWLEDGED_VIEW_MS = 50;

export interface Used {
  readonly channel?: string;
  readonly by?: string;
  readonly team?: Team;
}

/**
 * A server of Slack's kind on 127.0.0.1: Web API, response URLs, Socket Mode and the sender of signed
 * requests, for one app. It keeps what the bot sends and checks it, and acts for the people who talk to it.
 */
export class SlackServer {
  readonly store: Store;
  readonly api: WebApi;
  readonly socket: SocketMode;
  /** Set: the app is reached by requests to its address, not by the socket. */
  http: HttpMode | null = null;
  /** Set: deliveries take this way. */
  way: { readonly deliver: (delivery: Delivery) => void } | null = null;
  /** Deliveries, in order. */
  readonly delivered: Delivery[] = [];
  readonly #http = createServer((request, response) => void this.api.handle(request, response));
  readonly #waiting = createWaiting(() => this.faults);
  /** Waits until something is so; looks after each word that is exchanged. */
  readonly until = this.#waiting.until;

  private constructor(installed: Installed) {
    this.store = new Store(installed, [GENERAL, SECRET, HELP], (sent) => this.#echo(sent));
    this.socket = new SocketMode(this.#http, this.store.faults, this.#waiting.changed);
    this.api = new WebApi(
      this.store,
      () => this.socket.open(`ws://127.0.0.1:${this.#port}`),
      this.#waiting.changed,
    );
  }

  static async start(installed: Installed): Promise<SlackServer> {
    const server = new SlackServer(installed);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** What SLACK_API_URL is set to. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/`;
  }

  /** What the bot did that Slack would not take, or that it should not have done. */
  get faults(): readonly string[] {
    return this.store.faults;
  }

  /** Lets the app be reached by signed requests. */
  sendTo(address: string): HttpMode {
    this.http = new HttpMode(address, this.store.faults, this.#waiting.changed);
    return this.http;
  }

  async stop(): Promise<void> {
    this.socket.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** Waits until every delivery so far is acknowledged. */
  async settled(patienceMs?: number): Promise<void> {
    const isSo = () => this.socket.pending + (this.http?.pending ?? 0) === 0;
    await this.until('everything is acknowledged', isSo, patienceMs);
  }

  /** A person writes a message. An app that is mentioned hears of it in a second event. */
  say(text: string, said: Said = {}): Question {
    const { channel = GENERAL, by = ANNA, team = TEAM, thread = null } = said;
    const ts = newTs();
    const before = this.store.sent.filter((one) => one.channel === channel).length;
    const event = payloads.messageEvent(text, said, ts);
    this.store.said.set(ts, event);
    this.tell(event, team);
    const { channel_type: _, ...mention } = event;
    if (!isDirect(channel) && text.includes(`<@${team.botUser}>`) && said.subtype === undefined)
      this.tell({ ...mention, type: 'app_mention' }, team);
    return { ts, channel, thread, text, by, before };
  }

  /** A person changes what they wrote, or Slack adds a preview to it. */
  change(question: Question, text: string): void {
    this.store.said.set(question.ts, { ...this.store.said.get(question.ts), text });
    this.tell(payloads.changeEvent(question, text));
  }

  /** A person deletes what they wrote. */
  remove(question: Question): void {
    this.store.said.delete(question.ts);
    this.tell(payloads.deletionEvent(question));
  }

  /** A person puts a reaction on a message. Source: https://docs.slack.dev/reference/events/reaction_added */
  react({ ts, channel, by }: Question, reaction: string, user = ANNA): void {
    const item = { type: 'message', channel, ts };
    this.tell({ type: 'reaction_added', user, reaction, item, item_user: by, event_ts: newTs() });
  }

  /** A person opens the app: its Home tab, or the messages with it. */
  openApp(tab: 'home' | 'messages', by = ANNA, team: Team = TEAM): void {
    const event = { type: 'app_home_opened', user: by, channel: directOf(by), tab, event_ts: newTs() };
    const home = this.store.homes.get(by);
    this.tell(tab === 'home' && home ? { ...event, view: shownView(home) } : event, team);
  }

  /** The bot hears of its own messages, too. */
  #echo(sent: Sent): void {
    const team = [TEAM, OTHER_TEAM].find(({ id }) => id === sent.team);
    if (team) this.tell({ ...payloads.echoEvent(sent), ...shown(sent, team) }, team);
  }

  /** Tells the app of an event, if its manifest asks for it. */
  tell(event: Thing, team: Team = TEAM): void {
    const kind = event.type === 'message' ? `message.${KINDS[String(event.channel_type)]}` : event.type;
    if (!this.store.installed.events.includes(String(kind))) return;
    this.#deliver('events_api', payloads.eventPayload(event, team));
  }

  /** Sends an envelope's content as it is. */
  tellRaw(payload: Thing): void {
    this.#deliver('events_api', payload);
  }

  /** Sends the events of a message once more, as Slack does when an acknowledgement got lost. */
  repeat({ ts }: Question): void {
    const isOf = ({ type, payload }: Delivery) => type === 'events_api' && (payload.event as Thing).ts === ts;
    for (const delivery of this.delivered.filter(isOf)) this.#pass(delivery);
  }

  /** The bot's messages after a question in its place: in its thread, or at its side in direct messages. */
  answersTo({ channel, ts, thread, before }: Question): Sent[] {
    const isThere = (one: Sent) =>
      thread === null
        ? one.thread === ts || (one.thread === null && isDirect(channel))
        : one.thread === thread;
    const own = this.store.sent.filter((one) => one.channel === channel).slice(before);
    return own.filter((one) => isThere(one) && !one.isDeleted);
  }

  /** Waits for the bot's answer to a question. */
  async answerTo(question: Question): Promise<Sent> {
    await this.until(`"${question.text}" is answered`, () => this.answersTo(question).length > 0);
    return this.answersTo(question)[0] as Sent;
  }

  /** New messages that came through an interaction's `response_url` or acknowledgement. */
  responsesTo({ id }: Interaction): Sent[] {
    return this.store.sent.filter(({ of }) => of === id);
  }

  async responseTo(interaction: Interaction): Promise<Sent> {
    await this.until('there is a response', () => this.responsesTo(interaction).length > 0);
    return this.responsesTo(interaction)[0] as Sent;
  }

  /** A person uses a slash command. */
  slash(command: string, text: string, used: Used = {}): Interaction {
    const { channel = GENERAL, by = ANNA, team = TEAM } = used;
    if (!this.store.installed.commands.includes(command))
      throw new Error(`${command} is not in the manifest`);
    const interaction = this.store.interaction(team, by, channel);
    const payload = {
      ...payloads.slashPayload(team, channel, by),
      command,
      text,
      response_url: this.#hook(interaction),
      trigger_id: interaction.id,
    };
    this.#deliver('slash_commands', payload, interaction);
    return interaction;
  }

  /** A person presses a button or chooses in a menu, of a message or of the Home tab. */
  press(at: Sent | OpenView, action: Thing, { by = ANNA, team = TEAM }: Used = {}): Interaction {
    const message = 'ts' in at ? at : null;
    const blocks = 'ts' in at ? at.body.blocks : at.view.blocks;
    const interaction = this.store.interaction(team, by, message?.channel ?? null, message);
    const acted = { ...action, block_id: payloads.blockOf(blocks, action.action_id), action_ts: newTs() };
    const place =
      'ts' in at
        ? { ...payloads.messagePlace(at, team), response_url: this.#hook(interaction) }
        : payloads.viewPlace(at, acted);
    return this.#interact(interaction, { type: 'block_actions', ...place, actions: [acted] }, team);
  }

  /** A person opens the menu of a message and chooses a shortcut. */
  useOn(callbackId: string, message: Thing, used: Used = {}): Interaction {
    const { channel = GENERAL, by = ANNA, team = TEAM } = used;
    const interaction = this.store.interaction(team, by, channel);
    const payload = {
      type: 'message_action',
      callback_id: callbackId,
      action_ts: newTs(),
      message_ts: message.ts,
      channel: { id: channel, name: 'general' },
      message: { type: 'message', ...message },
      response_url: this.#hook(interaction),
    };
    return this.#interact(interaction, payload, team);
  }

  /** A person submits a modal. @param values what stands in its inputs, by block and action */
  submit(open: OpenView, values: Thing, { by = ANNA, team = TEAM }: Used = {}): Interaction {
    const interaction = this.store.interaction(team, by, null);
    const view = shownView(open, { values });
    const payload = { type: 'view_submission', view, response_urls: [] };
    return this.#interact(interaction, payload, team, open);
  }

  #interact(interaction: Interaction, payload: Thing, team: Team, open: OpenView | null = null): Interaction {
    const common = payloads.interactionPayload(team, interaction.user);
    const whole = { ...common, trigger_id: interaction.id, ...payload };
    this.#deliver('interactive', whole, interaction, open);
    return interaction;
  }

  #deliver(
    type: Delivery['type'],
    payload: Thing,
    interaction: Interaction | null = null,
    open: OpenView | null = null,
  ): void {
    const delivery = {
      type,
      payload,
      acceptsResponse: type === 'slash_commands' || payload.type === 'view_submission',
      acknowledged: (body: Thing) => interaction && this.#take(interaction, body, open),
    };
    this.delivered.push(delivery);
    this.#pass(delivery);
  }

  #pass(delivery: Delivery): void {
    (this.way ?? this.http ?? this.socket).deliver(delivery);
  }

  #take(interaction: Interaction, body: Thing, open: OpenView | null): void {
    interaction.ack = body;
    interaction.ackedAt = performance.now();
    if (open) setTimeout(() => this.#takeView(open, body), ACKNOWLEDGED_VIEW_MS);
    if (body.text !== undefined || body.blocks !== undefined)
      takeResponse(this.store, interaction, body, 'ack', interaction.ackedAt);
  }

  #takeView(open: OpenView, body: Thing): void {
    takeView(this.store, open, body);
    this.store.acknowledgedViews++;
    this.#waiting.changed();
  }

  #hook({ id, secret }: Interaction): string {
    return `http://127.0.0.1:${this.#port}/hooks/${id}/${secret}`;
  }
}

/** Names of channels' kinds in subscriptions: `message.channels`. */
const KINDS: Readonly<Record<string, string>> = { im: 'im', channel: 'channels', group: 'groups' };
