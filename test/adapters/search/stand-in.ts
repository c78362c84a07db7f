import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { documentsOf, type IndexDocument, lengthsIn } from '../../../adapters/search/documents.js';
import { SHAPE } from '../../../adapters/search/mapping.js';
import { readSearchSettings, type SearchPlace } from '../../../adapters/search/settings.js';
import type { IndexMeta } from '../../../adapters/search/version.js';
import { programHash } from '../../../src/io/saved-file.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { corpusOf } from '../../builders.js';

/** A request as the stand-in takes it: `listing` asks which indexes there are. */
export type Asked = 'listing' | 'index';

/**
 * Stands in for OpenSearch where it is not about what is found: one index is in service, whose documents are given, and
 * each search finds nothing.
 */
export async function standIn(articles: readonly string[], meta: Partial<IndexMeta> = {}) {
  const corpus = corpusOf(articles);
  const documents = new Map<string, IndexDocument>();
  const index = buildIndex(corpus);
  for await (const [id, document] of documentsOf({ corpus, index, vectors: null }))
    documents.set(id, document);
  const own: IndexMeta = {
    ...{ shape: SHAPE, program: await programHash(), hash: 'a'.repeat(64), encoded: false, encoder: null },
    ...{ builtAt: '2026-11-01T00:00:00.000Z', publishedAt: null, complete: true },
    ...{ passages: corpus.passages.length, lengths: lengthsIn(index) },
    frameParts: [...documents.values()].filter(({ kind }) => kind === 'frame').length,
    ...meta,
  };
  let failing: (asked: Asked) => number | null = () => null;
  const listed = {
    'docent-0123456789abcdef': {
      aliases: { docent: {} },
      mappings: { _meta: { docent: own } },
      settings: { index: { number_of_shards: '1' } },
    },
  };
  const answerTo = (path: string, body: string): unknown => {
    if (path.endsWith('_mget'))
      return {
        docs: (JSON.parse(body).ids as string[]).map((id) => ({ _id: id, _source: documents.get(id) })),
      };
    return path.endsWith('_search') ? { hits: { hits: [] } } : listed;
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const path = new URL(request.url ?? '', 'http://here').pathname;
    const status = failing(path.includes('*') || path.includes('%2A') ? 'listing' : 'index');
    response.writeHead(status ?? 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(status ? { error: { reason: `it is ${status}` } } : answerTo(path, body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: readSearchSettings({ SEARCH_URL: url }) as SearchPlace,
    /** Answers requests with a status in place of what is asked for. */
    fail(how: typeof failing) {
      failing = how;
    },
  };
}
