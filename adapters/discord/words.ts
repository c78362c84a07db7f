import type { APIMessage, APIUser } from 'discord.js';
import type { Me } from './desk.js';

/** A mention of a person, of a role or a channel, an emoji of a server, and what calls everybody. Source: developers/reference, Message Formatting. */
const MARKS = /<@!?(\d+)>|<(?:@&|#)\d+>|<a?(:\w+:)\d+>|(?<!\w)@(everyone|here)\b/g;

export const nameOf = ({ global_name: name, username }: Pick<APIUser, 'global_name' | 'username'>): string =>
  name ?? username;

/** What a person wrote, as they wrote it, with names in place of mentions; that of the bot is taken out. */
export function wordsOf({ content, mentions }: Pick<APIMessage, 'content' | 'mentions'>, me: Me): string {
  return content
    .replace(MARKS, (_, person?: string, emoji?: string, all?: string) => {
      if (person === undefined) return emoji ?? all ?? '';
      const mentioned = mentions.find(({ id }) => id === person);
      return person === me.id ? '' : mentioned ? nameOf(mentioned) : 'someone';
    })
    .trim();
}
