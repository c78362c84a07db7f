/** `node article-child.js LIMITS`, the process that parses articles: it can be ended whatever one of them does to it. */
import {
  articleOf,
  type ParsedArticle,
  type ParsedSection,
  parseInParts,
} from '../../src/knowledge/parse-article.js';
import { indexAlone } from '../../src/retrieval/local/index-alone.js';
import { serveJobs } from '../process/serve-jobs.js';
import { type ArticleJob, MOST_BESIDE, type ParsedJob } from './article-job.js';

/**
 * Items of sections that are told together. Ours: some 100 KB, which costs neither a message for each section nor the
 * memory of many.
 */
const ITEMS_TOLD = 500;

serveJobs<ArticleJob, ParsedJob, readonly ParsedSection[]>(async ({ path, text }, tell) => {
  const parts = parseInParts(path, text);
  const isShort = text.length <= MOST_BESIDE;
  const all: ParsedSection[] = [];
  let sections: ParsedSection[] = [];
  let items = 0;
  for (let part = parts.next(); ; part = parts.next()) {
    if (part.done || items >= ITEMS_TOLD) {
      await tell(sections);
      [sections, items] = [[], 0];
    }
    if (part.done) return { head: part.value, ...(isShort ? timed(articleOf(part.value, all)) : {}) };
    if (isShort) all.push(part.value);
    sections.push(part.value);
    items += 1 + part.value.blocks.reduce((sum, block) => sum + block.items.length, 0);
  }
});

function timed(article: ParsedArticle): Required<Pick<ParsedJob, 'alone'>> {
  const from = process.cpuUsage();
  const alone = indexAlone(article);
  const { user, system } = process.cpuUsage(from);
  return { alone: { ...alone, ms: (user + system) / 1000 } };
}
