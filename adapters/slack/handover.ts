import type { KnownBlock } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { type Card, cardButtons, cardShown } from '../chat/handover-card.js';
import type { Failures, HandoverPort } from '../chat/handovers.js';
import { apiErrorCode, type SlackApi } from './api.js';
import type { SlackSettings } from './config.js';
import { button } from './controls.js';
import { escapeText } from './escape.js';
import { mrkdwn } from './objects.js';
import { messageId } from './parse-message.js';
import { mayNotWrite } from './platform.js';
import { type Message, renderShown } from './render.js';
import { ACTIONS } from './values.js';

/** Where who asks is told of an answer. */
export const BACK = z.object({
  person: z.string(),
  channel: z.string(),
  thread: z.string().nullable(),
  /** Whether nobody else sees the answer below which they pressed. */
  isPrivate: z.boolean(),
});
export type Back = z.infer<typeof BACK>;

type Settings = Pick<
  SlackSettings,
  'SLACK_HANDOVER_CHANNEL' | 'SLACK_HANDOVER_PING' | 'SLACK_FOLLOW_THREADS'
>;

/**
 * Where questions are handed over on Slack; `null` where no channel is set.
 * @param team the workspace of the channel
 */
export function createHandoverPort(
  api: SlackApi,
  team: string,
  { SLACK_HANDOVER_CHANNEL: channel, SLACK_HANDOVER_PING: ping, SLACK_FOLLOW_THREADS: reads }: Settings,
): HandoverPort | null {
  if (channel === undefined) return null;
  const target = { channel, thread: null };
  const nameOf = (ts: string) => messageId(team, channel, ts);
  return {
    isFollowed: true,
    isWithin: ({ room }) => room === `${team} ${channel}`,
    async post(card) {
      const message = cardMessage(card);
      const call: KnownBlock[] = ping === undefined ? [] : [{ type: 'section', text: mrkdwn(pingOf(ping)) }];
      const blocks = [...call, ...message.blocks];
      return nameOf(await api.post(target, { ...message, blocks }, `handover ${card.id}`));
    },
    async find(id) {
      // Without the right to read the channel Slack itself must know it, by its client_msg_id.
      const messages = reads === 'on' ? await api.readLast(channel) : [];
      const ts = messages.find(({ blocks }) => JSON.stringify(blocks ?? []).includes(id))?.ts;
      return ts === undefined ? null : nameOf(ts);
    },
    edit: (post, card) => api.update(channel, tsIn(post), cardMessage(card)),
    async tell(back, text, link) {
      const { person, channel: place, thread, isPrivate } = BACK.parse(JSON.parse(back));
      const said = escapeText(text) + (link === null ? '' : `\n<${link}|Read it>`);
      const message = { text: escapeText(text), blocks: [{ type: 'section' as const, text: mrkdwn(said) }] };
      const key = `answered ${back} ${text}`;
      try {
        await api.post({ channel: person, thread: null }, message, key);
      } catch (error) {
        if (isPrivate) throw error;
        await api.post({ channel: place, thread }, message, key);
      }
    },
    linkTo: async (message) => api.permalink(channelIn(message), tsIn(message)),
    ...failuresIn(channel, 'SLACK_HANDOVER_CHANNEL'),
  };
}

const channelIn = (message: string): string => message.split(' ')[1] ?? '';
const tsIn = (message: string): string => message.split(' ')[2] ?? '';

/** @param setting that names the channel */
export const failuresIn = (channel: string, setting: string): Failures => ({
  mayHaveArrived: (error) => !(error instanceof WebAPIPlatformError),
  adviceOn: (error) => adviceOn(error, channel, setting),
});

/** What is to be done about a channel that nothing could be written to. @param setting that names it */
export function adviceOn(error: unknown, channel: string, setting: string): string {
  if (apiErrorCode(error) === 'channel_not_found')
    return `The channel ${channel} of ${setting} is gone, or is private and the bot is no member. Write the id of another (its name, "About", at the bottom), or invite the bot: in the channel, /invite and its name.`;
  if (mayNotWrite(error))
    return `The bot may not write in the channel ${channel} of ${setting}. In the channel write /invite and its name.`;
  return 'Look at https://slack-status.com.';
}

/** A user group, or a person. */
const pingOf = (id: string): string => (id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`);

function cardMessage(card: Card): Message {
  const [message] = renderShown(cardShown(card));
  if (!message) throw new RangeError('A card is a message');
  const buttons = cardButtons(card).map(({ type, label }) => button(label, ACTIONS[type], card.id));
  return {
    ...message,
    blocks: [
      ...message.blocks,
      ...(card.link === null
        ? []
        : [{ type: 'context' as const, elements: [mrkdwn(`<${card.link}|Where it was asked>`)] }]),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons }]),
    ],
  };
}
