export const BOT = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: 'Docent',
  username: 'docent_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_connect_to_business: false,
  supports_inline_queries: false,
  has_main_web_app: false,
} as const;

/** A token of the right form; nobody's. */
export const TOKEN = `${BOT.id}:${'x'.repeat(35)}`;

/** People; Anna and Bert have opened a chat with the bot, Carl never did. */
export const ANNA = { id: 101, is_bot: false, first_name: 'Anna', username: 'anna_tea' };
export const BERT = { id: 102, is_bot: false, first_name: 'Bert', username: 'bert_tea' };
export const CARL = { id: 103, is_bot: false, first_name: 'Carl' };
/** Another bot. */
export const APP = { id: 7_000_000_002, is_bot: true, first_name: 'Other', username: 'other_bot' };

export type Person = typeof ANNA | typeof CARL | typeof APP;

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'supergroup';
  readonly title?: string;
  readonly is_forum?: true;
}

/** A group, a forum with a topic, and a group that the bot may not write in. */
export const GROUP: Chat = { id: -1001, type: 'supergroup', title: 'Tea talk' };
export const FORUM: Chat = { id: -1002, type: 'supergroup', title: 'Tea forum', is_forum: true };
export const TOPIC = 55;
export const CLOSED: Chat = { id: -1003, type: 'supergroup', title: 'Announcements' };

/** A group where people answer, and one that is gone. */
export const HELP: Chat = { id: -1004, type: 'supergroup', title: 'Tea help' };
export const GONE = -1009;

/** The chat of a person with the bot. */
export const directOf = ({ id }: { id: number }): Chat => ({ id, type: 'private' });

export const OPENED: ReadonlySet<number> = new Set([ANNA.id, BERT.id]);
