/**
 * The folder, in that of the knowledge, with what is synced: a folder for each source, and hidden beside them what is
 * remembered of each.
 */
export const SYNCED = 'synced';
