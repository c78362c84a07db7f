/** `node article-child.js LIMITS`, the process that parses articles: it can be ended whatever one of them does to it. */
import { parseArticle } from '../../src/knowledge/parse-article.js';
import type { ArticleJob, ParsedJob } from './parse-articles.js';
import { serveJobs } from './serve-jobs.js';

serveJobs<ArticleJob, ParsedJob>(async ({ path, text }) => ({ article: parseArticle(path, text) }));
