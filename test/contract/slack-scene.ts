import { MAX_MESSAGE_LENGTH } from '../../adapters/slack/limits.js';
import { manifestFor } from '../../adapters/slack/manifest.js';
import { actionOf, controlsOf, goLive, shippedManifest, textOf } from '../adapters/slack/live.js';
import type { Question } from '../slack-server/payloads.js';
import { SlackServer } from '../slack-server/server.js';
import type { OpenView, Sent } from '../slack-server/store.js';
import {
  ANNA,
  BERT,
  directOf,
  ELSEWHERE,
  GENERAL,
  HELP,
  HELPERS,
  installedBy,
  TEAM,
} from '../slack-server/world.js';
import {
  inService,
  JUST_BEFORE,
  type PlaceName,
  type SaidSo,
  type Scene,
  type SceneOptions,
  type Seen,
} from './chat-contract.js';

const CHANNELS: Readonly<Record<PlaceName, string>> = {
  room: GENERAL,
  thread: GENERAL,
  direct: directOf(ANNA),
  closed: ELSEWHERE,
  help: HELP,
  bert: directOf(BERT),
};

/** Where questions are handed to people. */
const HANDS_OVER = {
  quietly: { SLACK_HANDOVER_CHANNEL: HELP },
  'with a call': { SLACK_HANDOVER_CHANNEL: HELP, SLACK_HANDOVER_PING: HELPERS },
  nowhere: { SLACK_HANDOVER_CHANNEL: 'CGONE' },
} as const;
/** The message whose thread it is. */
const THREAD = '1700000000.000001';

/** Slack, in a server of its kind, over Socket Mode. */
export async function openSlack(options: SceneOptions = {}): Promise<Scene<Question>> {
  const { followsThreads = false, ask, environment = {}, handsOver, corrected, listens } = options;
  const readsAll = followsThreads || listens !== undefined;
  const wanted = { followsThreads: true, seesReactions: corrected !== undefined };
  const installed = readsAll ? installedBy(manifestFor(wanted)) : await shippedManifest();
  const server = await SlackServer.start(installed);
  const live = () =>
    goLive({
      server,
      environment: {
        // Commands are answered openly, as on platforms that have no other way.
        SLACK_OPEN_ANSWERS: 'on',
        ...(options.digest ? { SLACK_DIGEST_CHANNEL: HELP, DOCENT_DIGEST_TIME: JUST_BEFORE } : {}),
        ...environment,
        ...(handsOver ? HANDS_OVER[handsOver] : {}),
        ...(followsThreads ? { SLACK_FOLLOW_THREADS: 'on' } : {}),
        ...(listens ? { SLACK_LISTEN: listens === 'here' ? GENERAL : `${GENERAL}:dry-run` } : {}),
        ...(corrected || options.trustsAnna ? { SLACK_TRUSTED: ANNA } : {}),
      },
      ...(ask ? { ask } : {}),
      corrected,
    });
  const service = await inService(live);
  const sent = new Map<Seen, Sent>();
  const seen = (message: Sent): Seen => {
    const one: Seen = {
      text: textOf(message.body),
      buttons: [...controlsOf(message.body).keys()],
      length: JSON.stringify(message.body.blocks).length,
      isPrivate: message.shownTo !== null,
      edits: message.edits,
      notifies: /<[!@]/.test(JSON.stringify(message.body.blocks)),
    };
    sent.set(one, message);
    return one;
  };
  const pressed = async (one: Seen, label: RegExp, choice?: string, by = ANNA) => {
    const message = sent.get(one);
    if (!message) throw new Error('There is no such message');
    const before = server.store.sent.length;
    const { id } = server.press(message, actionOf(message, label, choice), { by });
    // What it hands to people, and tells others, is for them.
    const brought = () =>
      server.store.sent
        .slice(before)
        .find(
          ({ channel, shownTo, of }) =>
            of === id ||
            (of === null && channel === message.channel && (channel !== HELP || shownTo !== null)),
        );
    await server.until('the press brings something', () => brought() !== undefined);
    return seen(brought() as Sent);
  };
  return {
    ...service,
    maxLength: MAX_MESSAGE_LENGTH,
    say(text, said = {}) {
      // People reply in the thread below a message.
      const own = said.replyTo ? sent.get(said.replyTo) : (said.below as Question | undefined);
      const thread = own && (said.at === 'help' || said.below) ? { thread: own.ts } : {};
      return server.say(written(text, said), { ...placed(said), ...thread });
    },
    repeat: (question) => server.repeat(question),
    change(question, text, to) {
      server.change(question, text);
      if (question.channel === CHANNELS.direct || to) return;
      // Who edits a message into a question mentions the bot then, which Slack tells in an event of its own.
      const { by: user, ts, channel } = question;
      server.tell({ ...{ type: 'app_mention', channel, user, ts }, text: written(text, {}), event_ts: ts });
    },
    remove: (question) => server.remove(question),
    written: (at) =>
      server.store.sent
        .filter(
          ({ channel, thread, isDeleted }) =>
            !isDeleted && channel === CHANNELS[at] && (thread === THREAD) === (at === 'thread'),
        )
        .map(seen),
    takenAway: () => server.store.sent.filter(({ isDeleted }) => isDeleted).length,
    command: async (question) => seen(await server.responseTo(server.slash('/ask', question))),
    press: (one, label, by) => pressed(one, label, undefined, by === 'bert' ? BERT : ANNA),
    compareWith: (one, [subject]) => pressed(one, /^Compare/, `oolong ${subject}`),
    listen: async (how, by) =>
      seen(
        await server.responseTo(
          server.slash('/docent', `listen ${how}`, { by: by === 'bert' ? BERT : ANNA }),
        ),
      ),
    async save(question, by) {
      const user = by === 'bert' ? BERT : ANNA;
      const message = server.store.said.get(question.ts) ?? {};
      const used = { by: user, channel: question.channel };
      return seen(await server.responseTo(server.useOn('save_article', message, used)));
    },
    check: (question, by) => server.react(question, 'white_check_mark', by === 'bert' ? BERT : ANNA),
    consent: async (how, by) =>
      seen(
        await server.responseTo(
          server.slash('/docent', `consent ${how}`, { by: by === 'bert' ? BERT : ANNA }),
        ),
      ),
    losesNextToBert: () => server.api.troubles.push({ on: 'chat.postMessage', status: 500, done: true }),
    losesNextAnswer: () => server.api.troubles.push({ on: 'chat.postMessage', status: 500, done: true }),
    async writeAnswer(one, text, by = 'anna') {
      const message = sent.get(one);
      if (!message) throw new Error('There is no such message');
      const user = by === 'bert' ? BERT : ANNA;
      const before = server.store.modals.length;
      server.press(message, actionOf(message, /^Write an answer$/), { by: user });
      await server.until('the form is there', () => server.store.modals.length > before);
      const form = server.store.modals[before] as OpenView;
      const [question] = (form.view.blocks as { element: { initial_value?: string } }[]).map(
        ({ element }) => element.initial_value ?? '',
      );
      const typed = (value: string | undefined) => ({ type: 'plain_text_input', value });
      const acknowledged = server.store.acknowledgedViews;
      server.submit(
        form,
        { question: { question: typed(question) }, text: { text: typed(text) } },
        { by: user },
      );
      await server.until('it is taken', () => server.store.acknowledgedViews > acknowledged);
      const shown = textOf(form.view);
      return { text: shown, buttons: [], length: shown.length, isPrivate: true, edits: 0, notifies: false };
    },
    until: server.until,
    faults: () => server.faults,
  };
}

function placed({ at = 'room', by = 'anna' }: SaidSo) {
  return {
    channel: CHANNELS[at],
    by: by === 'bert' ? BERT : ANNA,
    isBot: by === 'app',
    ...(at === 'thread' ? { thread: THREAD } : {}),
  };
}

function written(text: string, { at, to = 'bot' }: SaidSo): string {
  if (at === 'direct' || to === 'nobody') return text;
  return `<@${to === 'bot' ? TEAM.botUser : BERT}> ${text}`;
}
