import type { PlatformEntry } from './app/platform-entry.js';
import { DISCORD } from './discord/entry.js';
import { SLACK } from './slack/entry.js';
import { TELEGRAM } from './telegram/entry.js';

/** The chat platforms. All that the program does for each of them it finds here. */
export const PLATFORMS: readonly PlatformEntry[] = [DISCORD, SLACK, TELEGRAM];

/** Those of which there is a drawing, and how they are told: "Discord, Slack and Telegram". */
export const DRAWN = PLATFORMS.flatMap(({ preview, ...platform }) =>
  preview ? [{ ...platform, preview }] : [],
);
export const TITLES = new Intl.ListFormat('en-GB').format(DRAWN.map(({ title }) => title));
