import { PLATFORMS } from '../../adapters/platforms.js';
import type { OpenScene } from './chat-contract.js';
import { openDiscord } from './discord-scene.js';
import { itAnswersWhereInvited, type UnmetInvited } from './invited-contract.js';
import { RULED } from './ruled-places.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';

const NOT_TOLD = 'Telegram does not tell bots of messages that are deleted.';

/** How each platform is met, and what it cannot do. */
const CHATS: Readonly<Record<string, { readonly open: OpenScene; readonly unmet?: UnmetInvited }>> = {
  discord: { open: openDiscord as OpenScene },
  slack: { open: openSlack as OpenScene },
  telegram: {
    open: openTelegram as OpenScene,
    unmet: {
      'writes nothing for a post that is deleted before': NOT_TOLD,
      'takes what it said away with its post, after a restart too': NOT_TOLD,
    },
  },
};

for (const { name, title } of PLATFORMS) {
  const { open, unmet } = CHATS[name] ?? {};
  const places = RULED[name];
  if (!open || !places) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itAnswersWhereInvited(title, open, places, unmet);
}
