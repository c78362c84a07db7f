import type { Message, UserFromGetMe } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { askingOf } from '../../../adapters/chat/asking.js';
import { parseMessage } from '../../../adapters/telegram/parse-message.js';
import { ANNA, APP, BERT, BOT, directOf, FORUM, GROUP, TOPIC } from '../../telegram-server/world.js';

const ME = BOT as unknown as UserFromGetMe;

function entities(text: string) {
  return [...text.matchAll(/(?<!\S)\/\w+(?:@\w+)?|(?<!\w)@\w{4,32}/g)].map(({ index, 0: found }) => ({
    type: found.startsWith('/') ? 'bot_command' : 'mention',
    offset: index,
    length: found.length,
  }));
}

const message = (text: string, more: object = {}): Message =>
  ({
    ...{ message_id: 9, date: 1, from: ANNA, chat: GROUP, text, entities: entities(text) },
    ...more,
  }) as unknown as Message;

const reply = (from: object, text: string) => ({
  reply_to_message: { message_id: 5, chat: GROUP, from, text },
});
const DIRECT = { chat: directOf(ANNA) };
const IN_TOPIC = { chat: FORUM, message_thread_id: TOPIC, is_topic_message: true };
const OPENER = { reply_to_message: { message_id: TOPIC, chat: FORUM, forum_topic_created: { name: 'Tea' } } };

function asked(one: Message, knowsThread = false) {
  const parsed = parseMessage(one, ME);
  return parsed && askingOf(parsed, knowsThread);
}

describe('which messages ask the bot', () => {
  it.each<[string, Message, string, string]>([
    ['a mention', message('@docent_bot what is oolong?'), 'mention', 'what is oolong?'],
    [
      'a mention in other letters',
      message('hey @Docent_Bot, what is\n oolong?'),
      'mention',
      'hey , what is oolong?',
    ],
    [
      'a mention of the bot by its name',
      message('Docent what is oolong?', {
        entities: [{ type: 'text_mention', offset: 0, length: 6, user: BOT }],
      }),
      'mention',
      'what is oolong?',
    ],
    [
      'the text below a picture',
      message('', { text: undefined, entities: undefined, caption: 'what is it?', ...DIRECT }),
      'direct',
      'what is it?',
    ],
    ['a direct message', message('what is oolong?', DIRECT), 'direct', 'what is oolong?'],
    ['a reply to it', message('and green tea?', reply(BOT, 'Oolong is …')), 'reply', 'and green tea?'],
    [
      'a bare mention below a question',
      message('@docent_bot', reply(BERT, 'what is oolong?')),
      'mention',
      'what is oolong?',
    ],
    ['/ask', message('/ask what is oolong?'), 'mention', 'what is oolong?'],
    ['/ask with its name', message('/ask@docent_bot what is oolong?'), 'mention', 'what is oolong?'],
    ['/ask below a question', message('/ask', reply(BERT, 'what is oolong?')), 'mention', 'what is oolong?'],
    ['/ask alone', message('/ask'), 'mention', '/help'],
    ['/compare', message('/compare oolong, rooibos'), 'mention', 'compare oolong, rooibos'],
    ['/compare alone', message('/compare'), 'mention', '/compare'],
    ['/topics', message('/topics'), 'mention', '/topics'],
    ['/start in their own chat', message('/start', DIRECT), 'mention', '/help'],
    ['a command that it does not have, in their own chat', message('/dance', DIRECT), 'mention', '/help'],
  ])('takes %s', (_, one, by, question) => {
    expect(asked(one)).toEqual({ by, question });
  });

  it.each<[string, Message]>([
    ['what is said to nobody', message('what is oolong?')],
    ['what is said to others', message('@bert_tea what is oolong?')],
    ['a name that begins like its own', message('@docent_bot2 what is oolong?')],
    ['a command of another bot', message('/ask@other_bot what is oolong?')],
    ['a command that it does not have', message('/dance')],
    ['a reply to others', message('no', reply(BERT, 'what is oolong?'))],
    ['another bot', message('@docent_bot hi', { from: APP })],
    ['itself', message('@docent_bot hi', { from: BOT })],
    ['what was written through another bot', message('@docent_bot hi', { via_bot: APP })],
    ['a channel that speaks as itself', message('@docent_bot hi', { sender_chat: GROUP })],
    ['nobody', message('@docent_bot hi', { from: undefined })],
    ['a picture without words', message('', { text: undefined, entities: undefined })],
  ])('leaves alone %s', (_, one) => {
    expect(asked(one)).toBeNull();
  });

  it('follows a topic that it knows, where every message refers to the one that opened it', () => {
    const plain = message('and its advantages?', { ...IN_TOPIC, ...OPENER });
    expect(asked(plain)).toBeNull();
    expect(asked(plain, true)).toEqual({ by: 'thread', question: 'and its advantages?' });
    expect(asked(message('@bert_tea look', IN_TOPIC), true)).toBeNull();
    expect(asked(message('no', { ...IN_TOPIC, ...reply(BERT, 'what is oolong?') }), true)).toBeNull();
    expect(parseMessage(plain, ME)).toMatchObject({ kind: 'thread', repliesTo: null });
  });

  it('leans in a group on what is replied to alone, and in a chat of their own on what was said last', () => {
    expect(parseMessage(message('and?', reply(BOT, 'Oolong is …')), ME)).toMatchObject({
      talk: null,
      repliesTo: `${GROUP.id} 5`,
    });
    expect(parseMessage(message('and?', DIRECT), ME)).toMatchObject({ talk: String(ANNA.id), thread: null });
  });
});
