import * as discord from '../discord-server/world.js';
import * as slack from '../slack-server/world.js';
import * as telegram from '../telegram-server/world.js';
import type { Ruled } from './chat-contract.js';

/** How rules name the places of each platform's server. */
export const RULED: Readonly<Record<string, Ruled>> = {
  discord: {
    room: `platform: discord, channel: "${discord.GENERAL}"`,
    // A thread of that channel.
    thread: `platform: discord, channel: "${discord.GENERAL}"`,
    direct: 'platform: discord, direct: true',
    help: `platform: discord, server: "${discord.GUILD}", channel: "${discord.HELP}"`,
  },
  slack: {
    room: `platform: slack, server: ${slack.TEAM.id}, channel: ${slack.GENERAL}`,
    thread: `platform: slack, channel: ${slack.GENERAL}`,
    direct: 'platform: slack, direct: true',
    help: `platform: slack, server: ${slack.TEAM.id}, channel: ${slack.HELP}`,
  },
  telegram: {
    room: `platform: telegram, channel: ${telegram.GROUP.id}`,
    thread: `platform: telegram, channel: ${telegram.FORUM.id}, thread: ${telegram.TOPIC}`,
    direct: 'platform: telegram, direct: true',
    help: `platform: telegram, channel: ${telegram.HELP.id}`,
  },
};
