import { setFlagsFromString } from 'node:v8';
import { workerData } from 'node:worker_threads';
import { serveThread, tellFromThread } from '../process/thread.js';
import {
  type Edition,
  type KnowledgeData,
  type KnowledgeMethods,
  type KnowledgeNews,
  type ServedKnowledge,
  serviceHere,
} from './knowledge-thread.js';

/**
 * By how much the heap may grow before it is looked through for what is of no use, in hundredths. V8 lets a heap of some
 * size grow to nearly three times what is held. Measured with an article of 20 MB: a quarter less memory at most, for
 * a tenth to a sixth more time of the processor while it is indexed.
 */
const HEAP_GROWTH = 50;

setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);

const tell = (news: KnowledgeNews) => tellFromThread(news);

const service = serviceHere({
  ...(workerData as KnowledgeData),
  warn: (warning) => tell({ warning }),
});

/** Opened at the first call, so that what it says goes to who called. */
const editions = new Map<number, Promise<ServedKnowledge>>();
const edition = ({ number, folder }: Edition): Promise<ServedKnowledge> => {
  let one = editions.get(number);
  if (!one) {
    one = service.open(folder, (meaning) => tell({ number, meaning }));
    editions.set(number, one);
    one.catch(() => editions.delete(number));
  }
  return one;
};
const bot = async (of: Edition) => {
  const served = await edition(of);
  return of.scope === undefined ? served.bot : served.within(of.scope);
};

serveThread(
  {
    look: service.look,
    isShort: service.isShort,
    async open(of) {
      const { hash, fromCache, warnings, bot } = await edition(of);
      return { hash, fromCache, warnings, contents: bot.contents };
    },
    async within(of, known) {
      const { contents } = await bot(of);
      return contents.version === known ? null : contents;
    },
    keep: async (of, versions) => (await edition(of)).keep(versions),
    save: async (of) => (await edition(of)).save(),
    async drop(number) {
      const one = editions.get(number);
      editions.delete(number);
      await (await one)?.close();
    },
    ask: async (of, message, options) => (await bot(of)).ask(message, options),
    askPatiently: async (of, message, options) => (await edition(of)).patient.ask(message, options),
    section: async (of, cited) => (await bot(of)).section(cited),
    article: async (of, id) => (await bot(of)).article(id),
    search: async (of, text, options) => (await bot(of)).search(text, options),
    findQuote: async (of, quote) => (await bot(of)).findQuote(quote),
  } satisfies KnowledgeMethods,
  service.close,
);
