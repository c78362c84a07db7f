import { workerData } from 'node:worker_threads';
import {
  type KnowledgeData,
  type KnowledgeMethods,
  type KnowledgeNews,
  type ServedKnowledge,
  serveHere,
} from './knowledge-thread.js';
import { serveThread, tellFromThread } from './thread.js';

const tell = (news: KnowledgeNews) => tellFromThread(news);

/** Opened at the first call, so that what it says goes to who called. */
let served: Promise<ServedKnowledge> | null = null;
const knowledge = () => {
  served ??= serveHere({
    ...(workerData as KnowledgeData),
    warn: (warning) => tell({ warning }),
    progress: (meaning) => tell({ meaning }),
  });
  return served;
};
const bot = async () => (await knowledge()).bot;

serveThread(
  {
    async open() {
      const { hash, fromCache, warnings, unsaved, bot } = await knowledge();
      return { hash, fromCache, warnings, unsaved: unsaved ?? null, contents: bot.contents };
    },
    ask: async (message, options) => (await bot()).ask(message, options),
    section: async (cited) => (await bot()).section(cited),
    article: async (id) => (await bot()).article(id),
    search: async (text, options) => (await bot()).search(text, options),
    findQuote: async (quote) => (await bot()).findQuote(quote),
  } satisfies KnowledgeMethods,
  async () => (await served)?.close(),
);
