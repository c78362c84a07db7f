import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { personOf } from '../client.js';
import type { WebDesk } from '../desk.js';
import { BODY_PROBLEMS, body, FEEDBACK, json, NOTED, problems } from '../schemas.js';
import { turnOf } from './ask.js';

const route = createRoute({
  method: 'post',
  path: '/feedback',
  summary: 'Say whether an answer helped',
  request: { body: body(FEEDBACK) },
  responses: { 200: json(NOTED, 'Whether it was noted.'), ...problems(404, ...BODY_PROBLEMS) },
});

export function mountFeedback(api: OpenAPIHono, desk: WebDesk): void {
  api.openapi(route, async (c) => {
    const { answer: id, helpful } = c.req.valid('json');
    const { question, conversation } = turnOf(desk, id);
    if (!desk.votes(`${personOf(c, desk.access.proxies)} ${id}`, helpful))
      return c.json({ noted: false }, 200);
    const answer = await desk.bot.ask(question, { conversation });
    await desk.feedback.add({
      at: new Date().toISOString(),
      platform: 'web',
      helpful,
      question,
      status: answer.status,
      confidence: answer.confidence,
      sections: [...new Set(answer.citations.map(({ document, section }) => `${document} › ${section}`))],
    });
    return c.json({ noted: true }, 200);
  });
}
