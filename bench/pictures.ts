/**
 * `npm run pictures`: what answers look like, drawn from the payloads that are sent, as PNG files in `docs/pictures`.
 * Takes Chromium, and pngquant to make the files a third as large.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerPages } from '../adapters/chat/answer-pages.js';
import { discordHtml } from '../adapters/discord/preview/draw.js';
import { RENDERING as DISCORD } from '../adapters/discord/render.js';
import { createTurnStore } from '../adapters/records/turns.js';
import { NO_OBSERVER } from '../adapters/service/observed.js';
import { openBot } from '../adapters/service/open-bot.js';
import { slackHtml } from '../adapters/slack/preview/draw.js';
import { RENDERING as SLACK } from '../adapters/slack/render.js';
import type { Bot } from '../src/bot.js';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../test/chromium.js';
import { chatFrame, type Platform } from './chat-frame.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'docs/pictures');
const STYLES = [
  'adapters/discord/preview/discord.css',
  'adapters/slack/preview/slack.css',
  'bench/pictures.css',
];

/** Widths of a window, in CSS pixels. */
const WIDTHS = { desktop: 800, phone: 390 } as const;

/** A picture's name, and the question that is answered on it. */
const SHOWN = [
  ['definition', 'what is Django?'],
  ['comparison', 'compare django and flask'],
  ['recommendation', 'which framework suits real-time apps?'],
  ['abstention', 'which framework pays the best salary?'],
  ['list', 'what are the features of Flask?'],
] as const;

const PLATFORMS: Readonly<Record<Platform, (bot: Bot, question: string) => Promise<string[]>>> = {
  discord: async (bot, question) =>
    (
      await answerPages(
        DISCORD,
        { bot: NO_OBSERVER.observe(bot, 'discord'), turns: createTurnStore() },
        { question, conversation: null },
      )
    ).pages.map(discordHtml),
  slack: async (bot, question) =>
    (
      await answerPages(
        SLACK,
        { bot: NO_OBSERVER.observe(bot, 'slack'), turns: createTurnStore() },
        { question, conversation: null },
      )
    ).pages.map(slackHtml),
};

const program = chromiumPath();
if (program === null) {
  process.stderr.write(`No pictures: ${NO_CHROMIUM}\n`);
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'docent-pictures-'));
const browser = await launchChromium(program);
try {
  const { bot } = await openBot({
    knowledge: join(ROOT, 'knowledge'),
    environment: { DOCENT_CACHE_DIR: folder },
  });
  const css = await Promise.all(STYLES.map((path) => readFile(join(ROOT, path), 'utf8')));
  await mkdir(OUT, { recursive: true });
  for (const [platform, answers] of Object.entries(PLATFORMS))
    for (const [name, question] of SHOWN) {
      const html = chatFrame(platform as Platform, question, await answers(bot, question));
      await picture(`${platform}-${name}`, css.join('\n'), html);
    }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** A PNG file for each width, as high as what it shows. */
async function picture(name: string, css: string, html: string): Promise<void> {
  for (const [size, width] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width, height: 100 }, deviceScaleFactor: 1.5 });
    await page.setContent(`<html data-theme="dark"><style>${css}</style>${html}</html>`);
    const path = join(OUT, `${name}-${size}.png`);
    await page.screenshot({ path, fullPage: true });
    await page.close();
    process.stdout.write(`${path}${inFewColours(path) ? '' : ' (large: there is no pngquant)'}\n`);
  }
}

function inFewColours(path: string): boolean {
  return spawnSync('pngquant', ['256', '--speed', '1', '--force', '--output', path, path]).status === 0;
}
