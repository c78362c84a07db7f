import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Preview } from '../../app/platform-entry.js';
import { DRAWN } from '../../platforms.js';
import type { Turn } from '../../records/turns.js';
import type { DeskOf, WebDesk } from '../desk.js';
import { PREVIEW_OF } from '../input.js';
import { json, PREVIEW, problems } from '../schemas.js';
import { knownTurn } from './ask.js';

const route = createRoute({
  method: 'get',
  path: '/answers/{id}/preview/{platform}',
  summary: 'What a chat platform would be sent for an answer, and how it shows it',
  request: { params: PREVIEW_OF },
  responses: { 200: json(PREVIEW, 'The messages.'), ...problems(404, 422) },
});

export function mountPreview(api: OpenAPIHono, deskOf: DeskOf): void {
  api.openapi(route, async (c) => {
    const desk = await deskOf(c);
    const { id, platform } = c.req.valid('param');
    const { messages, html } = await previewOn(platform, desk, knownTurn(desk, id));
    return c.json({ html, messages: messages.map((message) => ({ ...message })) }, 200);
  });
}

function previewOn(name: string, desk: WebDesk, turn: Turn): Promise<Preview> {
  const platform = DRAWN.find((one) => one.name === name);
  if (!platform) throw new RangeError(`There is no platform "${name}"`);
  return platform.preview(desk, turn);
}
