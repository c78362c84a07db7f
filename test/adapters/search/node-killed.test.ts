import { expect, it, onTestFinished } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { followSearch } from '../../../adapters/search/follow.js';
import { prepareKnowledge } from '../../../adapters/search/prepare.js';
import { buildIndexOf, publish } from '../../../adapters/search/publish.js';
import { builtFrom, questionsIn, TEAS, temporaryFolder } from '../../builders.js';
import { onOpenSearch } from '../../opensearch-server/on-opensearch.js';

/** Questions that are asked in all, and at a time. */
const ASKED = 400;
const AT_A_TIME = 4;
const KILLED_AFTER = 100;

onOpenSearch(
  'a cluster of three nodes',
  ({ cluster, server, settings }) => {
    it(`loses a node while ${ASKED} questions are asked, and each is answered rightly`, async () => {
      const place = settings('teas');
      const environment = { MEANING: 'words', DOCENT_CACHE_DIR: await temporaryFolder() };
      const { hash, ...built } = await prepareKnowledge(TEAS, { environment, warn: () => undefined });
      const { index } = await buildIndexOf(server(), built, { settings: place, hash });
      await publish(server(), place, index);
      const live = await followSearch({
        ...{ settings: place, environment, health: createHealth() },
        // Nothing else answers.
        folder: await temporaryFolder(),
        log: createLogger({ write: () => undefined, level: 'info', format: 'text' }),
        metrics: { reload: () => undefined, knowledge: () => undefined },
      });
      onTestFinished(() => live.stop());
      const { bot } = await builtFrom(TEAS);
      const asked = (await questionsIn(`${TEAS}/questions.jsonl`)).map(({ q }) => q);
      const right = new Map<string, string>();
      for (const question of asked) right.set(question, JSON.stringify(await bot.ask(question)));

      let [count, wrong, unanswered] = [0, 0, 0];
      let slowest = 0;
      const askOn = async () => {
        while (count < ASKED) {
          const question = asked[count++ % asked.length] as string;
          if (count === KILLED_AFTER) await cluster().nodes.at(-1)?.kill();
          const start = performance.now();
          const answer = await live.bot.ask(question).catch(() => null);
          slowest = Math.max(slowest, performance.now() - start);
          if (answer === null) unanswered++;
          else if (JSON.stringify(answer) !== right.get(question)) wrong++;
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
      console.log(
        `a node killed after ${KILLED_AFTER} of ${ASKED} questions: ${unanswered} told that the engine is away, ${wrong} answered otherwise, the slowest after ${slowest.toFixed(0)} ms`,
      );
      expect(wrong).toBe(0);
      // Of those that were under way, on a slow machine.
      expect(unanswered).toBeLessThanOrEqual(AT_A_TIME);
      expect(live.state.fault).toBeNull();
    }, 240_000);
  },
  3,
);
