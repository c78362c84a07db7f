import type { APIChannel } from 'discord.js';
import { ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { Finding } from '../process/findings.js';
import { apiErrorCode } from './api.js';
import type { DiscordSettings } from './config.js';
import { adviceOn } from './handover.js';

/** What keeps the bot from reading what does not mention it, and what to do. */
export const NO_CONTENT =
  'The Message Content intent is off: in the Developer Portal, "Bot", switch "Message Content Intent" on, set DISCORD_MESSAGE_CONTENT=on and start again.';

/** What answering unasked takes in a channel, or in the posts of a forum. */
export const listenPermissions = (isForum: boolean) =>
  [
    { bit: PermissionFlagsBits.ViewChannel, name: 'View Channel' },
    isForum
      ? { bit: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads' }
      : { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages' },
    // Without it nobody could tell whether a person was faster.
    { bit: PermissionFlagsBits.ReadMessageHistory, name: 'Read Message History' },
  ] as const;

/** Looks at the channels and forums where the bot is to answer unasked. */
export async function examineListening(
  rest: REST,
  { DISCORD_LISTEN: rooms, DISCORD_MESSAGE_CONTENT: content }: DiscordSettings,
): Promise<Finding[]> {
  if (rooms.size === 0) return [];
  const findings: Finding[] =
    content === 'on'
      ? []
      : [{ state: 'bad', text: 'Nothing is answered where DISCORD_LISTEN says.', remedy: NO_CONTENT }];
  for (const [room, mode] of rooms) findings.push(await examineRoom(rest, room, mode === 'dry-run'));
  return findings;
}

async function examineRoom(rest: REST, room: string, isDry: boolean): Promise<Finding> {
  try {
    const channel = (await rest.get(Routes.channel(room))) as APIChannel;
    const isForum = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
    // A forum has no messages of its own.
    if (!isForum)
      await rest.get(Routes.channelMessages(room), { query: new URLSearchParams({ limit: '1' }) });
    const name = `${isForum ? 'the forum' : 'the channel'} “${channel.name ?? room}”`;
    return {
      state: 'good',
      text: isDry
        ? `What would be answered unasked in ${name} is noted, and nothing said.`
        : `Questions in ${name} are answered unasked.`,
    };
  } catch (error) {
    return {
      state: 'bad',
      text: `Nothing is answered unasked in ${room}, which DISCORD_LISTEN names; all else works.`,
      remedy: adviceOn(apiErrorCode(error), room, 'DISCORD_LISTEN'),
    };
  }
}
