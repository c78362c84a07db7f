import { DISCORD } from './discord/entry.js';
import type { PlatformEntry } from './shared/platform-entry.js';
import { SLACK } from './slack/entry.js';

/** The chat platforms. All that the program does for each of them it finds here. */
export const PLATFORMS: readonly PlatformEntry[] = [DISCORD, SLACK];

/** "Discord and Slack". */
export const TITLES = new Intl.ListFormat('en').format(PLATFORMS.map(({ title }) => title));
