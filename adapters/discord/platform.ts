import type { APIMessage } from 'discord.js';
import type { ChatPlatform } from '../chat/platform.js';
import { apiErrorCode } from './api.js';
import type { Desk } from './desk.js';
import {
  CANNOT_REPLY,
  MAX_NONCE_LENGTH,
  MISSING_ACCESS,
  MISSING_PERMISSIONS,
  UNKNOWN_CHANNEL,
  UNKNOWN_MESSAGE,
} from './limits.js';
import { type Where, withoutMention } from './parse-message.js';
import { type Page, RENDERING } from './render.js';

/** Discord, as the conversation needs it. */
export function createPlatform({ api, me }: Pick<Desk, 'api' | 'me'>): ChatPlatform<Where, Page> {
  return {
    ...RENDERING,
    severalEvents: false,
    answersAlone: true,
    whisper: null,
    async post({ channel, message, mayReply }, page, key, isReply) {
      const nonce = `${message}${key}`.slice(-MAX_NONCE_LENGTH);
      const send = (replyTo?: string) => api.send(channel, page, { nonce, ...(replyTo ? { replyTo } : {}) });
      const id = await send(isReply && mayReply ? message : undefined).catch((error) => {
        if (apiErrorCode(error) !== CANNOT_REPLY) throw error;
        return send();
      });
      return { id, talk: id };
    },
    edit: ({ channel }, { id }, page) => api.editMessage(channel, id, page),
    remove: ({ channel }, { id }) => api.deleteMessage(channel, id),
    async lookUp({ channel, message: id, person }) {
      try {
        const message = await api.readMessage(channel, id);
        const isOthers = ({ author, webhook_id: webhook }: APIMessage) =>
          author.id !== person && !author.bot && webhook === undefined;
        const after = (await api.readAfter(channel, id)).filter(isOthers);
        const below = message.thread ? await api.readAfter(message.thread.id, id) : [];
        // The first message of a post in a forum bears the id of its thread, where all else stands below it.
        const isAnswered =
          channel === id
            ? after.length > 0
            : after.some(
                ({ message_reference: replied, mentions }) =>
                  replied?.message_id === id || mentions.some((mentioned) => mentioned.id === person),
              );
        return isAnswered || below.some(isOthers) ? 'answered' : { text: withoutMention(message, me) };
      } catch (error) {
        if (apiErrorCode(error) === UNKNOWN_MESSAGE) return 'gone';
        throw error;
      }
    },
    showBusy: ({ channel }) => api.showTyping(channel),
    async tellPrivately({ channel, person }, page) {
      await api.send(await api.openDirectMessages(person), page, { nonce: `${channel}w` });
    },
    refusalIn(error) {
      const code = apiErrorCode(error);
      if (code === UNKNOWN_MESSAGE) return 'gone';
      return WRITE_REFUSED.includes(code) ? 'may-not-write' : null;
    },
  };
}

const WRITE_REFUSED: readonly (number | null)[] = [MISSING_ACCESS, MISSING_PERMISSIONS, UNKNOWN_CHANNEL];
