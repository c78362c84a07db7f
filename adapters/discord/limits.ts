/**
 * Discord's limits. Texts are measured in UTF-16 units, which is never less than what Discord counts.
 * Sources are pages of https://docs.discord.com/developers, or the OpenAPI document (discord-api-spec).
 */

/** Longest `content`, in characters. Source: resources/message, Create Message. */
export const MAX_CONTENT_LENGTH = 2000;
/**
 * Most characters in all text displays of a message. Source: discord-api-docs pull request 8562; one text
 * display alone: OpenAPI, TextDisplayComponentForMessageRequest.
 */
export const MAX_TEXT_LENGTH = 4000;
/** Longest description of an embed, in characters. Source: resources/message, Embed Limits. */
export const MAX_EMBED_DESCRIPTION = 4096;
/** Most characters in all embeds of a message. Source: resources/message, Embed Limits. */
export const MAX_EMBEDS_LENGTH = 6000;
/** Most fields of an embed. Source: resources/message, Embed Limits. */
export const MAX_EMBED_FIELDS = 25;
/** Most components of a message with the flag IS_COMPONENTS_V2, nested ones included. Source: components/reference. */
export const MAX_COMPONENTS = 40;
/** Most action rows of a message without that flag. Source: components/reference, Legacy Message Component Behavior. */
export const MAX_ROWS = 5;
/** Most buttons in an action row. Source: components/reference, Action Row. */
export const MAX_BUTTONS_IN_ROW = 5;
/** Longest label of a button, in characters. Source: components/reference, Button. */
export const MAX_BUTTON_LABEL = 80;
/** Longest `custom_id`, in characters. Source: components/reference, Anatomy of a Component. */
export const MAX_CUSTOM_ID = 100;
/** Most options of a select menu. Source: components/reference, String Select. */
export const MAX_SELECT_OPTIONS = 25;
/** Longest label and longest value of an option, in characters. Source: components/reference, String Select Option. */
export const MAX_OPTION_LENGTH = 100;
/** Most choices of an autocompletion. Source: interactions/application-commands, Autocomplete. */
export const MAX_CHOICES = 25;
/** Longest name and longest value of a choice, in characters. Source: interactions/application-commands, Option Choice. */
export const MAX_CHOICE_LENGTH = 100;
/** Longest text that a string option takes, in characters. Source: interactions/application-commands, Option. */
export const MAX_STRING_OPTION = 6000;
/** Longest nonce, in characters. Source: resources/message, Create Message. */
export const MAX_NONCE_LENGTH = 25;

/** Most messages that are read at a time. Source: resources/message, Get Channel Messages. */
export const MAX_READ_MESSAGES = 100;

/** Time to the first response, in milliseconds; after it the token is void. Source: interactions/receiving-and-responding. */
export const RESPONSE_DEADLINE_MS = 3_000;
/** Time in which a deferred response may be edited, in milliseconds. Source: interactions/receiving-and-responding. */
export const TOKEN_LIFETIME_MS = 15 * 60_000;
/** After so long without an answer the response is deferred, in milliseconds: half the deadline, for the network. */
export const DEFER_AFTER_MS = 1_500;
/** After so long choices are not sent any more, in milliseconds: they would come late. Half a second for the network. */
export const CHOOSE_WITHIN_MS = RESPONSE_DEADLINE_MS - 500;
/** After so long without an answer the bot is shown as typing, in milliseconds. Ours: sooner it would only flicker. */
export const TYPING_AFTER_MS = 1_000;

/** Codes of errors. Source: topics/opcodes-and-status-codes, JSON Error Codes. */
export const UNKNOWN_CHANNEL = 10003;
export const UNKNOWN_GUILD = 10004;
export const UNKNOWN_MESSAGE = 10008;
export const UNKNOWN_USER = 10013;
export const UNKNOWN_WEBHOOK = 10015;
export const UNKNOWN_INTERACTION = 10062;
export const ALREADY_ACKNOWLEDGED = 40060;
export const MISSING_ACCESS = 50001;
export const MISSING_PERMISSIONS = 50013;
/** A reply where the bot may not read the history. */
export const CANNOT_REPLY = 160002;
