import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PLATFORMS } from '../../adapters/platforms.js';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../chromium.js';
import type { OpenScene } from './chat-contract.js';
import { chatDoor } from './chat-door.js';
import { openDiscord } from './discord-scene.js';
import { itIsADoor } from './door-contract.js';
import { ANNAS_PLACE, pageDoor } from './page-door.js';
import { RULED } from './ruled-places.js';
import { openSlack } from './slack-scene.js';
import { openTelegram } from './telegram-scene.js';
import { openTerminal } from './terminal-door.js';

const SCENES: Readonly<Record<string, unknown>> = {
  discord: openDiscord,
  slack: openSlack,
  telegram: openTelegram,
};

for (const { name, title } of PLATFORMS) {
  const [scene, places] = [SCENES[name], RULED[name]];
  if (!scene || !places) throw new Error(`${title} is in the list of platforms, and has no scene`);
  itIsADoor(title, {
    open: chatDoor(scene as OpenScene),
    annasPlace: { rule: places.direct },
    slow: { DOCENT_RATE_PER_PERSON: '1' },
    unmet: {},
  });
}

const OWN = 'Who sits there has the articles themselves, and sees and changes them all.';
const NO_RECORDS = 'It keeps no records: who sits there is who would read them.';

itIsADoor('the terminal', {
  open: openTerminal,
  annasPlace: null,
  slow: {},
  unmet: {
    'counts a vote once, and another when it differs': NO_RECORDS,
    'asks why an answer did not help': NO_RECORDS,
    'tells of a fault with an id that stands in the log': 'It has no log: the fault itself is told.',
    'tells who asks too fast when to ask again': 'It is one person, who waits for each answer.',
    'lets who is trusted write a better answer, which is given from then on': OWN,
    'lets nobody else do so': OWN,
    'tells nobody what is not seen where they ask': OWN,
    'hands to people what it does not know, once': 'Who asks has no name under which they could be told.',
  },
});

describe('in a browser', () => {
  if (chromiumPath() === null) {
    it.skip(`the page: ${NO_CHROMIUM}`);
    return;
  }
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  itIsADoor('the page', {
    open: pageDoor(() => browser),
    annasPlace: ANNAS_PLACE,
    slow: { DOCENT_WEB_RATE: '1' },
    unmet: {
      'hands to people what it does not know, once': 'Who asks has no name under which they could be told.',
    },
  });
});
