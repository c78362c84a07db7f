/** Telegram's limits. Sources are sections of https://core.telegram.org/bots/api, or of https://core.telegram.org/bots/faq. */

/** Longest text of a message, in UTF-16 units, formatting left out. Source: sendMessage, "1-4096 characters after entities parsing". */
export const MAX_TEXT_LENGTH = 4096;
/** Longest `callback_data`, in bytes. Source: InlineKeyboardButton. */
export const MAX_CALLBACK_DATA = 64;
/** Longest text that answers a press, in characters. Source: answerCallbackQuery. */
export const MAX_ALERT_LENGTH = 200;
/** Longest label of a button, in characters. Ours: Telegram names no limit, and a phone shows no more in a row. */
export const MAX_BUTTON_LABEL = 60;
/** Most entities that format a message; what is more is shown plain. Source: limits.tginfo.me, Message entities. */
export const MAX_ENTITIES = 100;

/** How long one request for updates waits for them, in seconds. Source: getUpdates; ours, as grammY has it. */
export const POLL_SECONDS = 30;
/** Longest wait for an answer of Telegram's, in seconds: longer than a request for updates waits. Ours. */
export const REQUEST_TIMEOUT_SECONDS = POLL_SECONDS + 15;
/** How long Telegram is tried to be reached at the start, in milliseconds. Ours: then its operator should know. */
export const REACH_WITHIN_MS = 30_000;
/** Longest wait that a 429 may ask for, in seconds, and how often it is followed. Ours: who asked is gone by then. */
export const MAX_RETRY_SECONDS = 60;
export const MAX_RETRIES = 3;
/** After so long without an answer the bot is shown as typing, in milliseconds. Ours: sooner it would only flicker. */
export const TYPING_AFTER_MS = 1_000;
/** After so long nobody waits for an answer any more, in milliseconds. Ours, as on the other platforms. */
export const MESSAGE_LIFETIME_MS = 15 * 60_000;
