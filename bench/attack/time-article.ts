/**
 * `node --import tsx time-article.ts SHAPE TIMES`, or `random SEED TIMES`: how long one article takes, step by step,
 * as JSON on standard output. A process of its own, so that it can be killed.
 */
import { EMPTY_THESAURUS } from '../../src/knowledge/corpus.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { articleOf } from './random-shape.js';

/** What takes the processor, and not what waits for it: other programs may run beside. */
function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

const [name = '', times = '1'] = process.argv.slice(2);
parseArticle('warm.md', '# Warm\n\nIt *is* [a](b) text.\n\n- **A** – b\n'.repeat(100));
const text = articleOf(name, Number(times));
const [article, parse] = timed(() => parseArticle('a.md', text));
const [{ corpus }, join] = timed(() => loadCorpus([{ path: 'a.md', text }], null, () => article));
const [, index] = timed(() => buildIndex({ ...corpus, thesaurus: EMPTY_THESAURUS }));
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ length: text.length, parse, join, index, memory }));
