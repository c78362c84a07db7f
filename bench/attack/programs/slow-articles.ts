import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHAPES } from '../article-shapes.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { neighbour, TEAS } from '../program.js';

/** Shapes on which parsers take the square of their length, and how often each is repeated; the last is too much. */
const SLOW = { 'nested images': 20_000, 'short lines': 128_000, 'loose points': 200_000 };
const MOST_WAIT_S = 180;
const MOST_STOP_MS = 10_000;
const MOST_ANSWER_MS = 1_000;

export const slowArticles: Attack = {
  name: 'slow-articles',
  claims: 'An article that takes too long is named and left out, and the rest serves',
  tries: Object.entries(SLOW)
    .map(([shape, times]) => `${times} ${shape}`)
    .join(', '),
  async run(stage) {
    const knowledge = await stage.folder();
    await cp(TEAS, knowledge, { recursive: true });
    const program = await stage.start({ knowledge });
    const seen = neighbour(program);
    for (const [shape, times] of Object.entries(SLOW))
      await writeFile(join(knowledge, `${shape.replaceAll(' ', '-')}.md`), SHAPES[shape]?.(times) ?? '');
    const begun = performance.now();
    await writeFile(
      join(knowledge, 'good.md'),
      '# Zarfs\n\n## Zarf\n\nA zarf is a holder for a cup without a handle.\n',
    );
    const isThere = () =>
      program.ask('what is a zarf?').then(
        async (response) => (await response.text()).includes('holder for a cup'),
        () => false,
      );
    let wait = 0;
    while (!(await isThere()) && wait < MOST_WAIT_S) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      wait = (performance.now() - begun) / 1_000;
    }
    const { failed, slowestMs } = await seen();
    const isTold = /The article is left out/.test(program.log);
    // While they are parsed again.
    await writeFile(join(knowledge, 'nested-images.md'), SHAPES['nested images']?.(20_001) ?? '');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { ms } = await program.stop(90_000);
    const again = performance.now();
    await stage.start({ knowledge });
    return [
      atMost('the good article among them is in service after', wait, MOST_WAIT_S, 's'),
      never('questions of others that failed meanwhile', failed),
      atMost('slowest answer meanwhile', slowestMs, MOST_ANSWER_MS, 'ms'),
      never('left-out articles that the log does not name', isTold ? 0 : 1),
      atMost('a stop meanwhile takes', ms, MOST_STOP_MS, 'ms'),
      atMost('a start with them takes', (performance.now() - again) / 1_000, MOST_WAIT_S, 's'),
    ];
  },
};
