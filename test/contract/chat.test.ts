import { PLATFORMS } from '../../adapters/platforms.js';
import { itIsAChat, type OpenScene, type Unmet } from './chat-contract.js';
import { openDiscord } from './discord-scene.js';
import { RULED } from './ruled-places.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';

const NOT_TOLD = 'Telegram does not tell bots of messages that are deleted.';

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
      'goes on in a room from the answer that a message replies to, and from nothing else':
        'Slack has no replies: people go on in the thread below.',
      'compares with two that are chosen at a time':
        'Its menu takes one: Slack tells of every choice by itself.',
    },
  },
  telegram: {
    open: openTelegram as OpenScene,
    unmet: {
      'takes its answer away when the question is deleted': NOT_TOLD,
      'writes nothing for a question that is deleted before it is answered': NOT_TOLD,
      'shows what only who asks too fast needs to know to nobody else':
        'Telegram shows a message of a group to one person alone only in answer to a button.',
      'compares with two that are chosen at a time': 'It has no menus: a button for each, which is one.',
      'gives what a trusted person wrote only where all is seen that was where it was written':
        'It offers in a chat of its own, where something else is seen, to correct what was said in a group.',
      'carries the context from one command to the next':
        'A command is a message of a group, where a follow-up replies to what it leans on.',
    },
  },
};

for (const { name, title } of PLATFORMS) {
  const { open, unmet } = CHATS[name] ?? {};
  const places = RULED[name];
  if (!open || !places) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itIsAChat(title, open, places, unmet);
}
