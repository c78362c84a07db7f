import { PLATFORMS } from '../../adapters/platforms.js';
import type { OpenScene } from './chat-contract.js';
import { itTellsOfTheWeek } from './digest-contract.js';
import { openDiscord } from './discord-scene.js';
import { RULED } from './ruled-places.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';

const SCENES: Readonly<Record<string, unknown>> = {
  discord: openDiscord,
  slack: openSlack,
  telegram: openTelegram,
};

for (const { name, title } of PLATFORMS) {
  const [open, places] = [SCENES[name], RULED[name]];
  if (!open || !places) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itTellsOfTheWeek(title, open as OpenScene, places);
}
