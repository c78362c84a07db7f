/**
 * `npm run pictures`: what Docent says on chat platforms, drawn from the payloads that are sent, as PNG files in
 * `docs/pictures`. Takes Chromium, and pngquant to make the files a third as large.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerPages } from '../adapters/chat/answer-pages.js';
import { offerResult, pickResult } from '../adapters/chat/correcting.js';
import type { ChatDesk } from '../adapters/chat/desk.js';
import { digestOf } from '../adapters/chat/digest.js';
import { searchedBy } from '../adapters/chat/handover-card.js';
import { createHandoverPort } from '../adapters/discord/handover.js';
import { discordHtml } from '../adapters/discord/preview/draw.js';
import { RENDERING as DISCORD } from '../adapters/discord/render.js';
import { createTurnStore } from '../adapters/records/turns.js';
import { NO_OBSERVER } from '../adapters/service/observed.js';
import { slackHtml } from '../adapters/slack/preview/draw.js';
import { RENDERING as SLACK } from '../adapters/slack/render.js';
import { telegramHtml } from '../adapters/telegram/preview/draw.js';
import { RENDERING as TELEGRAM } from '../adapters/telegram/render.js';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../test/chromium.js';
import { chatFrame, done, type Line, type Platform, written } from './chat-frame.js';
import { drawn, openShown, PICTURES, ROOT } from './drawn.js';

const STYLES = [
  'adapters/discord/preview/discord.css',
  'adapters/slack/preview/slack.css',
  'adapters/telegram/preview/telegram.css',
  'bench/pictures.css',
];

/** Widths of a window, in CSS pixels. */
const WIDTHS = { desktop: 800, phone: 390 } as const;

const UNCOVERED = 'what is the latest version of Django?';

/** A picture's name, and the question that is answered on it. */
const SHOWN = [
  ['definition', 'what is Django?'],
  ['comparison', 'compare django and flask'],
  ['recommendation', 'which framework suits real-time apps?'],
  ['abstention', UNCOVERED],
  ['list', 'what are the features of Flask?'],
] as const;

/** A question whose answer is corrected, and which of the passages that are offered is right. */
const CORRECTED = 'Does Flask check forms for me?';
const RIGHT = 1;
/** What people say to each other. */
const POST = 'Morning all. Does anybody know whether Flask has an ORM of its own?';
const POSTED = 'Does Flask have an ORM of its own?';
const WEEK_ENDS = new Date('2026-11-30T09:00:00Z');

const program = chromiumPath();
if (program === null) {
  process.stderr.write(`No pictures: ${NO_CHROMIUM}\n`);
  process.exit(1);
}
const shown = await openShown();
const browser = await launchChromium(program);
const css = (await Promise.all(STYLES.map((path) => readFile(join(ROOT, path), 'utf8')))).join('\n');
const { live } = shown;
const { corrections } = shown.operations.office;
const bot = NO_OBSERVER.observe(live.scoped, 'pictures');
const turns = createTurnStore();
const asked = (question: string) => ({ question, conversation: null });
try {
  const desk = { bot, turns };
  for (const [name, question] of SHOWN) {
    const lines = (html: readonly string[]): Line[] => [
      written('Anna', question),
      ...html.map((one) => ({ html: one })),
    ];
    const discord = (await answerPages(DISCORD, desk, asked(question))).pages.map(discordHtml);
    const slack = (await answerPages(SLACK, desk, asked(question))).pages.map(slackHtml);
    const telegram = (await answerPages(TELEGRAM, desk, asked(question))).pages.map(telegramHtml);
    await picture('discord', name, lines(discord));
    await picture('slack', name, lines(slack));
    if (name !== 'recommendation' && name !== 'list') await picture('telegram', name, lines(telegram));
  }
  await picture('discord', 'unasked', await unasked());
  await picture('discord', 'person', await handedOver());
  await picture('slack', 'digest', digest());
  await picture('discord', 'correct', await corrected());
} finally {
  await browser.close();
  await shown.close();
}

/** A post that nobody else answered. */
async function unasked(): Promise<Line[]> {
  const { pages } = await answerPages(DISCORD, { bot, turns }, { ...asked(POSTED), isUnasked: true });
  return [written('Anna', POST, false), ...pages.map((page) => ({ html: discordHtml(page) }))];
}

/** A question that people are asked, once somebody has taken it. */
async function handedOver(): Promise<Line[]> {
  const question = UNCOVERED;
  const posted: Parameters<typeof discordHtml>[0][] = [];
  const api = { send: async (_: string, page: Parameters<typeof discordHtml>[0]) => posted.push(page) };
  const port = createHandoverPort(api as unknown as Parameters<typeof createHandoverPort>[0], {
    DISCORD_HANDOVER_CHANNEL: '1',
    DISCORD_HANDOVER_PING: undefined,
  });
  const answer = await bot.ask(question);
  await port?.post({
    ...{ id: 'a', question, asker: 'Anna', link: 'https://discord.com/channels/1/2/3' },
    ...{ searched: searchedBy(answer, bot.contents), takenBy: null, isClosed: false },
  });
  return posted.map((page) => ({ html: discordHtml(page) }));
}

function digest(): Line[] {
  const gap = { people: 3, unanswered: 6, unhelpful: 0, reserved: 0, first: WEEK_ENDS, last: WEEK_ENDS };
  const none = { subjects: [], kinds: [], terms: [], moreQuestions: 0, counts: [], scope: null };
  const reason = { platform: 'slack', at: WEEK_ENDS.getTime(), scope: null };
  const told = digestOf({
    contents: {
      ...bot.contents,
      documents: bot.contents.documents.map((one) => ({
        ...one,
        upkeep: { ...one.upkeep, owner: 'Backend team', reviewBy: '2026-11-24' },
      })),
    },
    to: WEEK_ENDS,
    gaps: [
      {
        ...gap,
        ...none,
        id: 'a',
        asked: 6,
        questions: [UNCOVERED],
        now: 'open',
      },
      { ...gap, ...none, id: 'b', asked: 3, questions: ['how do I deploy Flask to Azure?'], now: 'open' },
    ],
    groups: 2,
    corrections: [],
    reasons: [
      {
        ...{ ...reason, reason: 'outdated', note: 'That list is from 2023.' },
        ...{ question: 'who uses Django?', cites: 'Django › At a glance' },
      },
      {
        ...reason,
        reason: 'incomplete',
        note: null,
        ...{ question: 'does Flask scale?', cites: 'Flask › Advantages' },
      },
    ],
  });
  if (!told) throw new Error('There is nothing to tell of the week');
  return SLACK.shown(told).map((message) => ({ html: slackHtml(message) }));
}

/** What is offered in place of an answer, and the answer from then on. */
async function corrected(): Promise<Line[]> {
  const turn = asked(CORRECTED);
  const desk = {
    ...{ bot, turns },
    correcting: { corrections, platform: 'discord', trusted: 'a role', hasForms: true },
  } as Partial<ChatDesk> as ChatDesk;
  const press = {
    ...{ person: '1', who: '1', room: '1', place: { platform: 'discord' } },
    ...{ answer: 'a', talk: null, isPrivate: true, mayShare: false },
    trust: async () => ({ name: 'Anna', reach: null }),
  };
  const say = async () =>
    (await answerPages(DISCORD, desk, turn)).pages.map((page) => ({ html: discordHtml(page) }));
  const offer = await offerResult(DISCORD, desk, press, turn);
  const passage = (await corrections.candidates(CORRECTED, bot))[RIGHT - 1];
  if (!passage) throw new Error('There is no passage to choose');
  const { pages } = await pickResult(DISCORD, desk, press, { turn, passage: passage.key });
  const alone = (page: (typeof pages)[number]) => ({ html: discordHtml(page), isPrivate: true });
  return [
    done('Anna, who is trusted to, presses “Correct this” below an answer'),
    ...offer.pages.map(alone),
    done(`She presses “${RIGHT}. ${passage.section}”`),
    ...pages.map(alone),
    written('Bert', CORRECTED),
    ...(await say()),
  ];
}

/** A PNG file for each width, as high as what it shows. */
async function picture(platform: Platform, name: string, lines: readonly Line[]): Promise<void> {
  const html = chatFrame(platform, lines);
  for (const [size, width] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width, height: 100 }, deviceScaleFactor: 1.5 });
    await page.setContent(`<html data-theme="dark"><style>${css}</style>${html}</html>`);
    const path = join(PICTURES, `${platform}-${name}-${size}.png`);
    await page.screenshot({ path, fullPage: true });
    await page.close();
    drawn(path);
  }
}
