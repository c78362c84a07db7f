import { PLATFORMS } from '../../adapters/platforms.js';
import { itIsAChat, type OpenScene, type Unmet } from './chat-contract.js';
import { openDiscord } from './discord-scene.js';
import { openSlack } from './slack-scene.js';

/** How each platform is met, and what it cannot do. */
const CHATS: Readonly<Record<string, { readonly open: OpenScene; readonly unmet: Unmet }>> = {
  discord: {
    open: openDiscord as OpenScene,
    unmet: {
      'shows what only who asks too fast needs to know to nobody else':
        'Discord shows a message to one person alone only in answer to a command or a button.',
    },
  },
  slack: {
    open: openSlack as OpenScene,
    unmet: {
      'compares with two that are chosen at a time':
        'Its menu takes one: Slack tells of every choice by itself.',
    },
  },
};

for (const { name, title } of PLATFORMS) {
  const { open, unmet } = CHATS[name] ?? {};
  if (!open) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itIsAChat(title, open, unmet);
}
