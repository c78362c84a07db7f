import { expect, it } from 'vitest';
import { seeded } from '../../../bench/synthetic.js';
import type { Question } from '../../../src/eval/question-set.js';
import { builtFrom, SHIPPED } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { FORUM, GENERAL } from '../../discord-server/world.js';
import { createPosts, isRight, type MadePost, questionsOfSets } from '../../posts.js';
import { goLive, textOf } from './live.js';

/** What happens to posts, and how many of a thousand it happens to. */
const SHARES = {
  covered: 300,
  near: 130,
  'off topic': 120,
  chatter: 150,
  'by a bot': 60,
  'by a webhook': 20,
  'a command': 20,
  'to somebody': 30,
  'a person faster': 50,
  'edited into another': 40,
  'edited away': 20,
  'sent again': 60,
} as const;
type Kind = keyof typeof SHARES;

/** Enough that nobody is too fast: all of it comes within a second. */
const ENVIRONMENT = {
  DISCORD_MESSAGE_CONTENT: 'on',
  DISCORD_LISTEN: `${GENERAL}, ${FORUM}`,
  DOCENT_LISTEN_WAIT: '2',
  DOCENT_RATE_PER_PERSON: '100000',
  DOCENT_RATE_PER_CHANNEL: '100000',
};
/** Who writes posts, and who answers them. */
const PEOPLE = Array.from({ length: 40 }, (_, i) => String(666666666666667000n + BigInt(i)));
const HELPER = '666666666666666662';
const LAST = '666666666666666699';
/** discord.js sends fifty requests a second, and each answer takes three. */
const PATIENCE_MS = 150_000;

interface Written {
  readonly id: string;
  readonly kind: Kind;
  /** What a right answer holds; `null`: every answer is wrong. */
  readonly question: Question | null;
}

it(
  'answers a thousand posts of a community where it should, once, and next to none wrongly',
  async () => {
    const { bot } = await builtFrom(SHIPPED);
    const server = await DiscordServer.start({ mayReadAll: true });
    const { running } = await goLive({ server, bot, environment: ENVIRONMENT });
    const random = seeded(11);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const made = createPosts(await questionsOfSets(), 3);
    const again: string[] = [];

    /** Every other question of those that are covered is a post in the forum. */
    function say({ text }: MadePost, more: object = {}): string {
      const by = pick(PEOPLE);
      return random() < 0.2 && Object.keys(more).length === 0
        ? server.openPost(random() < 0.5 ? text : 'A question', text, { by })
        : server.say(text, { by, ...more });
    }

    function write(kind: Kind): Written {
      const post = kind === 'near' ? made.near() : kind === 'off topic' ? made.offTopic() : made.covered();
      switch (kind) {
        case 'chatter':
          return { id: say(made.chatter()), kind, question: null };
        case 'by a bot':
          return { id: say(post, { isBot: true }), kind, question: null };
        case 'by a webhook':
          return { id: say(post, { isWebhook: true }), kind, question: null };
        case 'a command':
          return {
            id: say({ ...post, text: `!ask ${post.text}` }, { inServer: true }),
            kind,
            question: null,
          };
        case 'to somebody':
          return { id: say(post, { mentions: [HELPER] }), kind, question: null };
        case 'a person faster': {
          const id = server.say(post.text, { by: pick(PEOPLE) });
          server.say('it is in the docs', { by: HELPER, replyTo: id });
          return { id, kind, question: null };
        }
        case 'edited into another':
        case 'edited away': {
          const by = pick(PEOPLE);
          const id = server.say(made.covered().text, { by });
          server.change(id, kind === 'edited away' ? 'never mind, I have it' : post.text, { by });
          return { id, kind, question: kind === 'edited away' ? null : post.question };
        }
        case 'sent again': {
          const id = server.say(post.text, { by: pick(PEOPLE) });
          server.repeat(id);
          again.push(id);
          return { id, kind, question: post.question };
        }
        default:
          return { id: say(post), kind, question: post.question };
      }
    }

    const kinds = Object.entries(SHARES).flatMap(([kind, count]) => Array<Kind>(count).fill(kind as Kind));
    expect(kinds).toHaveLength(1_000);
    const posts = kinds
      .map((kind) => ({ kind, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ kind }) => write(kind));
    const last = server.say('What is Django?', { by: LAST });
    await server.until('the last is answered', () => server.answersTo(last).length > 0, PATIENCE_MS);
    // Long after they were answered, as a connection that is resumed may.
    for (const id of again) server.repeat(id);
    const end = server.say('What is Laravel?', { by: LAST });
    await server.until('the end is answered', () => server.answersTo(end).length > 0, PATIENCE_MS);
    await running.stop();

    const textIn = (id: string) =>
      String((server.rest.said.get(id) as { content?: string } | undefined)?.content);
    const answers = posts.map((post) => ({
      ...post,
      text: textIn(post.id),
      said: server.answersTo(post.id),
    }));
    const said = answers.filter((one) => one.said.length > 0);
    const wrong = said.filter(({ question, said: [answer] }) => {
      const text = textOf(answer?.body).replace(/[*_~`\\]/g, '');
      return question === null || !isRight(question, text);
    });
    const covered = answers.filter(({ question }) => question !== null);
    const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
    console.log(
      [
        `${posts.length} posts, ${said.length} answered, ${wrong.length} of them wrongly (${percent(wrong.length, said.length)})`,
        `of ${covered.length} that are covered ${covered.filter((one) => one.said.length > 0).length} were answered`,
        ...wrong.map(({ kind, text }) => `wrong: ${kind}: ${text}`),
      ].join('\n'),
    );
    const doubled = answers.filter((one) => one.said.length > 1);
    const silent: readonly Kind[] = [
      'by a bot',
      'by a webhook',
      'a command',
      'to somebody',
      'a person faster',
    ];
    expect(doubled).toEqual([]);
    // Nothing is said that answers nothing.
    expect(server.rest.messages.size).toBe(said.length + 2);
    expect(said.filter(({ kind }) => silent.includes(kind) || kind === 'edited away')).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(0.02 * said.length);
    expect(said.length).toBeGreaterThan(0.3 * covered.length);
    expect(server.rest.faults).toEqual([]);
    await server.stop();
  },
  2 * PATIENCE_MS,
);
