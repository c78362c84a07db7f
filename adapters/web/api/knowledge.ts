import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { Corpus, Item } from '../../../src/knowledge/corpus.js';
import type { WebDesk } from '../desk.js';
import { ARTICLE_ID, SUGGEST } from '../input.js';
import { ARTICLE, json, problems, SUGGESTIONS, TOPICS } from '../schemas.js';

const topicsRoute = createRoute({
  method: 'get',
  path: '/topics',
  summary: 'What the articles are about',
  responses: { 200: json(TOPICS, 'Articles and subjects.'), ...problems() },
});

const suggestRoute = createRoute({
  method: 'get',
  path: '/suggest',
  summary: 'Questions or subjects that go on with what is typed',
  request: { query: SUGGEST },
  responses: { 200: json(SUGGESTIONS, 'Best first.'), ...problems(422) },
});

const articleRoute = createRoute({
  method: 'get',
  path: '/articles/{id}',
  summary: 'An article, so that a citation can be shown where it stands',
  request: { params: ARTICLE_ID },
  responses: { 200: json(ARTICLE, 'The article.'), ...problems(404, 422) },
});

export function mountKnowledge(api: OpenAPIHono, desk: WebDesk): void {
  api.openapi(topicsRoute, (c) => c.json(topicsOf(desk.bot.corpus), 200));
  api.openapi(suggestRoute, async (c) => {
    const { q, kind, limit } = c.req.valid('query');
    const suggestions =
      kind === 'questions' ? await desk.completer.questions(q, limit) : desk.completer.subjects(q, limit);
    return c.json({ suggestions }, 200);
  });
  api.openapi(articleRoute, (c) => {
    const { id } = c.req.valid('param');
    const article = articleOf(desk.bot.corpus, id);
    if (!article)
      throw new HTTPException(404, {
        message:
          'There is no article of that name. /api/v1/topics lists them all; in the address, "/" is "%2F".',
      });
    return c.json(article, 200);
  });
}

function topicsOf({ documents, subjects, aspects }: Corpus) {
  return {
    articles: documents.map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions.map(({ text }) => text),
    })),
    subjects: subjects.map(({ id, name, noun, document }) => ({
      id,
      name,
      kind: noun,
      article: document,
      aspects: aspects.filter((aspect) => aspect.subjects.includes(id)).map((aspect) => aspect.name),
    })),
  };
}

function articleOf({ documents, sections, blocks, items }: Corpus, id: string) {
  const document = documents.find((one) => one.id === id);
  if (!document) return null;
  const { title, source, licence } = document;
  return {
    id,
    title,
    source,
    licence,
    sections: sections
      .filter((section) => section.document === id)
      .map((section) => ({
        heading: section.heading,
        depth: section.path.length,
        lines: section.lines,
        blocks: blocks.slice(...section.blocks).map(({ kind, label, columns, lines, items: own }) => ({
          kind,
          label,
          columns,
          lines,
          items: items.slice(...own).map(itemOf),
        })),
      })),
  };
}

/** An item without what places it in the corpus. */
function itemOf({ kind, name, text, sentences, level, number, row, language, lines }: Item) {
  return { kind, name, text, sentences, level, number, row, language, lines };
}
