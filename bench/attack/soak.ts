import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MAX_QUESTION_LENGTH } from '../../adapters/web/limits.js';
import { parseQuestionSet } from '../../src/eval/question-set.js';
import type { Pending } from '../../test/discord-server/rest.js';
import type { DiscordServer } from '../../test/discord-server/server.js';
import { APPLICATION } from '../../test/discord-server/world.js';
import type { Question } from '../../test/slack-server/payloads.js';
import type { SlackServer } from '../../test/slack-server/server.js';
import type { Interaction } from '../../test/slack-server/store.js';
import { TEAM } from '../../test/slack-server/world.js';
import { table } from '../figures.js';
import { seeded } from '../synthetic.js';
import { atMost, type Figure, never } from './attack.js';
import { type Looked, type Program, ROOT } from './program.js';
import { lineThrough } from './slope.js';
import { discordEnvironment, onStage, slackEnvironment } from './stage.js';

export interface SoakOptions {
  readonly minutes: number;
  /** Events a second, of all kinds together. */
  readonly rate: number;
  /** The setting `MEANING`. */
  readonly meaning: string;
}

const SEED = 1;
const PEOPLE = 500;
const CHANNELS = 25;
/** One event in so many comes twice. */
const DOUBLED = 10;
/** How often memory is looked at, articles change and connections break, in milliseconds. */
const LOOK_EVERY_MS = 30_000;
const EDIT_EVERY_MS = 60_000;
const BREAK_EVERY_MS = 45_000;
/** Share of the time, at first, in which caches fill and code is compiled: it is left out of the line. */
const WARM_UP = 0.2;
const PATIENCE_MS = 180_000;
/** Most that memory may grow in an hour beyond the error of the line (two standard errors), in megabytes. Ours. */
const MOST_HEAP_MB = 6;
const MOST_RSS_MB = 30;
/** Descriptors that come and go with connections. */
const MOST_DESCRIPTORS = 12;

interface Sample extends Looked {
  readonly hours: number;
  readonly descriptors: number;
}

/** What was asked, to be looked at in the end. */
interface Asked {
  readonly mentions: string[];
  readonly commands: Pending[];
  readonly keystrokes: Pending[];
  readonly messages: Question[];
  readonly slashes: Interaction[];
  web: number;
  /** Why questions over HTTP failed. */
  readonly webFailed: string[];
  doubled: number;
}

/** What happened meanwhile. */
interface Happened {
  edits: number;
  breaks: number;
}

/**
 * Mixed load on the built program with both platforms and the page, while articles change and connections break: does
 * memory stay flat, and is every event answered once?
 * @returns a report, and whether all is held
 */
export async function soak({
  minutes,
  rate,
  meaning,
}: SoakOptions): Promise<{ report: string; figures: readonly Figure[] }> {
  const questions = parseQuestionSet(await readFile(join(ROOT, 'test/eval/dev.jsonl'), 'utf8'), 'dev.jsonl')
    .map(({ q }) => q)
    // Empty ones and those that are too long are rightly refused over HTTP.
    .filter((q) => q.trim() !== '' && q.length <= MAX_QUESTION_LENGTH);
  return onStage(0, async (stage) => {
    const knowledge = await stage.folder();
    await cp(join(ROOT, 'knowledge'), knowledge, { recursive: true });
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    // A busy machine is no fault of the program's.
    slack.socket.deadlineMs = PATIENCE_MS;
    discord.rest.deadlineMs = PATIENCE_MS;
    const program = await stage.start({
      knowledge,
      environment: {
        ...discordEnvironment(discord),
        ...slackEnvironment(slack),
        MEANING: meaning,
        DOCENT_KEEP_QUESTIONS: 'on',
      },
    });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0, PATIENCE_MS);
    await slack.until('it is on Slack', () => slack.socket.connections > 0, PATIENCE_MS);
    const asked: Asked = {
      mentions: [],
      commands: [],
      keystrokes: [],
      messages: [],
      slashes: [],
      web: 0,
      webFailed: [],
      doubled: 0,
    };
    const happened: Happened = { edits: 0, breaks: 0 };
    const samples: Sample[] = [];
    const random = seeded(SEED);
    const begun = performance.now();
    const elapsed = () => performance.now() - begun;
    const next = { look: 0, edit: EDIT_EVERY_MS, drop: BREAK_EVERY_MS };
    const underway: Promise<void>[] = [];
    for (let i = 0; elapsed() < minutes * 60_000; i++) {
      if (program.hasEnded) throw new Error(`The program ended. It said: ${program.log.slice(-2_000)}`);
      if (elapsed() >= next.look) {
        next.look += LOOK_EVERY_MS;
        samples.push({
          ...(await program.look(true)),
          hours: elapsed() / 3_600_000,
          descriptors: program.descriptors,
        });
      }
      if (elapsed() >= next.edit) {
        next.edit += EDIT_EVERY_MS;
        const text = `# Zarfs\n\n## Zarf\n\nA zarf is a holder for a cup, as edit ${happened.edits++ % 5} says.\n`;
        await writeFile(join(knowledge, 'zarfs.md'), text);
      }
      if (elapsed() >= next.drop) {
        next.drop += BREAK_EVERY_MS;
        await breakConnections(discord, slack, asked, happened.breaks++);
      }
      ask({
        program,
        discord,
        slack,
        asked,
        underway,
        random,
        i,
        question: questions[i % questions.length] ?? '',
      });
      const behind = (1_000 * (i + 1)) / rate - elapsed();
      if (behind > 0) await pause(behind);
    }
    await Promise.all(underway);
    await settled(discord, slack, asked).catch(() => undefined);
    const figures = figuresOf(samples, asked, discord, slack);
    const reloads = program.log.split('knowledge is in service').length - 1;
    const { ms, status } = await program.stop();
    const all = [
      ...figures,
      never('exit statuses that are not 0', status === 0 ? 0 : 1),
      atMost('a stop took', ms, 10_000, 'ms'),
    ];
    return {
      report: reportOf({ minutes, rate, meaning }, samples, asked, { ...happened, reloads }),
      figures: all,
    };
  });
}

interface Round {
  readonly program: Program;
  readonly discord: DiscordServer;
  readonly slack: SlackServer;
  readonly asked: Asked;
  readonly underway: Promise<void>[];
  readonly random: () => number;
  readonly i: number;
  readonly question: string;
}

/** One event, of a kind that is drawn. */
function ask({ program, discord, slack, asked, underway, random, i, question }: Round): void {
  const person = Math.floor(random() * PEOPLE);
  const by = String(700000000000000000n + BigInt(person));
  const isDoubled = i % DOUBLED === 0;
  const kind = random();
  if (kind < 0.3) {
    const channel = String(800000000000000000n + BigInt(i % CHANNELS));
    asked.mentions.push(
      discord.say(`<@${APPLICATION}> ${question}`, { mentions: [APPLICATION], by, channel }),
    );
    if (isDoubled) discord.gateway.repeatLast();
  } else if (kind < 0.4) asked.commands.push(discord.slash('ask', { question }, { by }));
  else if (kind < 0.5)
    asked.keystrokes.push(discord.type('ask', 'question', { question: question.slice(0, 20) }, { by }));
  else if (kind < 0.75) {
    const one = slack.say(`<@${TEAM.botUser}> ${question}`, { by: `U0P${person}` });
    asked.messages.push(one);
    if (isDoubled) slack.repeat(one);
  } else if (kind < 0.85) asked.slashes.push(slack.slash('/ask', question, { by: `U0P${person}` }));
  else {
    asked.web++;
    underway.push(
      program.ask(question, {}, AbortSignal.timeout(PATIENCE_MS)).then(
        async (response) => {
          await response.text();
          if (!response.ok) asked.webFailed.push(`status ${response.status}`);
        },
        (error: Error) => void asked.webFailed.push(reasonOf(error)),
      ),
    );
  }
  if (isDoubled) asked.doubled++;
}

/**
 * Breaks the connections of both platforms, each time in another way, and waits until they stand again. What a person
 * does with a command meanwhile a platform does not send again, so none is under way. Keystrokes may be passed over.
 */
async function breakConnections(
  discord: DiscordServer,
  slack: SlackServer,
  asked: Asked,
  turn: number,
): Promise<void> {
  await discord.until('commands are answered', () => asked.commands.every(isOver), PATIENCE_MS);
  await slack.settled(PATIENCE_MS);
  const sessions = discord.gateway.sessions.length;
  if (turn % 4 === 3) {
    await discord.until(
      'mentions are answered',
      () => discord.rest.messages.size >= asked.mentions.length + asked.commands.length,
      PATIENCE_MS,
    );
    discord.gateway.forget();
    await discord.until(
      'it is there anew',
      () => discord.gateway.sessions.length > sessions && discord.gateway.isConnected,
      PATIENCE_MS,
    );
  } else {
    discord.gateway.drop();
    await discord.until('it is there again', () => discord.gateway.isConnected, PATIENCE_MS);
  }
  if (turn % 2 === 0) slack.socket.drop();
  else slack.socket.refresh('refresh_requested');
  await slack.until(
    'it is there again',
    () => slack.socket.connections === 1 && hellos(slack) === turn + 2,
    PATIENCE_MS,
  );
}

const isOver = ({ state }: Pending): boolean => state === 'answered';
const hellos = ({ socket }: SlackServer): number => socket.log.filter((word) => word === 'hello').length;

async function settled(discord: DiscordServer, slack: SlackServer, asked: Asked): Promise<void> {
  const onDiscord = asked.mentions.length + asked.commands.length;
  await discord.until(
    'all is answered on Discord',
    () => discord.rest.messages.size >= onDiscord,
    PATIENCE_MS,
  );
  const onSlack = asked.messages.length + asked.slashes.length;
  await slack.until('all is answered on Slack', () => slack.store.sent.length >= onSlack, PATIENCE_MS);
}

function figuresOf(
  samples: readonly Sample[],
  asked: Asked,
  discord: DiscordServer,
  slack: SlackServer,
): Figure[] {
  const steady = samples.slice(Math.ceil(samples.length * WARM_UP));
  const growth = (value: (sample: Sample) => number) => {
    const { slope, error } = lineThrough(steady.map((sample) => [sample.hours, value(sample)]));
    return { text: `${slope.toFixed(1)} ± ${error.toFixed(1)} MB an hour`, beyond: slope - 2 * error };
  };
  const [heap, rss] = [growth(({ heapMb }) => heapMb), growth(({ rssMb }) => rssMb)];
  const open = steady.map(({ descriptors }) => descriptors);
  const answers = new Map<string | null, number>();
  for (const { answers: to } of discord.rest.messages.values()) answers.set(to, (answers.get(to) ?? 0) + 1);
  const once = (id: string) => answers.get(id) === 1;
  return [
    atMost(
      `heap after a collection grew by ${heap.text}; beyond twice the error`,
      heap.beyond,
      MOST_HEAP_MB,
      'MB',
    ),
    atMost(`resident memory grew by ${rss.text}; beyond twice the error`, rss.beyond, MOST_RSS_MB, 'MB'),
    atMost('descriptors, most less least', Math.max(...open) - Math.min(...open), MOST_DESCRIPTORS),
    never(
      `mentions on Discord not answered once, of ${asked.mentions.length}`,
      asked.mentions.filter((id) => !once(id)).length,
    ),
    never(
      `commands on Discord not answered once, of ${asked.commands.length}`,
      asked.commands.filter(({ id }) => !once(id)).length,
    ),
    never(
      `messages on Slack not answered once, of ${asked.messages.length}`,
      asked.messages.filter((one) => slack.answersTo(one).length !== 1).length,
    ),
    never(
      `commands on Slack not answered once, of ${asked.slashes.length}`,
      asked.slashes.filter((one) => slack.responsesTo(one).length !== 1).length,
    ),
    never(`questions over HTTP that failed, of ${asked.web}${why(asked.webFailed)}`, asked.webFailed.length),
    never('faults that the platforms held against it', discord.rest.faults.length + slack.faults.length),
  ];
}

const why = (reasons: readonly string[]): string =>
  reasons.length > 0 ? ` (${[...new Set(reasons)].join(', ')})` : '';

/** What fetch says of it, with what the network did. */
function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

function reportOf(
  { minutes, rate, meaning }: SoakOptions,
  samples: readonly Sample[],
  { keystrokes, doubled }: Asked,
  { edits, reloads, breaks }: Happened & { readonly reloads: number },
): string {
  const every = Math.max(1, Math.floor(samples.length / 10));
  const rows = samples
    .filter((_, i) => i % every === 0)
    .map(({ hours, heapMb, rssMb, externalMb, descriptors, stallMs }) => [
      (60 * hours).toFixed(1),
      heapMb.toFixed(1),
      externalMb.toFixed(1),
      rssMb.toFixed(0),
      String(descriptors),
      stallMs.toFixed(0),
    ]);
  return [
    `${minutes} minutes, ${rate} events a second, meaning ${meaning}, ${doubled} of them twice, ${keystrokes.length} keystrokes; ${edits} edits of the articles, ${reloads} taken in; ${breaks} times all connections broke.`,
    table(['minute', 'heap MB', 'external MB', 'resident MB', 'descriptors', 'longest standstill ms'], rows),
  ].join('\n\n');
}
