import { randomUUID } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { privateView } from '../../shared/presses.js';
import { TEXTS } from '../../shared/texts.js';
import { type Turn, turnOf } from '../../shared/turns.js';
import { lineOf } from '../../terminal/answer-lines.js';
import { personOf } from '../client.js';
import type { WebDesk } from '../desk.js';
import { ANSWER_ID, ASK, COMPARE } from '../input.js';
import { ANSWER, BODY_PROBLEMS, body, json, problems, WHY } from '../schemas.js';
import { searchedFor } from '../searched.js';

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

export function mountAsk(api: OpenAPIHono, desk: WebDesk): void {
  api.openapi(askRoute, async (c) => {
    const { question, conversation } = c.req.valid('json');
    return c.json(await answer(desk, c, question, conversation), 200);
  });
  api.openapi(compareRoute, async (c) => {
    const { subjects, conversation } = c.req.valid('json');
    return c.json(await answer(desk, c, `/compare ${subjects.join(', ')}`, conversation), 200);
  });
  api.openapi(whyRoute, async (c) => {
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

/** Asks the bot. The answer is as `docent answer` gives it, with what a page needs to show it. */
async function answer(desk: WebDesk, c: Context, question: string, conversationId: string = randomUUID()) {
  const person = personOf(c, desk.access.proxies);
  const conversation = desk.conversations.get(conversationId);
  const start = performance.now();
  const given = await desk.bot.ask(question, { conversation, person });
  const ms = performance.now() - start;
  desk.conversations.set(conversationId, given.conversation);
  const { id: _, ...line } = lineOf(null, given, ms);
  return {
    id: desk.turns.of(person).keep(turnOf(given, question, conversation)),
    conversation: conversationId,
    ...line,
    intent: given.intent,
    reading: given.reading,
    title: given.title,
    blocks: given.blocks,
    suggestions: given.suggestions,
    citations: given.citations,
    searched: searchedFor(given, desk.bot.contents),
    knowledge: desk.knowledge(),
  };
}
