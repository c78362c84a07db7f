import { openBot } from '../adapters/service/open-bot.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import { plainSearch } from './plain-search.js';

// Run as a process of its own by main.ts: prints what the heap holds, typed arrays included, once all is ready.
const [what, knowledge = 'knowledge'] = process.argv.slice(2);

async function hold(): Promise<unknown> {
  if (what === 'bot') return (await openBot({ knowledge, environment: process.env })).bot;
  if (what !== 'search') return null;
  const { articles, thesaurus } = await readKnowledge(knowledge);
  return plainSearch(loadCorpus(articles, thesaurus).corpus);
}

const held = await hold();
for (let i = 0; i < 3; i++) globalThis.gc?.();
const { heapUsed, arrayBuffers } = process.memoryUsage();
process.stdout.write(JSON.stringify({ bytes: heapUsed + arrayBuffers, holds: held !== null }));
