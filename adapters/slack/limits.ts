/**
 * Slack's limits. Texts are measured in UTF-16 units, which is never less than what Slack counts. Sources are
 * pages of https://docs.slack.dev, or the types of @slack/types where they say it.
 */

/** Longest text of a text object, in characters. Source: reference/block-kit/composition-objects/text-object. */
export const MAX_TEXT_LENGTH = 3000;
/** Longest rich text in a block, in characters. Ours: Slack says none, and text objects may have as many. */
export const MAX_RICH_TEXT_LENGTH = 3000;
/** Longest text of a header, in characters. Source: reference/block-kit/blocks/header-block. */
export const MAX_HEADER_LENGTH = 150;
/** Most elements of a context. Source: reference/block-kit/blocks/context-block. */
export const MAX_CONTEXT_ELEMENTS = 10;
/** Most elements of an actions block. Source: reference/block-kit/blocks/actions-block. */
export const MAX_ACTIONS = 25;
/** Longest id of a block or of an action, in characters. Source: reference/block-kit/block-elements/button-element. */
export const MAX_ACTION_ID = 255;
/** Longest label of a button, in characters. Source: reference/block-kit/block-elements/button-element. */
export const MAX_BUTTON_LABEL = 75;
/** About as much of it is shown, in characters. Source: @slack/types, Button: "may truncate with ~30 characters". */
export const SHOWN_BUTTON_LABEL = 30;
/** Longest value of a button, in characters. Source: reference/block-kit/block-elements/button-element. */
export const MAX_BUTTON_VALUE = 2000;
/** Most options of a menu. Source: reference/block-kit/block-elements/select-menu-element. */
export const MAX_SELECT_OPTIONS = 100;
/** Longest label and value of an option, in characters. Source: @slack/types, OptionDescriptor. */
export const MAX_OPTION_LENGTH = 75;
/** Longest placeholder, in characters. Source: reference/block-kit/block-elements/select-menu-element. */
export const MAX_PLACEHOLDER = 150;
/** Most messages that are read at a time. Ours: Slack gives up to 999. Source: reference/methods/conversations.history. */
export const MAX_READ_MESSAGES = 100;
/** Most blocks of a message. Source: reference/block-kit/blocks. */
export const MAX_BLOCKS = 50;
/** Most blocks of a modal or of an App Home. Source: reference/views. */
export const MAX_VIEW_BLOCKS = 100;
/** Longest title of a modal, and longest label of its buttons, in characters. Source: reference/views/modal-views. */
export const MAX_VIEW_TITLE = 24;
/**
 * About what all blocks of a message may hold, in characters; more is refused with `msg_blocks_too_long`. Slack
 * does not document it: 13,297 was measured for text alone, and less with more blocks.
 * Source: https://github.com/slackapi/bolt-js/issues/2509 and 2867.
 */
export const MAX_MESSAGE_LENGTH = 13_000;
/**
 * What we fill of it. Measured on the blocks as JSON, which holds what Slack may count beside the text; the rest
 * is for what it may count more.
 */
export const MESSAGE_ROOM = 12_000;
/** Longest `text` of a message that is not cut by Slack's advice, in characters. Source: reference/methods/chat.postMessage. */
export const MAX_FALLBACK_LENGTH = 4000;
/** Most suggested prompts. Source: reference/methods/assistant.threads.setSuggestedPrompts. */
export const MAX_PROMPTS = 4;

/** Time to acknowledge, in milliseconds. Source: interactivity/handling-user-interaction, Acknowledgment response. */
export const ACK_DEADLINE_MS = 3_000;
/** How long a `response_url` works, in milliseconds. Source: interactivity/handling-user-interaction, Message responses. */
export const RESPONSE_URL_LIFETIME_MS = 30 * 60_000;
/** How often a `response_url` works. Source: interactivity/handling-user-interaction, Message responses. */
export const RESPONSE_URL_USES = 5;
/** After so long without an answer a form is acknowledged without it, in milliseconds: half the deadline, for the network. */
export const FORM_DEADLINE_MS = 1_500;
/** How long a view that an acknowledgement brought is left alone, in milliseconds. Ours: Slack says no time; see bolt-python#481. */
export const VIEW_SETTLES_MS = 1_000;
/** After so long without an answer the bot is shown as looking, in milliseconds. Ours: sooner it would only flicker. */
export const STATUS_AFTER_MS = 1_000;
/** Longest wait for an answer of Slack's, in milliseconds. Ours: longer than any that works, shorter than people wait. */
export const REQUEST_TIMEOUT_MS = 10_000;
/**
 * How far the time of a signed request may be from ours, in seconds. Source:
 * authentication/verifying-requests-from-slack; Bolt holds to it for the past, we for the future.
 */
export const REPLAY_WINDOW_SECONDS = 5 * 60;

/** Largest request over HTTP, in bytes. Ours: a message of the most and longest blocks has half of it as a form. */
export const MAX_REQUEST_BYTES = 1024 * 1024;

/** Where Slack's requests come over HTTP; the address in the manifest ends so. */
export const EVENTS_PATH = '/slack/events';
