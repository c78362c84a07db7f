import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { DocentError } from '../../src/errors.js';
import { type Finding, writeFindings } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { examinePlaces } from '../service/scopes/examine.js';
import { createClient } from './client.js';
import { sameCommands } from './commands.js';
import { readTelegramSettings, type TelegramSettings } from './config.js';
import { explainedError } from './errors.js';
import { adviceOn, mayNotWriteIn } from './handover.js';
import { examineListening } from './listen.js';

/** `docent doctor`, the part on Telegram. @returns the exit status: 2 when something keeps the bot from working */
export async function doctor(environment: Environment, write: (text: string) => void): Promise<number> {
  return writeFindings(await examineTelegram(environment), write);
}

/** Looks at everything that going live on Telegram takes: token, groups, privacy mode, another reader, commands. */
export async function examineTelegram(environment: Environment): Promise<Finding[]> {
  let settings: TelegramSettings;
  let me: UserFromGetMe;
  let api: Api;
  try {
    settings = readTelegramSettings(environment);
    ({ api } = createClient(settings));
    me = await api.getMe();
  } catch (error) {
    return [bad(error)];
  }
  const findings: Finding[] = [
    { state: 'good', text: `The token is that of “${me.first_name}” (@${me.username}).` },
    groupFinding(me),
    privacyFinding(me),
    ...(await examineTrusted(api, settings.TELEGRAM_TRUSTED)),
    ...savingFindings(me, settings.TELEGRAM_TRUSTED),
  ];
  for (const examine of [examineWebhook, examineCommands])
    findings.push(...(await examine(api).catch((error) => [bad(error)])));
  findings.push(
    ...(await examineChats(api, settings, me)),
    ...(await examineListening(api, settings, me)),
    ...(await examineRuled(api, environment)),
  );
  return findings;
}

function bad(error: unknown): Finding {
  return { state: 'bad', text: (error instanceof DocentError ? error : explainedError(error)).message };
}

function groupFinding({ can_join_groups: can, username }: UserFromGetMe): Finding {
  return can
    ? {
        state: 'good',
        text: 'It can be added to groups.',
        remedy: `https://t.me/${username}?startgroup=true`,
      }
    : {
        state: 'note',
        text: 'It cannot be added to groups: people ask it in their own chats with it.',
        remedy: 'In @BotFather: /setjoingroups, Enable.',
      };
}

function privacyFinding({ can_read_all_group_messages: readsAll }: UserFromGetMe): Finding {
  return readsAll
    ? {
        state: 'good',
        text: 'Privacy mode is off: it reads its groups, and follows topics without a mention.',
      }
    : {
        state: 'note',
        text: 'Privacy mode is on: of a group it is sent what is meant for it, as commands and replies to it, and nothing else.',
      };
}

/** Looks whether the chats that rules name are there; of a topic Telegram does not tell. */
function examineRuled(api: Api, environment: Environment): Promise<Finding[]> {
  return examinePlaces(environment, 'telegram', async (what, id) => {
    if (what !== 'channel') return true;
    return api.getChat(id).then(
      () => true,
      () => false,
    );
  });
}

/** The groups that something is posted to, where they are set. */
async function examineChats(
  api: Api,
  { TELEGRAM_HANDOVER_CHAT: handovers, TELEGRAM_DIGEST_CHAT: digest }: TelegramSettings,
  me: UserFromGetMe,
): Promise<Finding[]> {
  return [
    ...(await examineChat(api, handovers, me, 'TELEGRAM_HANDOVER_CHAT', {
      good: 'Questions for a person go to',
      bad: 'Questions for a person cannot be handed over; all else works.',
    })),
    ...(await examineChat(api, digest, me, 'TELEGRAM_DIGEST_CHAT', {
      good: 'The digest of each week goes to',
      bad: 'The digest of a week cannot be posted; all else works.',
    })),
  ];
}

async function examineChat(
  api: Api,
  target: TelegramSettings['TELEGRAM_HANDOVER_CHAT'],
  { id }: UserFromGetMe,
  setting: string,
  texts: { readonly good: string; readonly bad: string },
): Promise<Finding[]> {
  if (target === undefined) return [];
  const refused = (remedy: string): Finding => ({ state: 'bad', text: texts.bad, remedy });
  try {
    const { title = 'a chat' } = await api.getChat(target.chat);
    const { status } = await api.getChatMember(target.chat, id);
    return [
      CAN_WRITE.has(status)
        ? { state: 'good', text: `${texts.good} “${title}”.` }
        : refused(mayNotWriteIn(target.chat, setting)),
    ];
  } catch (error) {
    return [refused(adviceOn(error, target.chat, setting))];
  }
}

/** What a member may be who writes. Source: https://core.telegram.org/bots/api#chatmember */
const CAN_WRITE: ReadonlySet<string> = new Set(['creator', 'administrator', 'member']);

/** How far a message that is saved is followed until it is an article. */
function savingFindings(
  { can_read_all_group_messages: readsAll }: UserFromGetMe,
  trusted: readonly string[],
): Finding[] {
  if (readsAll || trusted.length === 0) return [];
  return [
    {
      state: 'note',
      text: 'What is saved with /save does not follow an edit: with privacy mode the bot is not told of it.',
      remedy:
        'In @BotFather: /setprivacy, Disable; then take the bot out of its groups and add it again. Or leave it so.',
    },
  ];
}

/** Looks whether those are known who may correct answers: only with who opened a chat with it can the bot write. */
async function examineTrusted(api: Api, trusted: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const id of trusted) {
    if (id === 'administrators') {
      findings.push({ state: 'good', text: 'Answers may be corrected by the administrators of each group.' });
      continue;
    }
    const isKnown = await api.getChat(Number(id)).then(
      () => true,
      () => false,
    );
    findings.push(
      isKnown
        ? { state: 'good', text: `Answers may be corrected by account ${id}.` }
        : {
            state: 'note',
            text: `Account ${id}, whom TELEGRAM_TRUSTED names, has not opened a chat with the bot, or does not exist.`,
            remedy:
              'Let them open a chat with the bot and press Start: there it shows what only they may see.',
          },
    );
  }
  return findings;
}

async function examineWebhook(api: Api): Promise<Finding[]> {
  const { url } = await api.getWebhookInfo();
  if (!url) return [{ state: 'good', text: 'Nothing else reads its messages by a webhook.' }];
  return [
    {
      state: 'note',
      text: 'A webhook is set: another program reads its messages, until the start takes it away.',
      remedy: 'Use a bot of its own for Docent: /newbot in @BotFather.',
    },
  ];
}

async function examineCommands(api: Api): Promise<Finding[]> {
  if (sameCommands(await api.getMyCommands()))
    return [{ state: 'good', text: 'The commands are registered.' }];
  return [
    {
      state: 'note',
      text: 'The commands are not registered, or are those of another version.',
      remedy: 'Start the bot, which registers them.',
    },
  ];
}
