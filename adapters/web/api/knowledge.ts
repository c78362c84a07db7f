import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { Contents } from '../../../src/knowledge/contents.js';
import { EVERYTHING } from '../../../src/knowledge/label-words.js';
import { scopeText } from '../../../src/knowledge/scope.js';
import type { DeskOf } from '../desk.js';
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
  summary: 'Questions or subjects that go on with what is typed, or questions to begin with',
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

export function mountKnowledge(api: OpenAPIHono, deskOf: DeskOf): void {
  api.openapi(topicsRoute, async (c) => {
    const { contents, scope } = (await deskOf(c)).bot;
    return c.json({ ...topicsOf(contents), seen: scope === EVERYTHING ? null : scopeText(scope) }, 200);
  });
  api.openapi(suggestRoute, async (c) => {
    const { q, kind, limit } = c.req.valid('query');
    const { completer, starters } = await deskOf(c);
    const suggestions = {
      questions: () => completer.questions(q, limit),
      subjects: () => completer.subjects(q, limit),
      starters: () => starters.find(limit),
    };
    return c.json({ suggestions: await suggestions[kind]() }, 200);
  });
  api.openapi(articleRoute, async (c) => {
    const { id } = c.req.valid('param');
    const article = await (await deskOf(c)).bot.article(id);
    if (!article)
      throw new HTTPException(404, {
        message:
          'There is no article of that name. /api/v1/topics lists them all; in the address, "/" is "%2F".',
      });
    return c.json(article, 200);
  });
}

function topicsOf({ documents, subjects, aspects }: Contents) {
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
