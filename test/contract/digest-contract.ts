import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { openCorrected } from '../corrected.js';
import {
  answered,
  itMeets,
  type OpenScene,
  type Ruled,
  rulesFor,
  type Seen,
  theOne,
} from './chat-contract.js';

const LATE =
  '---\ntitle: Late teas\nowner: Anna\nreview_by: 2026-01-31\n---\n# Late teas\n\nTeas that are late.\n';

/** An article that is not for all. */
const OF_STAFF = LATE.replace('owner: Anna', 'labels: { audience: staff }').replaceAll('Late', 'Secret');

const CASES = {
  async 'posts the digest of the week once, whatever restarts, and notifies nobody'(open: OpenScene) {
    const corrected = await openCorrected();
    await writeFile(join(corrected.folder, 'late.md'), LATE);
    await corrected.live.reload();
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ digest: true, corrected, environment });
    const { text, notifies } = await theOne(scene, 'help');
    expect(text).toMatch(/The week to \d+ \w+ \d{4}/);
    expect(text).toMatch(/Late teas.*by 31 January 2026, Anna/);
    expect(notifies).toBe(false);
    await scene.restart();
    scene.say('what is oolong?');
    await answered(scene, 'room', 1);
    await scene.stop();
    expect(scene.written('help')).toHaveLength(1);
  },

  async 'posts nothing in a week with nothing to say'(open: OpenScene) {
    const corrected = await openCorrected();
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ digest: true, corrected, environment });
    await scene.restart();
    scene.say('what is oolong?');
    await answered(scene, 'room', 1);
    await scene.stop();
    expect(scene.written('help')).toEqual([]);
  },

  async 'tells of nothing that is not seen where the digest is posted'(open: OpenScene, places: Ruled) {
    for (const place of ['help', 'room'] as const) {
      const articles = { 'late.md': LATE, 'secret.md': OF_STAFF };
      const corrected = await openCorrected(null, { rules: rulesFor(places[place]), articles });
      const { text } = await theOne(await open({ digest: true, corrected }), 'help');
      expect(text).toContain('Late teas');
      expect(text.includes('Secret teas')).toBe(place === 'help');
    }
  },

  async 'says in the log what keeps the digest from being posted, and works on'(open: OpenScene) {
    const corrected = await openCorrected();
    await writeFile(join(corrected.folder, 'late.md'), LATE);
    await corrected.live.reload();
    const gone = {
      DISCORD_DIGEST_CHANNEL: '444444444444444449',
      SLACK_DIGEST_CHANNEL: 'CGONE',
      TELEGRAM_DIGEST_CHAT: '-1009',
    };
    const scene = await open({ digest: true, corrected, environment: gone });
    scene.say('what is oolong?');
    await answered(scene, 'room', 1);
    await scene.stop();
    expect(scene.log().join('')).toMatch(/could not be posted.*_DIGEST_(?:CHANNEL|CHAT)/);
  },

  async 'asks why an answer did not help, who says so alone'(open: OpenScene) {
    let questions = 0;
    const scene = await open({
      ask: (bot) => (message, options) => {
        if (message.includes('oolong')) questions++;
        return bot.ask(message, options);
      },
    });
    scene.say('what is oolong?', { at: 'direct' });
    const [answer] = await answered(scene, 'direct', 1);
    const asked = await scene.press(answer as Seen, /👎/);
    // To be asked why takes no answer.
    expect(questions).toBe(1);
    expect(asked.text).toMatch(/Thank you\. .* What was it\?/);
    expect(asked.buttons.slice(0, 3)).toEqual(['Outdated', 'Wrong', 'Incomplete']);
    expect(asked.isPrivate).toBe(true);
    expect((await scene.press(asked, /Outdated/)).text).toContain('Thank you');
  },
} satisfies Record<string, (open: OpenScene, places: Ruled) => Promise<void>>;

/** Holds a platform to what all of them promise to those who look after the articles. */
export function itTellsOfTheWeek(name: string, open: OpenScene, places: Ruled): void {
  itMeets(`the digest of the week on ${name}`, CASES, open, places, {});
}
