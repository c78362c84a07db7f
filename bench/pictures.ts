/** `npm run pictures`: what answers look like, drawn from the payloads that are sent, as PNG files in `docs/pictures`. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerPages } from '../adapters/discord/desk.js';
import { openBot } from '../adapters/shared/open-bot.js';
import { createTurnStore } from '../adapters/shared/turns.js';
import { discordHtml } from '../adapters/web/preview/discord.js';
import { escapeHtml } from '../adapters/web/preview/html.js';
import type { Bot } from '../src/bot.js';
import { launchChromium } from './chromium.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'docs/pictures');
const SIZES = { desktop: 760, phone: 390 } as const;

/** A picture's name, and the question that is answered on it. */
const SHOWN = [
  ['definition', 'what is Django?'],
  ['comparison', 'compare django and flask'],
  ['recommendation', 'which framework suits real-time apps?'],
  ['abstention', 'which framework pays the best salary?'],
] as const;

const folder = await mkdtemp(join(tmpdir(), 'docent-pictures-'));
const browser = await launchChromium();
try {
  const { bot } = await openBot({
    knowledge: join(ROOT, 'knowledge'),
    environment: { DOCENT_CACHE_DIR: folder },
  });
  const css = await Promise.all(
    ['adapters/web/preview/discord.css', 'bench/pictures.css'].map((path) =>
      readFile(join(ROOT, path), 'utf8'),
    ),
  );
  await mkdir(OUT, { recursive: true });
  for (const [name, question] of SHOWN) {
    const html = await discordChat(bot, question);
    for (const [size, width] of Object.entries(SIZES)) {
      const page = await browser.newPage({ viewport: { width, height: 400 }, deviceScaleFactor: 1.5 });
      await page.setContent(
        `<html data-theme="dark"><style>${css.join('\n')}</style><body>${html}</body></html>`,
      );
      const path = join(OUT, `discord-${name}-${size}.png`);
      await page.locator('main').screenshot({ path });
      await page.close();
      process.stdout.write(`${path}\n`);
    }
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** A question that mentions the bot, and its reply. */
async function discordChat(bot: Bot, question: string): Promise<string> {
  const { pages } = await answerPages({ bot, turns: createTurnStore() }, { question, conversation: null });
  return `<main>
    ${turn('Anna', 'A', '', `<p class="chat-text"><span class="chat-mention">@Docent</span> ${escapeHtml(question)}</p>`)}
    ${turn('Docent', 'D', '<span class="chat-app">APP</span>', pages.map(discordHtml).join(''))}
  </main>`;
}

function turn(name: string, letter: string, badge: string, html: string): string {
  return `<section class="chat-turn"><span class="chat-face chat-face-${letter}">${letter}</span>
    <div class="chat-said"><p class="chat-name"><b>${name}</b> ${badge} <time>Today at 10:24</time></p>${html}</div></section>`;
}
