import { createMessages as createConversation } from '../chat/messages.js';
import type { Desk, Workspace } from './desk.js';
import { type IncomingMessage, messageId, parseMessage } from './parse-message.js';
import { PLATFORM } from './platform.js';

/** Answers messages as Slack sends them, and lets the answers follow their questions. */
export interface Messages {
  create(workspace: Workspace, message: IncomingMessage): Promise<void>;
  /** A message after it was edited. */
  update(workspace: Workspace, message: IncomingMessage): Promise<void>;
  remove(workspace: Workspace, channel: string, ts: string): Promise<void>;
}

export function createMessages(desk: Desk): Messages {
  const conversation = createConversation(desk, PLATFORM);
  const handle = (does: 'create' | 'update') => async (workspace: Workspace, message: IncomingMessage) => {
    const parsed = parseMessage(workspace, message, desk.followsThreads);
    if (parsed) await conversation[does](parsed);
  };
  return {
    create: handle('create'),
    update: handle('update'),
    remove: ({ team }, channel, ts) => conversation.remove(messageId(team, channel, ts)),
  };
}
