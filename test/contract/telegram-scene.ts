import { MAX_TEXT_LENGTH } from '../../adapters/telegram/limits.js';
import { buttonsOf, goLive, textOf } from '../adapters/telegram/live.js';
import { mentionsIn, type Thing } from '../telegram-server/checks.js';
import { type Said, type Sent, TelegramServer } from '../telegram-server/server.js';
import {
  ANNA,
  APP,
  BERT,
  BOT,
  CLOSED,
  directOf,
  FORUM,
  GONE,
  GROUP,
  HELP,
} from '../telegram-server/world.js';
import {
  inService,
  JUST_BEFORE,
  type SaidSo,
  type Scene,
  type SceneOptions,
  type Seen,
} from './chat-contract.js';

const CHATS = {
  room: GROUP,
  thread: FORUM,
  direct: directOf(ANNA),
  closed: CLOSED,
  help: HELP,
  bert: directOf(BERT),
};
const PEOPLE = { anna: ANNA, bert: BERT, app: APP };

/** Where questions are handed to people. */
const HANDS_OVER = {
  quietly: { TELEGRAM_HANDOVER_CHAT: String(HELP.id) },
  'with a call': { TELEGRAM_HANDOVER_CHAT: String(HELP.id), TELEGRAM_HANDOVER_PING: '@bert_tea' },
  nowhere: { TELEGRAM_HANDOVER_CHAT: String(GONE) },
} as const;

interface Line {
  readonly id: number;
  readonly said: SaidSo;
}

/** Telegram, in a server of the Bot API's kind. */
export async function openTelegram(options: SceneOptions = {}): Promise<Scene<Line>> {
  const { followsThreads = false, ask, handsOver, corrected, listens } = options;
  const environment = {
    ...(options.digest ? { TELEGRAM_DIGEST_CHAT: String(HELP.id), DOCENT_DIGEST_TIME: JUST_BEFORE } : {}),
    ...options.environment,
    ...(handsOver ? HANDS_OVER[handsOver] : {}),
    ...(listens ? { TELEGRAM_LISTEN: listens === 'here' ? `${GROUP.id}` : `${GROUP.id}:dry-run` } : {}),
    ...(options.trustsAnna ? { TELEGRAM_TRUSTED: String(ANNA.id) } : {}),
  };
  const server = await TelegramServer.start({ readsAll: followsThreads || listens !== undefined });
  const live = () =>
    goLive({
      server,
      environment: { ...environment, ...(corrected ? { TELEGRAM_TRUSTED: String(ANNA.id) } : {}) },
      ...(ask ? { ask } : {}),
      corrected,
    });
  const service = await inService(live);
  const sent = new Map<Seen, Sent>();
  const seen = (message: Sent): Seen => {
    const one: Seen = {
      text: textOf(message),
      buttons: [...buttonsOf(message).keys()],
      length: String(message.body.text).length,
      isPrivate: message.chat > 0,
      edits: message.edits,
      notifies: mentionsIn(String(message.body.text)).length > 0,
    };
    sent.set(one, message);
    return one;
  };
  /** What stands in the acknowledgement, which who pressed sees alone. */
  const alerted = (answer: Thing): Seen => {
    const text = String(answer.text);
    return { ...{ text, buttons: [], length: text.length, edits: 0 }, isPrivate: true, notifies: false };
  };
  const pressed = async (one: Seen, label: RegExp, by: 'anna' | 'bert' = 'anna') => {
    const message = sent.get(one);
    const data = message && [...buttonsOf(message)].find(([text]) => label.test(text))?.[1];
    if (!message || data === undefined) throw new Error(`No button fits ${label}: ${one.buttons.join(', ')}`);
    const before = server.sent.length;
    const press = server.press(message, data, PEOPLE[by]);
    await server.until('the press is answered', () => press.answer !== null);
    const text = String(press.answer?.text ?? '');
    if (text !== '' && !text.startsWith('I have written it to you')) return alerted(press.answer ?? {});
    const next = server.sent[before];
    return next ? seen(next) : alerted(press.answer ?? {});
  };
  /** What is answered to a command of the group's in the own chat of who used it. */
  const commanded = async (text: string, by: 'anna' | 'bert' = 'anna', replyTo?: number): Promise<Seen> => {
    const told = () =>
      server.sent.filter(({ chat, body }) => chat === PEOPLE[by].id && !buttonsOf({ body }).size);
    const before = told().length;
    server.say(text, { chat: GROUP, by: PEOPLE[by], ...(replyTo === undefined ? {} : { replyTo }) });
    await server.until('the command is answered', () => told().length > before);
    return seen(told().at(-1) as Sent);
  };
  return {
    ...service,
    maxLength: MAX_TEXT_LENGTH,
    say(text, said = {}) {
      const own = said.replyTo ? sent.get(said.replyTo) : (said.below as Line | undefined);
      return {
        id: server.say(written(text, said), { ...placed(said), ...(own ? { replyTo: own.id } : {}) }),
        said,
      };
    },
    repeat: ({ id }) => server.repeat(id),
    change: ({ id, said }, text, to) => server.change(id, written(text, { ...said, to: to ?? 'bot' })),
    remove: () => undefined,
    written: (at) => server.sent.filter(({ chat }) => chat === CHATS[at].id).map(seen),
    takenAway: () => server.deleted.length,
    async command(question) {
      const id = server.say(`/ask@${BOT.username} ${question}`, placed({}));
      const answer = () => server.sent.find(({ replyTo }) => replyTo === id);
      await server.until('the command is answered', () => answer() !== undefined);
      return seen(answer() as Sent);
    },
    press: pressed,
    compareWith: (one, [subject = '']) => pressed(one, new RegExp(`^Compare with ${subject}$`, 'i')),
    async listen(how, by = 'anna') {
      const id = server.say(`/listen ${how}`.trim(), { chat: GROUP, by: PEOPLE[by] });
      const answer = () => server.sent.find(({ replyTo }) => replyTo === id);
      await server.until('the command is answered', () => answer() !== undefined);
      return seen(answer() as Sent);
    },
    save: (line, by) => commanded('/save', by, line.id),
    check: () => undefined,
    consent: (how, by) => commanded(`/consent ${how}`, by),
    losesNextToBert: () => server.troubles.push({ method: 'sendMessage', code: 500, done: true }),
    losesNextAnswer: () => server.troubles.push({ method: 'sendMessage', code: 500, done: true }),
    async writeAnswer(one, text, by) {
      const before = server.sent.length;
      await pressed(one, /^Write an answer$/, by);
      const prompt = server.sent[before] as Sent;
      const chat = [GROUP, FORUM].find(({ id }) => id === prompt.chat) ?? directOf({ id: prompt.chat });
      const id = server.say(text, { chat, by: PEOPLE[by ?? 'anna'], replyTo: prompt.id });
      const answer = () => server.sent.find(({ replyTo }) => replyTo === id);
      await server.until('it is answered', () => answer() !== undefined);
      return seen(answer() as Sent);
    },
    until: server.until,
    faults: () => server.faults,
  };
}

const placed = ({ at = 'room', by = 'anna' }: SaidSo): Said => ({ chat: CHATS[at], by: PEOPLE[by] });

function written(text: string, { at, to = 'bot' }: SaidSo): string {
  if (at === 'direct' || to === 'nobody') return text;
  return `@${(to === 'bot' ? BOT : BERT).username} ${text}`;
}
