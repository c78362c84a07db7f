import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { answerPages } from '../../chat/answer-pages.js';
import type { Turn } from '../../shared/turns.js';
import type { WebDesk } from '../desk.js';
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

export type Platform = keyof typeof PREVIEWS;

interface Preview {
  readonly messages: readonly object[];
  readonly html: string;
}

type Parts = Pick<WebDesk, 'bot' | 'turns'>;

/** What a platform would be sent. Its adapter and its library are loaded only when they are asked for. */
export const PREVIEWS = {
  discord: async (desk: Parts, turn: Turn): Promise<Preview> => {
    const [{ RENDERING }, { discordHtml }] = await Promise.all([
      import('../../discord/render.js'),
      import('../preview/discord.js'),
    ]);
    const { pages } = await answerPages(RENDERING, desk, turn);
    return { messages: pages, html: pages.map(discordHtml).join('') };
  },
  slack: async (desk: Parts, turn: Turn): Promise<Preview> => {
    const [{ RENDERING }, { slackHtml }] = await Promise.all([
      import('../../slack/render.js'),
      import('../preview/slack.js'),
    ]);
    const { pages } = await answerPages(RENDERING, desk, turn);
    return { messages: pages, html: pages.map(slackHtml).join('') };
  },
};

export function mountPreview(api: OpenAPIHono, desk: WebDesk): void {
  api.openapi(route, async (c) => {
    const { id, platform } = c.req.valid('param');
    const { messages, html } = await PREVIEWS[platform](desk, knownTurn(desk, id));
    return c.json({ html, messages: messages.map((message) => ({ ...message })) }, 200);
  });
}
