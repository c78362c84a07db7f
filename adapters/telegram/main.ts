import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { LRUCache } from 'lru-cache';
import type { Running, StartContext } from '../app/start.js';
import { askingOf } from '../chat/asking.js';
import { createChatParts } from '../chat/desk.js';
import { createMessages, type Messages, mayAnswerHandover } from '../chat/messages.js';
import {
  openCorrecting,
  openHandovers,
  openListening,
  openLog,
  openSaving,
  openUnanswered,
  openWeekly,
} from '../chat/opening.js';
import { createRunning, unhandledAt } from '../chat/running.js';
import { createUnderway, type Underway } from '../chat/underway.js';
import { createCounters } from '../process/counters.js';
import type { Logger } from '../process/logger.js';
import { createState } from '../records/state.js';
import { NO_OBSERVER } from '../service/observed.js';
import { createClient, meet, watchPolling } from './client.js';
import { registerCommands } from './commands.js';
import { readTelegramSettings } from './config.js';
import { type Count, type Desk, ERRORS } from './desk.js';
import { createDigestPort } from './digest.js';
import { explainedError } from './errors.js';
import { createHandoverPort } from './handover.js';
import { MESSAGE_LIFETIME_MS, POLL_SECONDS, TYPING_AFTER_MS } from './limits.js';
import { listenIn, onListen } from './listen.js';
import { parseMessage, type Where } from './parse-message.js';
import { createPlatform, post } from './platform.js';
import { onPress } from './presses.js';
import { RENDERING } from './render.js';
import { CONSENT_COMMAND, createAuthorPort, onSaving, savingIn } from './saving.js';
import { onWritten, writtenIn } from './written.js';

/** Administrators who correct answers at a time, and how long their group is remembered, in milliseconds. Ours. */
const MAX_ADMINISTRATORS = 1_000;
const CORRECTS_FOR_MS = 60 * 60_000;

const TRUSTED = 'those whom TELEGRAM_TRUSTED names';

/** The updates that are handled. */
const UPDATES = ['message', 'edited_message', 'callback_query'] as const;

/**
 * Connects Docent to Telegram.
 * @throws {DocentError} `bad-settings`, `telegram-token`, `telegram-unreachable`, and what opening throws
 */
export async function startTelegram(context: StartContext): Promise<Running> {
  const settings = readTelegramSettings(context.environment);
  const log = openLog(context, settings, [settings.TELEGRAM_TOKEN]);
  const { observer = NO_OBSERVER, metrics, health } = context.operations ?? {};
  const { state = createState() } = context;
  const bot = observer.observe((await context.open()).bot, 'telegram');
  const client = createClient(settings);
  const me = await meet(client, log);
  log.info('Telegram knows the bot', { bot: me.username, readsAll: me.can_read_all_group_messages });
  const port = createHandoverPort(client.api, settings);
  const desk: Desk = {
    ...createChatParts(
      bot,
      settings,
      log,
      state,
      openCorrecting(context, settings.TELEGRAM_TRUSTED, {
        ...{ platform: 'telegram', hasForms: true },
        trusted: TRUSTED,
      }),
    ),
    platform: 'telegram',
    saving: openSaving(context, settings.TELEGRAM_TRUSTED, { platform: 'telegram', state }, settings, {
      ...{ trusted: TRUSTED, command: CONSENT_COMMAND },
    }),
    trusted: settings.TELEGRAM_TRUSTED,
    groupOf: new LRUCache({ max: MAX_ADMINISTRATORS, ttl: CORRECTS_FOR_MS }),
    ...{ api: client.api, me },
    counters: createCounters<Count>(metrics?.counting('telegram', ERRORS)),
    kept: openUnanswered('telegram', settings, state).kept,
    handovers: openHandovers({ platform: 'telegram', port, state, log }, settings),
    listening: await openListening(
      context,
      { platform: 'telegram', state, log },
      settings,
      settings.TELEGRAM_LISTEN,
    ),
    busyAfterMs: TYPING_AFTER_MS,
  };
  desk.correcting?.corrections.reachBy('telegram', async (person, text) => {
    await post(desk.api, { chat: Number(person), topic: undefined }, RENDERING.notice(text, false), null);
  });
  desk.saving?.drafts.reachBy('telegram', createAuthorPort(desk.api));
  const weekly = openWeekly(
    context,
    { platform: 'telegram', port: createDigestPort(client.api, settings), state, log },
    settings,
  );
  const unhandled = unhandledAt(desk);
  const underway = createUnderway(unhandled);
  const messages = createMessages(desk, createPlatform(desk.api, desk.kept.sending), underway.run);
  await messages.load();
  const receive = receiver(desk, messages, underway);
  client.catch(unhandled);
  client.use(({ update }) => receive(update));
  await answerLeft(desk, receive);
  underway.run(async () => desk.handovers?.resume());
  underway.run(async () => weekly?.start());
  underway.run(async () => desk.saving?.drafts.resume('telegram'));
  watchPolling(client, log, (state) => health?.set('telegram', state));
  const { started, failed } = poll(client);
  failed.catch(() => undefined);
  await Promise.race([started, failed]);
  log.info('Connected to Telegram');
  await registered(client, log);
  return createRunning(desk, {
    ...{ name: 'telegram', health, underway, failed },
    async end(drain) {
      weekly?.stop();
      // First nothing more comes in: what was not read Telegram keeps for the next start.
      await client.stop().catch((error) => log.warn('The connection was not closed cleanly', { error }));
      await drain();
    },
  });
}

/** Reads updates until the client is stopped. */
function poll(client: Bot): { readonly started: Promise<void>; readonly failed: Promise<never> } {
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => reject(explainedError(error));
  });
  const started = new Promise<void>((resolve) => {
    client
      .start({ timeout: POLL_SECONDS, allowed_updates: UPDATES, onStart: () => resolve() })
      .catch((error) => fail(error));
  });
  return { started, failed };
}

/** Takes updates, each once, and lets nobody wait for the answers. What asks is kept until it is answered. */
function receiver(
  desk: Desk,
  messages: Messages<Where>,
  { run }: Underway,
): (update: Update) => Promise<void> {
  const { seen, counters, kept, me } = desk;
  return async (update) => {
    if (!seen.first(`update ${update.update_id}`)) return counters.add('repeated');
    const { callback_query: query, edited_message: edited } = update;
    if (query) return run(() => onPress(desk, query));
    const message = update.message ?? edited;
    const written = update.message ? writtenIn(update.message, me) : null;
    if (written && desk.correcting) return run(() => onWritten(desk, written));
    const saving = update.message ? savingIn(update.message, me) : null;
    if (saving && desk.saving) return run(() => onSaving(desk, saving));
    const listen = update.message ? listenIn(update.message, me) : null;
    if (listen) return run(() => onListen(desk, listen));
    const parsed = message ? parseMessage(message, me) : null;
    if (!parsed) return;
    if (edited) {
      kept.replace(parsed.id, { update_id: update.update_id, message: edited });
      return run(() => messages.update(parsed));
    }
    const isKept = askingOf(parsed, true) || mayAnswerHandover(desk, parsed) || messages.mayAnswer(parsed);
    if (isKept) await kept.keep(parsed.id, update, Date.now() + MESSAGE_LIFETIME_MS);
    else if (!messages.hears(parsed)) return;
    run(() => messages.create(parsed, () => kept.done(parsed.id)));
  };
}

/** Answers what came before the start and was not answered then; where that was begun, the answer may stand there. */
async function answerLeft(
  { kept, counters, log }: Desk,
  receive: (update: Update) => Promise<void>,
): Promise<void> {
  await kept.inherit(async ({ id, request, isSending }) => {
    if (isSending) {
      log.info('A message from before the start may have been answered; it is left at that');
      return kept.done(id);
    }
    counters.add('caughtUp');
    await receive(request as Update);
  });
}

/** A fault here keeps nobody from asking, so it is logged and no more. */
async function registered({ api }: Bot, log: Logger): Promise<void> {
  await registerCommands(api)
    .then((changed) => changed && log.info('The commands were registered'))
    .catch((error) => log.error('The commands could not be registered', { error }));
}
