import { type Bot, type BotOptions, createBot } from '../../src/bot.js';
import { articleOf } from '../../src/knowledge/article.js';
import type { Document } from '../../src/knowledge/corpus.js';
import { findQuote, type QuotePlace } from '../../src/knowledge/find-quote.js';
import type { Engine } from '../../src/retrieval/ports.js';
import { citingLivePages } from '../service/live-page.js';
import { type ArticleDocument, idOf, partStems } from './documents.js';
import { joined } from './parts.js';
import type { SearchServer } from './server.js';
import { hitsOf, type IndexedVersion, sources } from './version.js';

/** Articles that a quotation is looked for in; it stands in some of those that have all of its words. Ours. */
const MOST_QUOTED = 20;
/** Words of a quotation by which these are found: of a long one the others are hardly ever elsewhere. Ours. */
const MOST_WORDS = 64;

/**
 * A bot whose articles are in an index. @param engine on that index
 */
export function createSearchBot(
  server: SearchServer,
  version: IndexedVersion,
  engine: Engine,
  options: BotOptions,
): Bot {
  const { index, meta, frame } = version;
  const { corpus, order } = frame;
  const bot = citingLivePages(createBot(corpus, engine, { ...options, version: meta.hash }));
  const documentOf = (id: string): Document | undefined => corpus.documents[order.get(id) ?? -1];
  return {
    ask: bot.ask,
    section: bot.section,
    search: bot.search,
    async article(id) {
      const document = documentOf(id);
      const [found] = document ? await sources<ArticleDocument>(server, index, [idOf('article', id)]) : [];
      return document && found ? articleOf({ ...corpus, documents: [document], ...found.article }, id) : null;
    },
    async findQuote(quote): Promise<readonly QuotePlace[]> {
      const words = [...partStems(quote)].slice(0, MOST_WORDS);
      if (words.length === 0) return [];
      const found = await hitsOf<ArticleDocument>(server, index, {
        size: MOST_QUOTED,
        query: { bool: { filter: words.map((holds) => ({ term: { holds } })) } },
        sort: [{ document: 'asc' }],
        _source: { includes: ['document', 'article'] },
      });
      return findQuote(quote, { ...corpus, ...joined(found.map(({ source }) => source.article)) });
    },
    contents: { ...bot.contents, passages: meta.passages },
  };
}
