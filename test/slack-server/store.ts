import type { Thing } from './checks.js';
import { HELPERS, type Installed, isDirect, newId, newSecret, newTs, type Team } from './world.js';

/** A message of the bot's, as the people see it. */
export interface Sent {
  readonly ts: string;
  readonly team: string;
  readonly channel: string;
  /** The first message of the thread that it stands in. */
  readonly thread: string | null;
  /** The one person who sees it; null: everybody. */
  readonly shownTo: string | null;
  readonly via: 'api' | 'response_url' | 'ack';
  /** Id of the interaction whose `response_url` or acknowledgement brought it. */
  readonly of: string | null;
  body: Thing;
  edits: number;
  isDeleted: boolean;
}

/** A person's use of a command, a shortcut, a button or a form. */
export interface Interaction {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  /** Null in the Home tab and in modals: they have no `response_url`. */
  readonly channel: string | null;
  /** The message whose button was pressed. */
  readonly message: Sent | null;
  readonly secret: string;
  readonly madeAt: number;
  /** Times that the `response_url` was used. */
  uses: number;
  isExpired: boolean;
  isTriggerUsed: boolean;
  /** What it was acknowledged with; null: not yet. An empty object is a bare acknowledgement. */
  ack: unknown;
  /** By `performance.now()`; 0: not yet. */
  ackedAt: number;
  answeredAt: number;
}

/** A view that is open: the Home tab of a person, or a modal. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  hash: string;
  view: Thing;
}

/** What the workspaces hold. */
export class Store {
  readonly sent: Sent[] = [];
  /** What people and other apps wrote, as events have it; what is deleted is not there. */
  readonly said = new Map<string, Thing>();
  readonly interactions = new Map<string, Interaction>();
  /** Who is in which user group. */
  readonly groups = new Map<string, readonly string[]>();
  readonly homes = new Map<string, OpenView>();
  readonly modals: OpenView[] = [];
  /** How many submitted forms were acknowledged, and what that brought is shown. */
  acknowledgedViews = 0;
  /** Suggested prompts by channel, and by thread in the older kind of assistant. */
  readonly prompts = new Map<string, Thing>();
  readonly statuses: Thing[] = [];
  readonly titles: Thing[] = [];
  /** How many messages were posted again under the same `client_msg_id`, and dropped. */
  repeats = 0;
  /** What the bot did that Slack would not take, or that it should not have done. */
  readonly faults: string[] = [];
  /** Channels that the bot is in. */
  readonly joined: Set<string>;
  readonly installed: Installed;

  readonly #posted: (sent: Sent) => void;

  /** @param posted is told of every message that everybody sees */
  constructor(installed: Installed, joined: Iterable<string>, posted: (sent: Sent) => void) {
    this.installed = installed;
    this.joined = new Set(joined);
    this.#posted = posted;
  }

  /** People who asked, and who is to be notified of what is handed to people: the bot may name them. */
  get askers(): Set<string> {
    return new Set([...[...this.interactions.values()].map(({ user }) => user), HELPERS]);
  }

  isMember(channel: string): boolean {
    return isDirect(channel) || this.joined.has(channel);
  }

  add(team: string, place: Pick<Sent, 'channel' | 'thread' | 'shownTo' | 'via' | 'of'>, body: Thing): Sent {
    const sent: Sent = { ts: newTs(), team, ...place, body, edits: 0, isDeleted: false };
    this.sent.push(sent);
    if (sent.shownTo === null) this.#posted(sent);
    return sent;
  }

  find(channel: unknown, ts: unknown): Sent | undefined {
    return this.sent.find((one) => one.channel === channel && one.ts === ts && !one.isDeleted);
  }

  interaction(team: Team, user: string, channel: string | null, message: Sent | null = null): Interaction {
    const interaction: Interaction = {
      id: `${newId('')}.${newSecret()}`,
      team: team.id,
      user,
      channel,
      message,
      secret: newSecret(),
      madeAt: performance.now(),
      uses: 0,
      isExpired: false,
      isTriggerUsed: false,
      ack: null,
      ackedAt: 0,
      answeredAt: 0,
    };
    this.interactions.set(interaction.id, interaction);
    return interaction;
  }
}
