import type { RespondFn } from '@slack/bolt';
import { createChatParts } from '../../../adapters/chat/desk.js';
import { createKeptRequests } from '../../../adapters/chat/kept-requests.js';
import { createCounters } from '../../../adapters/process/counters.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { readSettings, SHARED_SETTINGS } from '../../../adapters/process/settings.js';
import type { SlackApi } from '../../../adapters/slack/api.js';
import type { Count, Desk, Workspace } from '../../../adapters/slack/desk.js';
import type { Message } from '../../../adapters/slack/render.js';
import { createGroups } from '../../../adapters/slack/trusted.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';
import { textsIn } from '../../slack-server/texts.js';

/** A call that was made on Slack. */
export interface Call {
  readonly method: keyof SlackApi | 'respond';
  readonly args: readonly unknown[];
}

export interface Fake {
  readonly desk: Desk;
  readonly workspace: Workspace;
  readonly respond: RespondFn;
  readonly calls: Call[];
  readonly log: string[];
  /** Calls of a method, oldest first. */
  readonly callsOf: (method: Call['method']) => Call[];
}

export interface FakeOptions {
  /** What a method answers with: throws for a fault. */
  readonly faults?: Partial<Record<Call['method'], () => void>>;
  readonly ask?: Bot['ask'];
  readonly desk?: Partial<Desk>;
  readonly environment?: Record<string, string>;
}

/** The bot on the teas at a desk whose Slack only writes down what it is told. */
export async function fakeDesk({
  faults = {},
  ask,
  desk = {},
  environment = {},
}: FakeOptions = {}): Promise<Fake> {
  const { bot } = await builtFrom(TEAS);
  const calls: Call[] = [];
  const log: string[] = [];
  let posted = 0;
  const logger = createLogger({ write: (line) => log.push(line) });
  const record = (method: Call['method'], result: unknown) =>
    ((...args: unknown[]) => {
      calls.push({ method, args });
      faults[method]?.();
      return Promise.resolve(result);
    }) as never;
  const api: SlackApi = {
    post: async (...args) => {
      calls.push({ method: 'post', args });
      faults.post?.();
      posted += 1;
      return `900.${posted}`;
    },
    postPrivately: record('postPrivately', undefined),
    update: record('update', undefined),
    remove: record('remove', undefined),
    publishHome: record('publishHome', undefined),
    openView: record('openView', undefined),
    pushView: record('pushView', undefined),
    updateView: record('updateView', undefined),
    offerPrompts: record('offerPrompts', undefined),
    showStatus: record('showStatus', undefined),
    readLast: record('readLast', []),
    readThread: record('readThread', []),
    readMessage: record('readMessage', null),
    permalink: record('permalink', null),
    groupMembers: record('groupMembers', []),
  };
  return {
    calls,
    log,
    callsOf: (method) => calls.filter((call) => call.method === method),
    respond: record('respond', {}),
    workspace: { api, team: 'T1', me: 'UBOT' },
    desk: {
      ...createChatParts(
        unobserved(ask ? { ...bot, ask } : bot),
        readSettings(SHARED_SETTINGS, environment),
        logger,
      ),
      platform: 'slack',
      counters: createCounters<Count>(),
      kept: createKeptRequests('slack'),
      answersOpenly: false,
      followsThreads: false,
      readsChannels: false,
      trusted: [],
      groups: createGroups(),
      busyAfterMs: 60_000,
      ...desk,
    },
  };
}

/** All text that a call shows. */
export function shownBy(call: Call | undefined): string {
  const isMessage = (value: unknown): value is Message =>
    typeof value === 'object' && value !== null && 'blocks' in value;
  const message = call?.args.find(isMessage);
  return message ? textsIn(message.blocks).join('\n') : '';
}

/** A button or menu. */
export interface Control {
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
}

/** Buttons and menus by their ids. */
export function controlsIn(part: unknown): Map<string, Control> {
  const found = new Map<string, Control>();
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    if ('action_id' in one) found.set(String(one.action_id), one as Control);
    Object.values(one).forEach(visit);
  };
  visit(part);
  return found;
}
