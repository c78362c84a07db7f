import type { Answer, Shown } from '../../src/answer/answer.js';
import type { TurnStore } from '../records/turns.js';
import type { Place } from '../service/scopes/place.js';
import type { PickAction, TurnAction } from './actions.js';
import type { Controls } from './controls.js';

/** Who asks, and where. Each name is another on every platform that one program serves, and in every workspace of it. */
export interface Asker {
  /** The platform's id of the person, under which records of them are found. */
  readonly person: string;
  /** The person and the room, as the rate limit tells them apart. */
  readonly who: string;
  readonly room: string;
  /** Where that is, for the rules that say what is seen there. */
  readonly place: Place;
}

/** What somebody writes to a room, and not to anybody in it. */
export interface Post {
  /** Names of the room, the nearest first: a topic, and the group that it is in. */
  readonly rooms: readonly string[];
  /** What stands above it, where posts have a title. */
  readonly title: string | null;
}

/** How a post stands now: taken away, answered by a person, or as it reads. */
export type Standing = 'gone' | 'answered' | { readonly text: string };

/** A message of a person's, as the conversation reads it. */
export interface ChatMessage<Where> extends Asker {
  readonly id: string;
  /** Where it stands and its answer goes, as the platform takes it. */
  readonly where: Where;
  /** In direct messages and threads people talk with the bot; in a channel they call it. */
  readonly kind: 'direct' | 'thread' | 'channel';
  /** How it turns to the bot by itself; `null`: it does not. */
  readonly speaksBy: 'mention' | 'reply' | 'direct' | null;
  /** What it says without the mention of the bot; `null`: the platform hides it from the bot. */
  readonly text: string | null;
  /** The same as it was written, line by line, with names in place of mentions. */
  readonly words: string;
  /** Whether it turns to others than the bot. */
  readonly isForOthers: boolean;
  /** `null`: it goes on with something, turns to somebody, or is a command. */
  readonly post: Post | null;
  /** Whom it mentions, and how others mention who wrote it. */
  readonly mentions: readonly string[];
  readonly names: readonly string[];
  /** The message that it replies to, and the talk that it is part of: what was last said there it may lean on. */
  readonly repliesTo: string | null;
  readonly talk: string | null;
  /** The thread that its answer stands in; `null` where there is none, or none is followed. */
  readonly thread: string | null;
  /** Messages that it stands below, each as its own {@link ChatMessage.id} would name it. */
  readonly under: readonly string[];
  /** Whether the bot opened that thread. */
  readonly isOwnThread: boolean;
  /** False: it is known beforehand that an answer would be refused. */
  readonly mayWrite: boolean;
  /** Names the room to who asked there: "You asked me something in …". */
  readonly roomName: string;
}

/** A message of the bot's. */
export interface Sent {
  /** As the platform takes it to edit and remove it. */
  readonly id: string;
  /** What leans on it: what replies to it, or a thread below it. */
  readonly talk: string;
}

/** What an answer is shown with. */
export interface Dress {
  /** The question, where the platform does not show it beside the answer. */
  readonly asked: string | null;
  /** What stands above an answer that has no title of its own. */
  readonly title: string | null;
  readonly controls: Controls;
  /** Whether it is for one person alone. */
  readonly isPrivate: boolean;
  /** Whether who asked may show it to the channel. */
  readonly mayShare: boolean;
  /** Who brings it into the channel: a name, so that nobody is notified. */
  readonly sharedBy: string | null;
}

/** What of an answer a platform shows. */
export type ShownAnswer = Pick<Answer, keyof Shown | 'status'>;

/** How a platform shows what the bot says. @typeParam Page a message as its API takes it */
export interface Rendering<Page> {
  /** The first is the answer, those after it what had no room in it. */
  answer(answer: ShownAnswer, dress: Dress): Page[];
  /** What is for one person to see, all of it. */
  shown(shown: Shown): Page[];
  /** A short text of the bot's own. */
  notice(text: string, isPrivate: boolean): Page;
  /** What a button says when it is pressed, after a restart too. Text that is too long for it the store keeps. */
  encodeAction: EncodeAction;
}

/** @param turns keeps, for who asked, what is too long */
export type EncodeAction = (action: TurnAction | PickAction, turns: TurnStore) => string;

/**
 * A chat platform, as the conversation needs it. What comes from it is parsed into {@link ChatMessage}s before;
 * every method throws what its request fails with.
 */
export interface ChatPlatform<Where, Page> extends Rendering<Page> {
  /** Whether one message may come as several events, so that a second is no repeat. */
  readonly severalEvents: boolean;
  /** Whether its command answers to who uses it alone, also where the bot may not write. */
  readonly answersAlone: boolean;
  /**
   * Posts a message in answer to one.
   * @param key says which of the answer's: under the same key it is posted once
   * @param isReply whether it refers to the question, where messages do
   */
  post(where: Where, page: Page, key: string, isReply: boolean): Promise<Sent>;
  edit(where: Where, sent: Sent, page: Page): Promise<void>;
  remove(where: Where, sent: Sent): Promise<void>;
  /** How a post stands; `null` where the platform does not say what it was not asked about before. */
  readonly lookUp: ((where: Where) => Promise<Standing>) | null;
  /** Shows that the bot is at work on an answer. */
  showBusy(where: Where): Promise<void>;
  /** Shows who asked something where they asked, and nobody else; `null` where the platform has no such way. */
  readonly whisper: ((where: Where, page: Page) => Promise<void>) | null;
  /** To who asked, in direct messages. */
  tellPrivately(where: Where, page: Page): Promise<void>;
  /** What an error of a request means for the conversation: the bot may not write there, or what it meant is gone. */
  refusalIn(error: unknown): 'may-not-write' | 'gone' | null;
}
