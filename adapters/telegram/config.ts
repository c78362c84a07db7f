import { z } from 'zod';
import { listenList } from '../chat/listening.js';
import {
  type Environment,
  idList,
  readSettings,
  SHARED_SETTINGS,
  setting,
  webAddress,
} from '../process/settings.js';

/** Where requests go unless told otherwise. Source: https://core.telegram.org/bots/api, Making requests. */
export const TELEGRAM_API = 'https://api.telegram.org';

/** A group, and a topic of it. */
const chatNumber = z
  .string()
  .regex(
    /^-?\d{1,20}(?:\/\d{1,10})?$/,
    'is no number of a chat: one is as -1001234567890, with /45 for a topic',
  )
  .transform((text) => {
    const [chat, topic] = text.split('/').map(Number);
    return { chat: chat ?? 0, topic };
  });

export const TELEGRAM_SETTINGS = SHARED_SETTINGS.extend({
  TELEGRAM_TOKEN: setting(
    z
      .string()
      .regex(
        /^\d{5,20}:[\w-]{30,}$/,
        'is no token of a bot: one is a number, a colon, and 30 letters or more',
      ),
    { help: 'Get it in Telegram from @BotFather: /newbot, or /token for a bot that you have', secret: true },
  ),
  TELEGRAM_HANDOVER_CHAT: setting(chatNumber.optional(), {
    help: 'Write the number of the group where people answer, of which the bot is a member; or leave it out, and nobody is asked',
  }),
  TELEGRAM_HANDOVER_PING: setting(
    z
      .string()
      .transform((text) => text.replace(/^@/, ''))
      .refine((text) => /^\w{4,32}$/.test(text), 'is no name of an account: one has 4 to 32 letters')
      .optional(),
    {
      help: 'Write the name of the account that is notified of every question for a person; or leave it out, and nobody is notified',
    },
  ),
  TELEGRAM_DIGEST_CHAT: setting(chatNumber.optional(), {
    help: 'Write the number of the group where the digest of each week is posted, of which the bot is a member; or leave it out',
  }),
  TELEGRAM_LISTEN: setting(
    listenList(
      /^-\d{1,20}(?:\/\d{1,10})?$/,
      'must be numbers of groups as -1001234567890, with /45 for a topic',
    ),
    {
      help: 'Write the numbers of groups where the bot is to answer unasked, and switch privacy mode off (@BotFather, /setprivacy, Disable); or leave it out',
    },
  ),
  TELEGRAM_TRUSTED: setting(
    idList(
      /^(?:administrators|\d{3,20})$/,
      'must be administrators, or numbers of accounts, with commas between',
    ),
    {
      help: 'Write administrators for those of the group, numbers of accounts (@userinfobot tells them), or both; or leave it out to let nobody correct answers',
    },
  ),
  TELEGRAM_API_URL: setting(
    webAddress.default(TELEGRAM_API).transform((url) => url.replace(/\/+$/, '')),
    {
      help: `Write the address of the Bot API, as ${TELEGRAM_API}, or leave it out`,
    },
  ),
});

export type TelegramSettings = z.infer<typeof TELEGRAM_SETTINGS>;

/** @throws {DocentError} `bad-settings` */
export function readTelegramSettings(environment: Environment): TelegramSettings {
  return readSettings(TELEGRAM_SETTINGS, environment);
}
