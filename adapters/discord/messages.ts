import type { GatewayMessageDeleteBulkDispatchData, GatewayMessageDeleteDispatchData } from 'discord.js';
import { askingOf } from '../chat/asking.js';
import { createMessages as createConversation, mayAnswerHandover } from '../chat/messages.js';
import type { ChatMessage } from '../chat/platform.js';
import type { Desk } from './desk.js';
import { type IncomingMessage, parseMessage, type Where } from './parse-message.js';
import { createPlatform } from './platform.js';
import { foundPlace } from './rule-place.js';

/** Answers messages as the gateway sends them, and lets the answers follow their questions. */
export interface Messages {
  create(message: IncomingMessage): Promise<void>;
  update(message: IncomingMessage): Promise<void>;
  remove(deleted: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData): Promise<void>;
  /** Reads what was said before the start. */
  load(): Promise<void>;
}

/** @param run runs what is due after a while, unless the bot is being stopped */
export function createMessages(desk: Desk, run?: (work: () => Promise<void>) => void): Messages {
  const conversation = createConversation(desk, createPlatform(desk), run);
  const parse = (message: IncomingMessage): ChatMessage<Where> | null =>
    parseMessage(message, desk.me, desk.place(message.channel_id, message.guild_id, message.channel_type));
  const located = async (parsed: ChatMessage<Where>): Promise<ChatMessage<Where>> => ({
    ...parsed,
    place: await foundPlace(desk, parsed.place, parsed.room),
  });
  return {
    async create(message) {
      const parsed = parse(message);
      if (!parsed) return;
      const { id, channel_id: channel, guild_id: server = null } = message;
      const done = () => desk.inbox.done(id);
      if (askingOf(parsed, true) || conversation.mayAnswer(parsed)) {
        if (!(await desk.inbox.received({ id, channel, server }))) return;
      } else if (!mayAnswerHandover(desk, parsed) && !conversation.hears(parsed)) return done();
      await desk.state.shared?.fresh();
      await conversation.create(await located(parsed), done);
    },
    async update(message) {
      // An update also comes when a preview is loaded; it then has the same text, or none where it is hidden.
      const parsed = message.content && message.author ? parse(message) : null;
      if (parsed) await conversation.update(await located(parsed));
    },
    async remove(event) {
      const { channel_id: channel } = event;
      for (const id of 'ids' in event ? event.ids : [event.id])
        await conversation.remove(id, { channel, message: id, person: '', mayReply: false });
    },
    load: conversation.load,
  };
}
