import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { Turn } from '../../records/turns.js';
import { privateView } from '../../service/presses.js';
import { TEXTS } from '../../service/texts.js';
import { answerBody } from '../answer-body.js';
import { personOf } from '../client.js';
import type { DeskOf, WebDesk } from '../desk.js';
import { ANSWER_ID, ASK, COMPARE } from '../input.js';
import { ANSWER, BODY_PROBLEMS, body, json, problems, WHY } from '../schemas.js';

const askRoute = createRoute({
  method: 'post',
  path: '/ask',
  summary: 'Answer a question',
  request: { body: body(ASK) },
  responses: { 200: json(ANSWER, 'The answer.'), ...problems(...BODY_PROBLEMS) },
});

const compareRoute = createRoute({
  method: 'post',
  path: '/compare',
  summary: 'Line two to four subjects up, property by property',
  request: { body: body(COMPARE) },
  responses: { 200: json(ANSWER, 'The comparison.'), ...problems(...BODY_PROBLEMS) },
});

const whyRoute = createRoute({
  method: 'get',
  path: '/answers/{id}/why',
  summary: 'How the question was read, and what decided',
  request: { params: ANSWER_ID },
  responses: { 200: json(WHY, 'The explanation.'), ...problems(404, 422) },
});

/** Asking alone. */
export function mountQuestion(api: OpenAPIHono, deskOf: DeskOf): void {
  api.openapi(askRoute, async (c) => {
    const desk = await deskOf(c);
    const { question, conversation } = c.req.valid('json');
    const person = personOf(c, desk.access.proxies);
    return c.json(await answerBody(desk, { question, conversation, person }), 200);
  });
}

export function mountAsk(api: OpenAPIHono, deskOf: DeskOf): void {
  mountQuestion(api, deskOf);
  api.openapi(compareRoute, async (c) => {
    const desk = await deskOf(c);
    const { subjects, conversation } = c.req.valid('json');
    const question = `/compare ${subjects.join(', ')}`;
    const person = personOf(c, desk.access.proxies);
    return c.json(await answerBody(desk, { question, conversation, person }), 200);
  });
  api.openapi(whyRoute, async (c) => {
    const desk = await deskOf(c);
    const turn = knownTurn(desk, c.req.valid('param').id);
    return c.json({ blocks: (await privateView(desk.bot, 'why', turn))?.blocks ?? [] }, 200);
  });
}

/** What was asked under the id of an answer. @throws {HTTPException} 404 */
export function knownTurn(desk: Pick<WebDesk, 'turns'>, id: string): Turn {
  const turn = desk.turns.find(id);
  if (!turn) throw new HTTPException(404, { message: TEXTS.staleAnswer });
  return turn;
}
