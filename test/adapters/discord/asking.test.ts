import { MessageType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askingOf } from '../../../adapters/chat/asking.js';
import type { Me, Place } from '../../../adapters/discord/desk.js';
import { type IncomingMessage, parseMessage } from '../../../adapters/discord/parse-message.js';

const ME: Me = { id: '1', readsAll: true, roleIn: () => '9' };
const BLIND: Me = { ...ME, readsAll: false };
const CHANNEL: Place = {
  kind: 'channel',
  parent: null,
  isMine: false,
  forum: null,
  mayWrite: true,
  mayReply: true,
};
const THREAD: Place = { ...CHANNEL, kind: 'thread' };
const DIRECT: Place = { ...CHANNEL, kind: 'direct' };

const user = (id: string, bot = false) => ({ id, bot }) as IncomingMessage['author'];
const mention = (id: string) => ({ id }) as IncomingMessage['mentions'][number];

function message(content: string, more: object = {}): IncomingMessage {
  return {
    id: '100',
    channel_id: '200',
    guild_id: '300',
    author: user('5'),
    content,
    type: MessageType.Default,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    ...more,
  } as IncomingMessage;
}

const replyTo = (author: string, content = '') => ({
  type: MessageType.Reply,
  message_reference: { message_id: '99' },
  referenced_message: { author: user(author), content },
});

function asked(one: IncomingMessage, place = CHANNEL, me = ME, knows = false) {
  const parsed = parseMessage(one, me, place);
  return parsed && askingOf(parsed, knows);
}

describe('which messages ask the bot', () => {
  it('takes a mention, wherever it stands, out of the question', () => {
    const mentions = [mention('1')];
    expect(asked(message('<@1> what is oolong?', { mentions }))).toEqual({
      by: 'mention',
      question: 'what is oolong?',
    });
    expect(asked(message('hey <@!1>, what is\n oolong?', { mentions }))).toEqual({
      by: 'mention',
      question: 'hey , what is oolong?',
    });
    expect(asked(message('<@&9> what is oolong?', { mention_roles: ['9'] }))?.by).toBe('mention');
  });

  it('leaves everybody alone who did not ask it', () => {
    const mentions = [mention('1')];
    const unasked = [
      message('what is oolong?'),
      message('@everyone what is oolong?', { mention_everyone: true }),
      message('<@2> what is oolong?', { mentions: [mention('2')] }),
      message('<@&8> what is oolong?', { mention_roles: ['8'] }),
      message('<@1> hi', { mentions, author: user('6', true) }),
      message('<@1> hi', { mentions, author: user('1') }),
      message('<@1> hi', { mentions, webhook_id: '7' }),
      message('<@1> hi', { mentions, type: MessageType.ChannelPinnedMessage }),
      message('what is oolong?', replyTo('2')),
    ];
    expect(unasked.map((one) => asked(one))).toEqual(unasked.map(() => null));
  });

  it('takes a reply to itself and a direct message as they are', () => {
    expect(asked(message('and green tea?', replyTo('1')))).toEqual({
      by: 'reply',
      question: 'and green tea?',
    });
    expect(asked(message('and green tea?'), DIRECT)).toEqual({ by: 'direct', question: 'and green tea?' });
  });

  it('answers what a bare mention replies to, but not its own answers', () => {
    const mentions = [mention('1')];
    expect(asked(message('<@1>', { mentions, ...replyTo('2', 'what is oolong?') }))?.by).toBe('mention');
    expect(asked(message('<@1>', { mentions, ...replyTo('2', 'what is oolong?') }))).toMatchObject({
      question: 'what is oolong?',
    });
    expect(asked(message('<@1>', { mentions, ...replyTo('1', 'Oolong is …') }))).toMatchObject({
      by: 'reply',
      question: '',
    });
  });

  it('follows a thread that it knows or opened, unless a message is meant for somebody else', () => {
    const plain = message('and its advantages?');
    expect(asked(plain, THREAD)).toBeNull();
    expect(asked(plain, THREAD, ME, true)).toEqual({ by: 'thread', question: 'and its advantages?' });
    expect(asked(plain, { ...THREAD, isMine: true })?.by).toBe('thread');
    expect(asked(message('<@2> look', { mentions: [mention('2')] }), THREAD, ME, true)).toBeNull();
    expect(asked(message('no', replyTo('2')), THREAD, ME, true)).toBeNull();
    expect(asked(message(''), THREAD, ME, true)).toBeNull();
  });

  it('knows when a text is hidden from it', () => {
    expect(asked(message('', replyTo('1')), CHANNEL, BLIND)).toEqual({ by: 'hidden' });
    expect(asked(message('', { mention_roles: ['9'] }), CHANNEL, BLIND)).toEqual({ by: 'hidden' });
    // With the intent an empty text is a picture, which asks nothing.
    expect(asked(message('', replyTo('1')), CHANNEL, ME)).toBeNull();
  });
});
