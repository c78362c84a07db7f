import { html, raw } from 'hono/html';
import type { Bot } from '../../src/bot.js';
import { DRAWN, TITLES } from '../platforms.js';
import { createTurnStore } from '../records/turns.js';
import { NO_OBSERVER } from '../service/observed.js';
import { ADMIN } from './admin-page.js';
import { MAX_QUESTION_LENGTH } from './limits.js';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

export interface PreviewAsked {
  readonly question: string;
  readonly theme: Theme;
  /** What is seen where it is asked; empty: everything. */
  readonly scope: string;
}

/** What a request asks to see; of what it does not say, nothing asked, in light. */
export function previewAsked(query: Readonly<Record<string, string>>): PreviewAsked {
  const theme = THEMES.find((one) => one === query.theme) ?? 'light';
  const question = (query.question ?? '').trim().slice(0, MAX_QUESTION_LENGTH);
  return { question, theme, scope: query.scope ?? '' };
}

/**
 * How the chat platforms would show the answer to a question: drawn from the very messages that their adapters would send. It has a
 * style of its own, because the drawings are not to look like the admin page.
 * @param scoped what opens bots that see a part of the articles, by what that is
 */
export async function previewPage(
  all: Bot,
  scoped: ReadonlyMap<string, () => Promise<Bot>>,
  { question, theme, scope }: PreviewAsked,
) {
  const bot = (await scoped.get(scope)?.()) ?? all;
  // Nobody's question: it is not counted and leaves no record.
  const desk = { bot: NO_OBSERVER.observe(bot, 'web'), turns: createTurnStore() };
  const drawn =
    question === ''
      ? []
      : await Promise.all(
          DRAWN.map(async ({ title, preview }) => ({
            title,
            html: (await preview(desk, { question, conversation: null })).html,
          })),
        );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Docent: as ${TITLES} show it</title>
${DRAWN.map(({ name }) => html`<link rel="stylesheet" href="/page/preview/${name}.css">`)}
<link rel="stylesheet" href="${ADMIN}/preview.css">
</head>
<body><main>
  <p class="back"><a href="${ADMIN}">What people asked and did not get</a></p>
  <h1 class="title">As ${TITLES} show it</h1>
  <form class="asked" method="get" action="${ADMIN}/preview">
    <label>Question <input name="question" value="${question}" maxlength="${MAX_QUESTION_LENGTH}" required></label>
    <label>Theme <select name="theme">${THEMES.map(
      (one) => html`<option value="${one}" ${one === theme ? 'selected' : ''}>${one}</option>`,
    )}</select></label>
    ${
      scoped.size === 0
        ? ''
        : html`<label>Where this is seen <select name="scope">
      <option value="">everything</option>${[...scoped.keys()].map(
        (one) => html`<option value="${one}" ${one === scope ? 'selected' : ''}>${one}</option>`,
      )}</select></label>`
    }
    <button>Show</button>
  </form>
  <div class="drawn">${drawn.map(
    ({ title, html: drawing }) => html`<section aria-label="${title}">
    <h2 class="platform">${title}</h2>
    <div class="message" data-theme="${theme}">${raw(drawing)}</div>
  </section>`,
  )}</div>
</main></body>
</html>`;
}

export const PREVIEW_STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
body:not(:has(.drawn)) { visibility: hidden; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
.title { font-size: 1.5rem; }
.asked { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; }
.asked label { display: grid; } .asked label:first-child { flex: 1 1 20rem; min-width: 0; }
.asked :is(input, select, button) { box-sizing: border-box; min-height: 2.5rem; max-width: 100%; padding: 0.25rem 0.75rem; font: inherit; }
.drawn { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem; margin-top: 1.5rem; }
.drawn section { min-width: 0; }
.platform { margin: 0 0 0.5rem; font-size: 1.2rem; }
.message { padding: 1rem; border: 1px solid #8886; border-radius: 0.5rem; background: #ffffff; color-scheme: light; }
.message[data-theme="dark"] { background: #1a1a1e; color-scheme: dark; }
`;
