import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TEXTS } from '../../adapters/service/texts.js';
import { clientMessageId } from '../../adapters/slack/api.js';
import { manifestFor } from '../../adapters/slack/manifest.js';
import { messageId } from '../../adapters/slack/parse-message.js';
import { actionOf, textOf } from '../adapters/slack/live.js';
import { freePort } from '../free-port.js';
import { seeded } from '../import-sources/random-article.js';
import { asked, type PostgresServer } from '../postgres-server/server.js';
import type { Question } from '../slack-server/payloads.js';
import { SlackServer } from '../slack-server/server.js';
import type { Sent } from '../slack-server/store.js';
import { directOf, GENERAL, installedBy, SIGNING_SECRET, TEAM } from '../slack-server/world.js';
import { createBalancer } from './balancer.js';

const START_MS = 60_000;
const PATIENCE_MS = 120_000;
/** Most events that are under way at a time. */
const AT_ONCE = 16;
/** How long it is waited for a second answer, in milliseconds. */
const SECOND_MS = 3_000;
/** How long the database is away, in milliseconds. */
const AWAY_MS = 1_500;

const WORD = `<@${TEAM.botUser}>`;
const TEAS = ['oolong', 'rooibos', 'white tea', 'green tea'];

export interface Figures {
  readonly events: number;
  readonly answered: number;
  readonly doubles: number;
  readonly losses: number;
  /** Answers that were sent twice, and that Slack dropped by their `client_msg_id`. */
  readonly dropped: number;
  readonly followUps: number;
  /** Follow-ups that were answered without what they lean on. */
  readonly outOfContext: number;
  readonly votes: number;
  /** Votes that were counted, each pressed twice. */
  readonly counted: number;
  /** How often somebody was thanked for one as for a new one. */
  readonly thanked: number;
  readonly requests: number;
  readonly refused: number;
  readonly unacknowledged: number;
  /** Milliseconds to the acknowledgement. */
  readonly acknowledged: readonly number[];
  /** What is not done and could be, at the end. */
  readonly left: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

export interface ReplicasOptions {
  readonly postgres: PostgresServer;
  /** The built `docent`. */
  readonly program: string;
  readonly knowledge: string;
  readonly events: number;
  readonly replicas?: number;
  readonly seed?: number;
  /** Whether the database starts anew while they work, and whether one is killed. */
  readonly restarts?: boolean;
  readonly kills?: boolean;
  readonly votes?: number;
}

/** Replicas on one database, to which Slack brings events in any order, each up to three times. */
export async function runReplicas(options: ReplicasOptions): Promise<Figures> {
  const {
    postgres,
    program,
    knowledge,
    events,
    replicas = 3,
    seed = 1,
    restarts = true,
    kills = true,
    votes = 10,
  } = options;
  const random = seeded(seed);
  const url = await postgres.database();
  const server = await SlackServer.start(installedBy(manifestFor({ followsThreads: true })));
  const folder = await mkdtemp(join(tmpdir(), 'docent-replicas-'));
  const running = new Map<number, ChildProcess>();
  try {
    const start = async (i: number) => {
      const port = await freePort();
      const child = spawn(process.execPath, [program, 'start'], {
        env: {
          PATH: process.env.PATH,
          HOME: join(folder, String(i)),
          ...{ SLACK_BOT_TOKEN: TEAM.botToken, SLACK_SIGNING_SECRET: SIGNING_SECRET },
          ...{ SLACK_API_URL: server.url, PORT: String(port), SLACK_FOLLOW_THREADS: 'on' },
          ...{ DOCENT_DATABASE_URL: url, DOCENT_PERSON_KEY: 'k'.repeat(32) },
          ...{ DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' },
          ...{ KNOWLEDGE_DIR: knowledge, MEANING: 'words', DOCENT_WATCH: 'off' },
        },
        stdio: ['ignore', 'ignore', process.env.REPLICAS_LOG ? 'inherit' : 'ignore'],
      });
      await listening(port, child);
      running.set(port, child);
    };
    await Promise.all(Array.from({ length: replicas }, (_, i) => start(i)));
    const ports = [...running.keys()];
    // A balancer looks once in a while who is there; until then it sends to who is not.
    const balancer = createBalancer(
      random,
      () => ports,
      () => undefined,
    );
    server.way = balancer;
    const person = () => `U0${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
    const tea = () => TEAS[Math.floor(random() * TEAS.length)] as string;
    const questions: (Question & { readonly expects: string })[] = [];
    const say = (text: string, expects: string, said: Parameters<SlackServer['say']>[1]) => {
      const question = { ...server.say(text, said), expects };
      questions.push(question);
      return question;
    };
    const isAnswered = (one: Question) => answersTo(server, one).length > 0;
    const open: Question[] = [];
    const began = performance.now();

    let restarting: Promise<void> | null = null;
    while (questions.length < events) {
      await until(() => {
        for (const one of open.filter(isAnswered)) open.splice(open.indexOf(one), 1);
        return open.length < AT_ONCE;
      });
      const [by, what, kind] = [person(), tea(), random()];
      if (kind < 0.2) open.push(say(`what is ${what}?`, what, { by, channel: directOf(by) }));
      else {
        const first = say(`${WORD} what is ${what}?`, what, { by });
        open.push(first);
        if (kind > 0.7 && questions.length < events) {
          // A follow-up that names nothing, as soon as the answer is there.
          await until(() => isAnswered(first));
          open.push(say('and its advantages?', what, { by, thread: first.ts }));
        }
      }
      if (kills && running.size === replicas && questions.length >= events / 3) {
        const [port, child] = [...running][0] as [number, ChildProcess];
        child.kill('SIGKILL');
        await once(child, 'exit');
        running.delete(port);
        setTimeout(() => ports.splice(ports.indexOf(port), 1), 2_000).unref();
      }
      if (restarts && restarting === null && questions.length >= (2 * events) / 3)
        restarting = postgres.restart(AWAY_MS);
    }
    await restarting;
    await until(() => questions.every(isAnswered), PATIENCE_MS).catch(() => undefined);

    const pressed = questions
      .filter(({ thread, channel }) => thread === null && channel === GENERAL)
      .slice(0, votes);
    const before = server.store.sent.length;
    for (const question of pressed) {
      const [answer] = answersTo(server, question);
      if (!answer) continue;
      const vote = actionOf(answer, /👍|^Helpful/);
      for (let i = 0; i < 2; i++) server.press(answer, vote, { by: question.by });
    }
    await until(() => balancer.pending() === 0, PATIENCE_MS);
    await wait(SECOND_MS);
    const said = server.store.sent.slice(before).map(({ body }) => textOf(body));
    const thanked = said.filter((text) => text.startsWith(TEXTS.thanks)).length;
    const counts = questions.map((one) => answersTo(server, one));
    const metrics = await asked(url, "select count(*)::int as votes from state where kind = 'vote'");
    const left = await asked(url, 'select count(*)::int from work where is_done = 0 and value is not null');
    const followUps = questions.filter(({ thread }) => thread !== null);
    return {
      events: questions.length,
      answered: counts.filter((all) => all.length > 0).length,
      doubles: counts.filter((all) => all.length > 1).length,
      losses: counts.filter((all) => all.length === 0).length,
      dropped: server.store.repeats,
      followUps: followUps.length,
      outOfContext: followUps.filter(
        (one) => !answersTo(server, one).some(({ body }) => textOf(body).toLowerCase().includes(one.expects)),
      ).length,
      votes: pressed.length,
      counted: (metrics[0] as { votes: number }).votes,
      thanked,
      ...balancer.counts,
      acknowledged: balancer.acknowledged,
      left: (left[0] as { count: number }).count,
      seconds: (performance.now() - began) / 1_000,
      faults: server.faults,
    };
  } finally {
    await Promise.all(
      [...running.values()].map(async (child) => {
        if (child.exitCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was posted as the answer to a question: several stand in one thread. */
function answersTo({ store }: SlackServer, { ts, channel }: Question): Sent[] {
  const id = clientMessageId(`${messageId(TEAM.id, channel, ts)} `);
  return store.sent.filter(({ body }) => body.client_msg_id === id);
}

async function until(isSo: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It was waited in vain.');
    await wait(10);
  }
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  const end = performance.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null || performance.now() > end) throw new Error('A replica does not start.');
    const there = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' }).catch(() => null);
    if (there) return;
    await wait(50);
  }
}
