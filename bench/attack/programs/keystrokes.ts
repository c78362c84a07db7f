import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { largeCorpus } from '../large-corpus.js';
import { discordEnvironment } from '../stage.js';

const PER_SECOND = 32;
const SECONDS = 15;
/** Time to the first response, in milliseconds; see the server. */
const DEADLINE_MS = 3_000;
const PATIENCE_MS = 900_000;
const TYPIST = '700000000000000001';

export const keystrokes: Attack = {
  name: 'keystrokes',
  claims: 'Who types is never in the way of who asks',
  tries: `${PER_SECOND} keystrokes a second of one person for ${SECONDS} s, one /ask a second of others`,
  async run(stage) {
    const { knowledge, cache, questions } = await largeCorpus(stage.passages);
    const discord = await stage.discord();
    const environment = { ...discordEnvironment(discord), DOCENT_CACHE_DIR: cache };
    const program = await stage.start({ knowledge, environment });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0, PATIENCE_MS);
    const first = discord.slash('ask', { question: questions[0] ?? '' });
    await discord.until('it answers', () => first.state === 'answered', PATIENCE_MS);
    const begun = performance.now();
    const asked = [];
    for (let i = 0; i < PER_SECOND * SECONDS; i++) {
      const typed = (questions[i % questions.length] ?? '').slice(0, 8 + (i % 30));
      discord.type('ask', 'question', { question: typed }, { by: TYPIST });
      if (i % PER_SECOND === 0)
        asked.push({
          at: performance.now(),
          pending: discord.slash(
            'ask',
            { question: questions[(7 * i) % questions.length] ?? '' },
            { by: `7000000000000001${(i % 90) + 10}` },
          ),
        });
      const behind = begun + (1_000 * i) / PER_SECOND - performance.now();
      if (behind > 0) await pause(behind);
    }
    await pause(DEADLINE_MS);
    const late = discord.rest.faults.filter((fault) => fault.includes('too late')).length;
    const took = asked.map(({ at, pending }) => (pending.finishedAt || Number.POSITIVE_INFINITY) - at);
    return [
      never(
        `commands of others unanswered, of ${asked.length} (${stage.passages} passages)`,
        took.filter((ms) => ms > DEADLINE_MS).length,
      ),
      atMost('slowest command of another', Math.max(...took), DEADLINE_MS, 'ms'),
      never('responses that came too late', late),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
