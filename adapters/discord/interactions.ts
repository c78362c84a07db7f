import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessage,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js';
import {
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { refusedCorrecting, writtenResult } from '../chat/correcting.js';
import {
  type Asked,
  askedOf,
  type ChatPress,
  commandResult,
  isPrivatePress,
  noteResult,
  pressResult,
  type Result,
  resultFor,
  told,
} from '../chat/interactions.js';
import { listenText } from '../chat/listen-command.js';
import type { Asker } from '../chat/platform.js';
import { consentText, saveText } from '../chat/saving.js';
import { deskAt } from '../service/desk-parts.js';
import { TEXTS } from '../service/texts.js';
import { apiErrorCode } from './api.js';
import { autocomplete } from './autocomplete.js';
import { COMMANDS, COMPARED, CONSENT, LISTEN } from './commands.js';
import { correctForm, noteForm, writtenInto } from './correct-form.js';
import { decodeAction } from './custom-id.js';
import { type Desk, THREADS } from './desk.js';
import { type Back, linkOf } from './handover.js';
import { UNKNOWN_MESSAGE } from './limits.js';
import { listenPermissions, NO_CONTENT } from './listen.js';
import { optionsOf } from './options.js';
import { type Page, RENDERING } from './render.js';
import { harmless, respond } from './respond.js';
import { foundPlace, rulePlaceOf } from './rule-place.js';
import { toSave } from './saving.js';
import { trustedIn } from './trusted.js';
import { nameOf } from './words.js';

/** Answers an interaction, each once. */
export async function onInteraction(desk: Desk, interaction: APIInteraction): Promise<void> {
  // A keystroke that is answered twice harms nobody, and so many would push what must be answered once out of mind.
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
    return autocomplete(desk, interaction as APIApplicationCommandAutocompleteInteraction);
  if (!desk.seen.first(`interaction ${interaction.id}`)) return desk.counters.add('repeated');
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(desk, interaction);
    case InteractionType.MessageComponent:
      return onComponent(desk, interaction);
    case InteractionType.ModalSubmit:
      return onForm(desk, interaction);
    default:
      desk.log.debug('An interaction of a kind that is not asked for', { type: interaction.type });
  }
}

/** What of an interaction says who asked where; direct messages have a user, servers a member. */
function askerOf(desk: Pick<Desk, 'place'>, interaction: APIInteraction): Asker {
  const { id: person = 'nobody' } = interaction.member?.user ?? interaction.user ?? {};
  const room = interaction.channel?.id ?? (person === 'nobody' ? 'nowhere' : person);
  return { person, who: person, room, place: rulePlaceOf(desk, interaction) };
}

/** Where the bot may not write, Discord would show its responses all the same; they are then for the asker alone. */
function mayWriteAt({ app_permissions, channel, guild_id }: APIInteraction): boolean {
  if (!guild_id || !app_permissions) return true;
  const isThread = channel !== undefined && THREADS.has(channel.type);
  const needed = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const permissions = BigInt(app_permissions);
  return (permissions & (needed | PermissionFlagsBits.Administrator)) !== 0n;
}

async function onCommand(desk: Desk, interaction: APIApplicationCommandInteraction): Promise<void> {
  const { data } = interaction;
  if (data.name === COMMANDS.save && data.type === ApplicationCommandType.Message)
    return onSave(desk, interaction, data.resolved.messages[data.target_id]);
  if (data.name === COMMANDS.docent)
    return data.type === ApplicationCommandType.ChatInput && data.options?.[0]?.name === CONSENT.name
      ? onConsent(desk, interaction, String(optionsOf(data.options)[CONSENT.how] ?? ''))
      : onListen(desk, interaction);
  const asker = askerOf(desk, interaction);
  const { room, person } = asker;
  const asked = questionOf(interaction);
  const isPrivate = typeof asked === 'string' || asked.isPrivate === true || !mayWriteAt(interaction);
  const place = desk.place(room, interaction.guild_id, interaction.channel?.type);
  const talk = place.kind === 'channel' ? `${room} ${person}` : room;
  const command = { ...asker, talk, asked: typeof asked === 'string' ? asked : { ...asked, isPrivate } };
  await bring(desk, interaction, isPrivate, () => commandResult(RENDERING, desk, command));
}

/** Answers with what something brings, and lets what replies to that lean on it. */
async function bring(
  desk: Desk,
  interaction: APIInteraction,
  isPrivate: boolean,
  work: () => Promise<Result<Page>>,
): Promise<void> {
  const result = work();
  const sent = await respond(desk, interaction, isPrivate, async () => (await result).pages);
  const { conversations } = await deskAt(desk, rulePlaceOf(desk, interaction));
  if (sent) conversations.set(sent, (await result).conversation);
}

/** Saves the message of whose menu that was chosen. */
async function onSave(
  desk: Desk,
  interaction: APIApplicationCommandInteraction,
  message: APIMessage | undefined,
): Promise<void> {
  const asker = askerOf(desk, interaction);
  const { guild_id: server } = interaction;
  const trust = async () => trustedIn(desk, interaction);
  await bring(desk, interaction, true, () =>
    resultFor(RENDERING, desk, asker, async () => {
      if (!message) return told(RENDERING, TEXTS.saveGone);
      const place = await foundPlace(desk, asker.place, asker.room);
      const saver = { person: asker.person, trust };
      return told(RENDERING, await saveText(desk, saver, toSave(desk.me, message, server, place)));
    }),
  );
}

/** Whether what who asks wrote may become articles. */
async function onConsent(
  desk: Desk,
  interaction: APIApplicationCommandInteraction,
  wanted: string,
): Promise<void> {
  const asker = askerOf(desk, interaction);
  const user = interaction.member?.user ?? interaction.user;
  const who = { person: asker.person, name: user ? nameOf(user) : null };
  await bring(desk, interaction, true, () =>
    resultFor(RENDERING, desk, asker, async () => told(RENDERING, await consentText(desk, who, wanted))),
  );
}

/** Whether the bot answers in a channel without being asked, for those who may set that. */
async function onListen(desk: Desk, interaction: APIApplicationCommandInteraction): Promise<void> {
  const asker = askerOf(desk, interaction);
  const { data, guild_id: server, channel } = interaction;
  const { forum, kind } = desk.place(asker.room, server, channel?.type);
  const options = data.type === ApplicationCommandType.ChatInput ? optionsOf(data.options) : {};
  const own = server !== undefined && kind === 'channel' ? [asker.room] : [];
  const used = {
    command: `/${COMMANDS.docent} ${LISTEN.name}`,
    wanted: String(options[LISTEN.how] ?? ''),
    rooms: forum ? [forum.id] : own,
    isTrusted: async () => trustedIn(desk, interaction) !== null || mayManage(interaction),
    who: 'those who may manage this server or its channels, and those whom DISCORD_TRUSTED names',
    missing: async () => missingAt(desk, interaction, forum !== null),
  };
  await bring(desk, interaction, true, () =>
    resultFor(RENDERING, desk, asker, async () => told(RENDERING, await listenText(desk, used))),
  );
}

const MANAGES =
  PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator;

const mayManage = ({ member }: APIInteraction): boolean =>
  (BigInt(member?.permissions ?? 0) & MANAGES) !== 0n;

/** What keeps the bot from answering unasked where an interaction is, and what to do. */
function missingAt(
  { me }: Pick<Desk, 'me'>,
  { app_permissions: own }: APIInteraction,
  isForum: boolean,
): string | null {
  if (!me.readsAll) return NO_CONTENT;
  const has = BigInt(own);
  const lacking = listenPermissions(isForum).filter(
    ({ bit }) => (has & (bit | PermissionFlagsBits.Administrator)) === 0n,
  );
  return lacking.length === 0
    ? null
    : `I lack ${lacking.map(({ name }) => name).join(', ')}: in Edit Channel, Permissions, my role, switch them on.`;
}

function questionOf({ data }: APIApplicationCommandInteraction): Asked {
  if (data.type === ApplicationCommandType.Message) {
    if (data.name !== COMMANDS.answerThis) return TEXTS.unknownCommand;
    const target = data.resolved.messages[data.target_id];
    return askedOf(target?.content.trim() ?? '', target?.author.bot === true);
  }
  if (data.type !== ApplicationCommandType.ChatInput) return TEXTS.unknownCommand;
  const options = optionsOf(data.options);
  const isPrivate = options.private === true;
  switch (data.name) {
    case COMMANDS.ask:
      return { question: String(options.question ?? ''), showQuestion: true, isPrivate };
    case COMMANDS.compare: {
      const names = COMPARED.flatMap((name) => (options[name] ? [String(options[name]).trim()] : []));
      const different = new Set(names.map((name) => name.toLowerCase()));
      return different.size < 2
        ? TEXTS.sameSubjects
        : { question: `/compare ${names.join(', ')}`, isPrivate };
    }
    case COMMANDS.topics:
      return { question: '/topics', isPrivate };
    case COMMANDS.help:
      return { question: '/help', isPrivate: true };
    default:
      return TEXTS.unknownCommand;
  }
}

async function onComponent(everywhere: Desk, interaction: APIMessageComponentInteraction): Promise<void> {
  const { data, message } = interaction;
  const asker = askerOf(everywhere, interaction);
  const desk = await deskAt(everywhere, asker.place);
  const press = {
    ...asker,
    answer: message.id,
    talk: null,
    isPrivate: ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0 || !mayWriteAt(interaction),
    mayShare: false,
    presser: presserOf(desk, interaction),
    canBeAsked: 'in a form' as const,
    takeAway: () =>
      desk.api.deleteMessage(message.channel_id, message.id).catch((error) => {
        if (apiErrorCode(error) !== UNKNOWN_MESSAGE) throw error;
      }),
    trust: async () => trustedIn(desk, interaction),
  };
  const decoded = decodeAction(data.custom_id, desk.turns);
  const values = data.component_type === ComponentType.StringSelect ? data.values : [];
  const action =
    decoded?.type === 'compare' ? { ...decoded, subjects: [...decoded.subjects, ...values] } : decoded;
  if (action?.type === 'write' && (await refusedCorrecting(desk, press)) === null) {
    await harmless(desk, interaction, () =>
      desk.api.showForm(interaction, correctForm(data.custom_id, action.turn)),
    );
    return;
  }
  if (action?.type === 'note') {
    await harmless(desk, interaction, () => desk.api.showForm(interaction, noteForm(data.custom_id)));
    return;
  }
  await bring(desk, interaction, isPrivatePress(action, press), () =>
    resultFor(RENDERING, desk, press, () => pressResult(RENDERING, desk, press, action)),
  );
}

/** Who pressed, as people there see them, and where they are told of an answer. */
function presserOf(
  desk: Pick<Desk, 'place'>,
  interaction: APIMessageComponentInteraction,
): ChatPress['presser'] {
  const { member, message, guild_id: server } = interaction;
  const user = member?.user ?? interaction.user;
  const { person, room } = askerOf(desk, interaction);
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const back: Back = { person, channel: room, message: message.id, isPrivate };
  return {
    name: member?.nick ?? user?.global_name ?? user?.username ?? 'somebody',
    back: JSON.stringify(back),
    link: server === undefined || isPrivate ? null : linkOf(server, room, message.id),
  };
}

/** The right answer to a question, or why one did not help, was written into the form. */
async function onForm(desk: Desk, interaction: APIModalSubmitInteraction): Promise<void> {
  const press = {
    ...askerOf(desk, interaction),
    ...{ answer: interaction.id, talk: null, isPrivate: true, mayShare: false },
    trust: async () => trustedIn(desk, interaction),
  };
  const written = writtenInto(interaction.data);
  const { turns } = await deskAt(desk, press.place);
  const action = decodeAction(interaction.data.custom_id, turns);
  await bring(desk, interaction, true, () =>
    resultFor(RENDERING, desk, press, () =>
      action?.type === 'note'
        ? noteResult(RENDERING, desk, press, action.turn, written.text)
        : writtenResult(RENDERING, desk, press, written),
    ),
  );
}
