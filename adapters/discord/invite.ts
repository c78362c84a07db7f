import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** The least permissions, and what each is for. */
export const PERMISSIONS = [
  {
    bit: PermissionFlagsBits.ViewChannel,
    name: 'View Channels',
    reason: 'to see a message that mentions it',
  },
  { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', reason: 'to answer in channels' },
  {
    bit: PermissionFlagsBits.SendMessagesInThreads,
    name: 'Send Messages in Threads',
    reason: 'to answer in threads and forum posts',
  },
  {
    bit: PermissionFlagsBits.ReadMessageHistory,
    name: 'Read Message History',
    reason: 'Discord asks for it to reply to a message',
  },
] as const;

export const PERMISSION_BITS: bigint = PERMISSIONS.reduce((bits, { bit }) => bits | bit, 0n);

/** The address at which who manages a server adds the bot to it. */
export function inviteLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(PERMISSION_BITS),
    integration_type: '0',
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
