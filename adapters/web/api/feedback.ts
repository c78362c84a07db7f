import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { vote } from '../../service/presses.js';
import { personOf } from '../client.js';
import type { DeskOf } from '../desk.js';
import { FEEDBACK } from '../input.js';
import { noteWhy } from '../reasons.js';
import { BODY_PROBLEMS, body, json, NOTED, problems } from '../schemas.js';
import { knownTurn } from './ask.js';

const route = createRoute({
  method: 'post',
  path: '/feedback',
  summary: 'Say whether an answer helped, and why it did not',
  request: { body: body(FEEDBACK) },
  responses: { 200: json(NOTED, 'It was noted.'), ...problems(404, ...BODY_PROBLEMS) },
});

export function mountFeedback(api: OpenAPIHono, deskOf: DeskOf): void {
  api.openapi(route, async (c) => {
    const desk = await deskOf(c);
    const { answer: id, helpful, reason, note } = c.req.valid('json');
    const person = personOf(c, desk.access.proxies);
    const turn = knownTurn(desk, id);
    const counted = await vote(desk, turn, { person, helpful, place: id });
    const isTold = reason !== undefined || note !== undefined;
    const message = isTold ? await noteWhy(desk, turn, person, { reason, note }) : counted;
    return c.json({ message }, 200);
  });
}
