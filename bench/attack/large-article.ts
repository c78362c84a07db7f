/**
 * `node --expose-gc --import tsx bench/attack/large-article.ts [MB]`: what one large article of prose takes, step by
 * step, of memory and of the processor.
 */
import { createBot } from '../../src/bot.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';

const WORDS = 20_000;
const mb = Number(process.argv[2] ?? 20);

let state = 12_345;
function random(): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return state / 0x7fffffff;
}
const word = () => `w${Math.floor(random() ** 3 * WORDS).toString(36)}`;
const run = (length: number, one: () => string, between: string) => Array.from({ length }, one).join(between);
const sentence = () => `The ${run(10, word, ' ')}.`;
const section = (i: number) =>
  `\n## Section ${i} ${word()}\n\n${run(5, () => run(4, sentence, ' '), '\n\n')}\n\n- **${word()}** – is ${word()}.\n- see [${word()}](u)\n`;

function articleOf(length: number): string {
  const sections = ['# Large\n'];
  for (let i = 0, size = 0; size < length; i++) {
    const one = section(i);
    sections.push(one);
    size += one.length;
  }
  return sections.join('');
}

const text = articleOf(mb * 1_000_000);
let before = process.cpuUsage();
function tell(step: string): void {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage(before);
  const { heapUsed } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS * 1024;
  const times = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB (${(bytes / text.length).toFixed(1)} ×)`;
  process.stdout.write(
    `${step}: held ${times(heapUsed)}, most so far ${times(peak)}, ${((user + system) / 1e6).toFixed(1)} s\n`,
  );
  before = process.cpuUsage();
}

tell('text');
const article = parseArticle('a.md', text);
tell('parsed');
const { corpus } = loadCorpus([{ path: 'a.md', text }], null, () => article);
tell(`joined, ${corpus.passages.length} passages`);
const index = buildIndex(corpus);
tell('indexed');
await createBot(corpus, createLocalEngine(corpus, index)).ask('What is a section?');
tell('asked');
