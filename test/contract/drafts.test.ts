import { PLATFORMS } from '../../adapters/platforms.js';
import type { OpenScene } from './chat-contract.js';
import { openDiscord } from './discord-scene.js';
import { itKeepsWhatPeopleAnswered, type UnmetDrafts } from './drafts-contract.js';
import { RULED } from './ruled-places.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';

const NOT_TOLD = 'Telegram does not tell bots of messages that are deleted.';
const NO_CHECK =
  'Telegram has no ✅ among its reactions, and tells of a reaction neither what it is put on nor who wrote that.';

/** How each platform is met, and what it cannot do. */
const CHATS: Readonly<Record<string, { readonly open: OpenScene; readonly unmet?: UnmetDrafts }>> = {
  discord: { open: openDiscord as OpenScene },
  slack: { open: openSlack as OpenScene },
  telegram: {
    open: openTelegram as OpenScene,
    unmet: {
      'knows which question it is that a message answers':
        'Of a message that is replied to Telegram does not tell what it replies to; the question is written behind /save.',
      'saves nothing of an app': 'No bot of Telegram’s hears of another.',
      'keeps nothing of a message that is deleted before its author agrees': NOT_TOLD,
      'takes a draft away with its message': NOT_TOLD,
      'saves what a trusted person checks below a question that it did not cover, after a restart too':
        NO_CHECK,
    },
  },
};

for (const { name, title } of PLATFORMS) {
  const { open, unmet } = CHATS[name] ?? {};
  const places = RULED[name];
  if (!open || !places) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itKeepsWhatPeopleAnswered(title, open, places, unmet);
}
