import { MAX_TEXT_LENGTH } from '../../adapters/discord/limits.js';
import { controlsOf, goLive, textOf } from '../adapters/discord/live.js';
import type { Stored } from '../discord-server/rest.js';
import { ANNA, DiscordServer, type Said } from '../discord-server/server.js';
import { APPLICATION, GENERAL, GONE, HELP, HELPERS, READ_ONLY, THREAD } from '../discord-server/world.js';
import {
  inService,
  JUST_BEFORE,
  type PlaceName,
  type SaidSo,
  type Scene,
  type SceneOptions,
  type Seen,
} from './chat-contract.js';

const BERT = '666666666666666662';
const CHANNELS: Readonly<Record<PlaceName, string>> = {
  room: GENERAL,
  thread: THREAD,
  // The channel that the bot opens to write to Anna.
  direct: `9${ANNA.slice(1)}`,
  closed: READ_ONLY,
  help: HELP,
  bert: `9${BERT.slice(1)}`,
};

/** Where questions are handed to people. */
const HANDS_OVER = {
  quietly: { DISCORD_HANDOVER_CHANNEL: HELP },
  'with a call': { DISCORD_HANDOVER_CHANNEL: HELP, DISCORD_HANDOVER_PING: HELPERS },
  nowhere: { DISCORD_HANDOVER_CHANNEL: GONE },
} as const;

interface Line {
  readonly id: string;
  readonly said: Said;
}

/** Discord, in a server of its kind. */
export async function openDiscord(options: SceneOptions = {}): Promise<Scene<Line>> {
  const { followsThreads = false, ask, environment = {}, handsOver, corrected, listens } = options;
  const readsAll = followsThreads || listens !== undefined;
  const server = await DiscordServer.start({ mayReadAll: readsAll });
  const live = () =>
    goLive({
      server,
      environment: {
        ...(options.digest ? { DISCORD_DIGEST_CHANNEL: HELP, DOCENT_DIGEST_TIME: JUST_BEFORE } : {}),
        ...environment,
        ...(handsOver ? HANDS_OVER[handsOver] : {}),
        ...(readsAll ? { DISCORD_MESSAGE_CONTENT: 'on' } : {}),
        ...(listens ? { DISCORD_LISTEN: listens === 'here' ? GENERAL : `${GENERAL}:dry-run` } : {}),
        ...(corrected || options.trustsAnna ? { DISCORD_TRUSTED: ANNA } : {}),
      },
      ...(ask ? { ask } : {}),
      corrected,
    });
  const service = await inService(live);
  const stored = new Map<Seen, Stored>();
  const seen = (message: Stored): Seen => {
    const one: Seen = {
      text: textOf(message.body),
      buttons: [...controlsOf(message.body).keys()],
      length: textOf(message.body).length,
      isPrivate: message.isPrivate,
      edits: message.edits,
      notifies: !isQuiet(message.body),
    };
    stored.set(one, message);
    return one;
  };
  const answerTo = async ({ id }: { id: string }) => seen(await server.answerTo(id));
  const pressed = (one: Seen, label: RegExp, values?: readonly string[], by = ANNA) => {
    const message = stored.get(one);
    const controls = message ? [...controlsOf(message.body)] : [];
    const control = controls.find(([name]) => label.test(name))?.[1];
    if (!message || !control) throw new Error(`No control fits ${label}`);
    const inServer = message.channel !== CHANNELS.direct && message.channel !== CHANNELS.bert;
    return answerTo(server.press(message, control.custom_id, values, { by, inServer }));
  };
  return {
    ...service,
    maxLength: MAX_TEXT_LENGTH,
    say(text, said = {}) {
      const own = said.replyTo ? stored.get(said.replyTo) : (said.below as Line | undefined);
      const spoken = { ...spokenAs(said), ...(own ? { replyTo: own.id } : {}) };
      return { id: server.say(written(text, spoken), spoken), said: spoken };
    },
    repeat: ({ id }) => server.repeat(id),
    change({ id, said }, text, to) {
      // Who edits a message into a question mentions the bot then.
      const spoken = said.inServer === false || to ? said : { ...said, mentions: [APPLICATION] };
      server.change(id, written(text, spoken), spoken);
    },
    remove: ({ id, said }) => server.remove(id, said.channel),
    written: (at) =>
      [...server.rest.messages.values()].filter(({ channel }) => channel === CHANNELS[at]).map(seen),
    takenAway: () => server.rest.deleted.length,
    command: (question) => answerTo(server.slash('ask', { question })),
    press: (one, label, by) => pressed(one, label, undefined, by === 'bert' ? BERT : ANNA),
    compareWith: (one, subjects) => pressed(one, /^menu$/, subjects),
    listen: (how, by) =>
      answerTo(server.slash('docent listen', how === '' ? {} : { how }, { by: by === 'bert' ? BERT : ANNA })),
    save: (line, by) =>
      answerTo(
        server.useOnSaid('Save as article', line.id, { ...usedAt(line), by: by === 'bert' ? BERT : ANNA }),
      ),
    check: (line, by) => server.react(line.id, '✅', { ...usedAt(line), by: by === 'bert' ? BERT : ANNA }),
    consent: (how, by) =>
      answerTo(server.slash('docent consent', { how }, { by: by === 'bert' ? BERT : ANNA })),
    losesNextToBert: () =>
      server.rest.troubles.push({
        on: new RegExp(`^POST /channels/${CHANNELS.bert}/messages$`),
        ...{ status: 500, done: true },
      }),
    losesNextAnswer: () =>
      server.rest.troubles.push({
        on: new RegExp(`^POST /channels/${HELP}/messages$`),
        status: 500,
        done: true,
      }),
    async writeAnswer(one, text, by) {
      const message = stored.get(one);
      const control = message && controlsOf(message.body).get('Write an answer');
      if (!message || !control) throw new Error('Nothing lets anybody write');
      const used = { by: by === 'bert' ? BERT : ANNA, inServer: message.channel !== CHANNELS.direct };
      const { id } = server.press(message, control.custom_id, undefined, used);
      const form = () => server.rest.interactions.get(id)?.form;
      await server.until('the form is there', () => form() !== undefined);
      const shown = form() ?? {};
      const question = String(valueIn(shown, 'question'));
      return answerTo(server.submit(shown, { question, text }, { ...used, channel: message.channel }));
    },
    until: server.until,
    faults: () => server.rest.faults,
  };
}

const usedAt = ({ said }: Line) => (said.channel === undefined ? {} : { channel: said.channel });

function spokenAs({ at = 'room', by = 'anna', to = 'bot' }: SaidSo): Said {
  const inServer = at !== 'direct';
  const mentions = { bot: [APPLICATION], bert: [BERT], nobody: [] }[inServer ? to : 'nobody'];
  return { channel: CHANNELS[at], by: by === 'bert' ? BERT : ANNA, isBot: by === 'app', inServer, mentions };
}

const written = (text: string, { mentions = [] }: Said): string =>
  [...mentions.map((id) => `<@${id}>`), text].join(' ');

function isQuiet({ allowed_mentions: allowed }: Stored['body']): boolean {
  return JSON.stringify(allowed) === '{"parse":[]}';
}

/** What stands in a field of a form from the beginning. */
function valueIn({ components }: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const rows = components as { components: { custom_id: string; value?: string }[] }[];
  return rows.flatMap((row) => row.components).find(({ custom_id }) => custom_id === field)?.value;
}
