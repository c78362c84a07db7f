import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWeekly } from '../../../adapters/chat/opening.js';
import { noteReason } from '../../../adapters/chat/reasons.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { parseWeeklyTime, type WeeklyTime } from '../../../adapters/process/weekly-time.js';
import { createState } from '../../../adapters/records/state.js';
import { NO_OBSERVER } from '../../../adapters/service/observed.js';
import type { Place } from '../../../adapters/service/scopes/place.js';
import type { Shown } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { openCorrected } from '../../corrected.js';
import { recordOf } from '../records/builders.js';

const DUE = new Date('2026-11-23T09:00:00Z');
const HOUR_MS = 3_600_000;
const STAFF = { platform: 'discord', channel: '1' };
const PUBLIC = { platform: 'discord', channel: '2' };
const RULES = 'rules:\n  - { platform: discord, channel: "1", see: { audience: staff } }\n';
const ARTICLES = {
  'panel.md': `---
title: The tasting panel
labels: { audience: staff }
owner: Anna
review_by: 2026-11-01
---
# The tasting panel

The tasting panel is paid 40 € a day.
`,
  'pots.md': '---\ntitle: Pots\nowner: Bert\nreview_by: 2026-11-02\n---\n# Pots\n\nA pot is warmed first.\n',
};
const PAID = 'What is the tasting panel paid?';
/** As records name what was seen where something was asked. */
const [OF_STAFF, OF_ALL] = ['audience=staff; unlabelled', 'unlabelled'];

/** What is told in a place, in the hour after it is due, of the teas and of what was asked and done in the week before. */
async function toldIn(place: Place, rules: string | null): Promise<string> {
  const corrected = await openCorrected(null, {
    rules: rules ?? 'default: { see: everything }',
    articles: ARTICLES,
  });
  const { operations, live, records } = corrected;
  const state = createState();
  const log = createLogger({ write: () => undefined });
  const at = new Date(DUE.getTime() - HOUR_MS);
  vi.setSystemTime(at);
  for (const [question, scope] of [
    ['Do you ship to the moon?', OF_ALL],
    ['Where do we park our bicycles?', OF_STAFF],
    ['Where is the railway station?', null],
    // Answered by now, where it was asked.
    [PAID, OF_STAFF],
  ] as const)
    await records.add(recordOf({ at, scope, question, key: question, terms: [question], subjects: [] }));
  for (const entry of ['panel.md', 'pots.md', 'gone.md'])
    await records.addCorrection({
      ...{ id: entry, at, entry, did: 'verified', platform: 'discord', person: 'x', by: 'Cleo' },
      ...{ reach: null, before: null, after: '' },
    });
  const bot = NO_OBSERVER.observe(live.scoped, 'discord');
  for (const [question, from] of [
    [PAID, STAFF],
    ['what is oolong?', PUBLIC],
  ] as const) {
    const desk = { state, log, bot: await bot.at(from), keepsQuestions: true, platform: 'discord' };
    await noteReason(desk as never, { question, conversation: null }, 'anna', { reason: 'wrong' });
  }
  vi.setSystemTime(new Date(DUE.getTime() + HOUR_MS));
  const told: Shown[] = [];
  const weekly = openWeekly(
    { operations },
    {
      ...{ platform: 'discord', state, log },
      port: {
        place: async () => place,
        messages: (shown) => [async () => void told.push(shown)],
        find: async () => false,
        mayHaveArrived: () => false,
        adviceOn: () => '',
      },
    },
    { DOCENT_DIGEST_TIME: parseWeeklyTime('Mon 09:00 UTC') as WeeklyTime },
  );
  await weekly?.look();
  expect(told).toHaveLength(1);
  return told.map((one) => plainText(one)).join('\n');
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is told of a week', () => {
  it('is all of it where everything is seen', async () => {
    const text = await toldIn(PUBLIC, null);
    expect(text).toContain('• The tasting panel (panel.md), by 1 November 2026, Anna');
    expect(text).toContain('• Pots (pots.md), by 2 November 2026, Bert');
    expect(text).toContain('• Do you ship to the moon?: once, by one person');
    expect(text).toContain('• Where do we park our bicycles?: once, by one person');
    expect(text).toContain('• Where is the railway station?: once, by one person');
    expect(text).toContain(`• wrong: ${PAID}, from The tasting panel`);
    expect(text).toMatch(/• wrong: what is oolong\?, from .*Oolong/);
    for (const entry of ['panel.md', 'pots.md', 'gone.md'])
      expect(text).toContain(`• Cleo verified ${entry}`);
  });

  it('is where the staff is what was asked there and by all, and is not answered there by now', async () => {
    const text = await toldIn(STAFF, RULES);
    expect(text).toContain('The tasting panel (panel.md)');
    expect(text).toContain('Pots (pots.md)');
    expect(text).toContain('• Do you ship to the moon?: once');
    expect(text).toContain('• Where do we park our bicycles?: once');
    expect(text).not.toContain(`• ${PAID}`);
    expect(text).toContain(`• wrong: ${PAID}, from The tasting panel`);
    expect(text).toContain('Cleo verified panel.md');
    // Nobody can tell who saw what is gone, nor what was seen where this was asked.
    expect(text).not.toMatch(/gone\.md|railway station/);
  });

  it('is for all nothing of what the staff alone sees, nor how much of it there is', async () => {
    const text = await toldIn(PUBLIC, RULES);
    expect(text).toContain('Pots (pots.md)');
    expect(text).toContain('• Do you ship to the moon?: once');
    expect(text).toMatch(/Did not help: wrong 1\n/);
    expect(text).toMatch(/• wrong: what is oolong\?/);
    expect(text).toContain('Cleo verified pots.md');
    expect(text).not.toMatch(/panel|bicycles|railway|and \d+ more/i);
  });
});
