import type { Preview, PreviewDesk } from '../app/platform-entry.js';
import type { Turn } from '../records/turns.js';
import { answerPages } from './answer-pages.js';
import type { Rendering } from './platform.js';

/** What a platform would be sent for an answer, and how it shows that. @param draw a message as HTML */
export async function previewOf<Page extends object>(
  rendering: Rendering<Page>,
  draw: (page: Page) => string,
  desk: PreviewDesk,
  turn: Turn,
): Promise<Preview> {
  const { pages } = await answerPages(rendering, desk, turn);
  return { messages: pages, html: pages.map(draw).join('') };
}
