/** Longest question, in UTF-16 units: as long as a message on Discord. */
export const MAX_QUESTION_LENGTH = 2000;
/** Longest quotation that is looked up, in UTF-16 units: a long paragraph. Ours. */
export const MAX_QUOTE_LENGTH = 4000;
/** Earlier turns that a question may bring along: as many as `docent answer` reads. */
export const MAX_TURNS = 20;
/** Longest name of a subject, in UTF-16 units. */
export const MAX_NAME_LENGTH = 100;
/** Subjects that are compared at a time: as many as every other way to ask allows. */
export const MAX_COMPARED = 4;
/** Most suggestions at a time, and how many there are unless told. */
export const MAX_SUGGESTED = 20;
export const SUGGESTED = 6;
/**
 * Answers for which reasons are kept of one address, and of all, in a day. Ours: what people say by hand is less; it
 * takes fifty addresses to use up the day of all others, and a week of such days is among the last 10,000 that are kept.
 */
export const MAX_REASONS_PER_PERSON = 20;
export const MAX_REASONS_PER_DAY = 1_000;
/** Largest logo of the page, in bytes: it is sent with every first visit. Ours. */
export const MAX_LOGO_BYTES = 128 * 1024;
/** Largest body of a request, in bytes: the longest question with every character written as `\uXXXX`. */
export const MAX_BODY_BYTES = 16 * 1024;
/** Reading (articles, topics, suggestions while typing) is allowed so many times as often as asking. */
export const READS_PER_QUESTION = 10;
/** Attempts to log in from one address in a minute: whoever types a token takes fewer. */
export const LOGINS_PER_MINUTE = 10;
/** Requests of operators from one address in a minute (/admin, /metrics): each may guess a token, or make a report. */
export const OPERATOR_REQUESTS_PER_MINUTE = 120;
/** All other requests from one address in a minute: the files of the page, some thirty at a time, and /healthz. */
export const PAGE_REQUESTS_PER_MINUTE = 1_200;
/** Ports that are tried, from the usual one on, when it is busy. */
export const PORTS_TRIED = 10;
/** Connections that may wait to be taken; Node's own 511 is filled by a thousand that come at once. */
export const BACKLOG = 2_048;
/** How long a stop still takes what has come by then, in milliseconds. Ours. */
export const UNREAD_MS = 1_000;
/** How long a stop waits for answers under way, in milliseconds; container hosts kill after 10 s. */
export const DRAIN_MS = 8_000;
/**
 * Largest body of a webhook, in bytes. Ours: what GitHub sends of a push of a hundred commits has a third of it; of more
 * it takes a schedule.
 */
export const MAX_WEBHOOK_BYTES = 1024 * 1024;
