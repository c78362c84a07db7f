import { createMessages as createConversation } from '../chat/messages.js';
import type { Desk, Workspace } from './desk.js';
import { type IncomingMessage, messageId, parseMessage } from './parse-message.js';
import { PLATFORM } from './platform.js';

/** Answers messages as Slack sends them, and lets the answers follow their questions. */
export interface Messages {
  /** @param done is called when nothing more is done with it */
  create(workspace: Workspace, message: IncomingMessage, done?: () => void): Promise<void>;
  /** A message after it was edited. */
  update(workspace: Workspace, message: IncomingMessage): Promise<void>;
  remove(workspace: Workspace, channel: string, ts: string): Promise<void>;
  /** Reads what was said before the start. */
  load(): Promise<void>;
}

/** @param run runs what is due after a while, unless the bot is being stopped */
export function createMessages(desk: Desk, run?: (work: () => Promise<void>) => void): Messages {
  const conversation = createConversation(desk, PLATFORM, run);
  return {
    async create(workspace, message, done) {
      const parsed = parseMessage(workspace, message, desk.followsThreads);
      await (parsed ? conversation.create(parsed, done) : done?.());
    },
    async update(workspace, message) {
      const parsed = parseMessage(workspace, message, desk.followsThreads);
      if (parsed) await conversation.update(parsed);
    },
    remove(workspace, channel, ts) {
      const id = messageId(workspace.team, channel, ts);
      const target = { channel, thread: null };
      return conversation.remove(id, { workspace, target, person: '', message: id });
    },
    load: conversation.load,
  };
}
