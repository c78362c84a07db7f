/** Days of a week as settings have them. */
export const DAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** One of them, in a pattern that takes any case. */
export const DAY = DAYS.join('|');
/** A name of the IANA's time zones, in a pattern. */
export const ZONE = String.raw`(?:UTC|[A-Z][\w+-]*(?:\/[\w+-]+)+)`;
