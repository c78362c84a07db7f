import { writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.js';
import { temporaryFolder } from '../builders.js';
import { type Corrected, openCorrected } from '../corrected.js';
import { inPart, madeUp, paragraph, quoted } from '../made-up.js';

/** A place where people meet the bot: `direct` is Anna's own chat with it, and `bert` is Bert's; `closed` is a room that it may not write in, `help` is where people answer. */
export type PlaceName = 'room' | 'thread' | 'direct' | 'closed' | 'help' | 'bert';

export interface SaidSo {
  /** Unless told otherwise the room. */
  readonly at?: PlaceName;
  /** Anna, unless told otherwise; `app`: another bot. */
  readonly by?: 'anna' | 'bert' | 'app';
  /** Whom the message mentions: the bot, unless told otherwise, but for direct messages. */
  readonly to?: 'bot' | 'bert' | 'nobody';
  /** The message of the bot's that it replies to. */
  readonly replyTo?: Seen;
  /** The line of a person's that it replies to. */
  readonly below?: unknown;
}

/** A message of the bot's, as who looks sees it. */
export interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  /** As long as the platform takes it for; {@link Scene.maxLength} is the most. */
  readonly length: number;
  readonly isPrivate: boolean;
  readonly edits: number;
  /** Whether it notifies anybody. */
  readonly notifies: boolean;
}

/** The bot in service. */
export interface Service {
  /** Lines of its log since it was started last. */
  log(): readonly string[];
  /** Ends it when what is under way is done. */
  stop(): Promise<void>;
  restart(): Promise<void>;
}

interface Started {
  readonly running: { stop(): Promise<void> };
  readonly log: readonly string[];
}

/** Starts the bot, now and whenever it is restarted. */
export async function inService(start: () => Promise<Started>): Promise<Service> {
  let live = await start();
  return {
    log: () => live.log,
    stop: () => live.running.stop(),
    async restart() {
      await live.running.stop();
      live = await start();
    },
  };
}

/** A platform's server with two people, and the bot, connected to it as it is in service. */
export interface Scene<Line = unknown> extends Service {
  readonly maxLength: number;
  say(text: string, said?: SaidSo): Line;
  /** The platform sends the events of a message once more. */
  repeat(line: Line): void;
  /** Someone edits what they wrote, into a message to the bot unless told otherwise. */
  change(line: Line, text: string, to?: 'nobody'): void;
  remove(line: Line): void;
  /** What the bot wrote in a place and did not take away, oldest first. */
  written(at: PlaceName): Seen[];
  /** How many messages it took away. */
  takenAway(): number;
  /** Anna uses the command that asks, in the room. */
  command(question: string): Promise<Seen>;
  /** Someone presses the button, or chooses what is called so in the menu, of a message. */
  press(seen: Seen, label: RegExp, by?: 'anna' | 'bert'): Promise<Seen>;
  compareWith(seen: Seen, subjects: readonly string[]): Promise<Seen>;
  /** Someone uses the command that says, or sets, how the bot listens in the room. */
  listen(how: '' | 'here' | 'off' | 'dry-run', by?: 'anna' | 'bert'): Promise<Seen>;
  /** Someone saves what a person wrote as an article, from the menu of the message. */
  save(line: Line, by?: 'anna' | 'bert'): Promise<Seen>;
  /** Someone puts a check mark on what a person wrote. */
  check(line: Line, by?: 'anna' | 'bert'): void;
  /** Someone uses the command that says whether what they wrote may become articles. */
  consent(how: 'on' | 'off', by: 'anna' | 'bert'): Promise<Seen>;
  /** The platform posts what comes next to Bert alone, and its word of that is lost. */
  losesNextToBert(): void;
  /** The platform posts what comes next to where people answer, and its word of that is lost. */
  losesNextAnswer(): void;
  /** Someone presses what lets them write an answer below a message, and writes it. */
  writeAnswer(seen: Seen, text: string, by?: 'anna' | 'bert'): Promise<Seen>;
  until(what: string, isSo: () => boolean): Promise<void>;
  /** What the bot did that the platform would not take. */
  faults(): readonly string[];
}

export interface SceneOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the bot reads threads that it answered in. */
  readonly followsThreads?: boolean;
  /** Changes how the bot answers. */
  readonly ask?: (bot: Bot) => Bot['ask'];
  /** Where questions are handed to people: to a place, with a call that notifies somebody, or to a place that is gone. */
  readonly handsOver?: 'quietly' | 'with a call' | 'nowhere';
  /** Articles whose answers Anna is trusted to correct. */
  readonly corrected?: Corrected;
  /** Whether Anna is trusted; she is where answers can be corrected. */
  readonly trustsAnna?: boolean;
  /** Whether the digest of each week is posted to where people answer; it is due. */
  readonly digest?: boolean;
  /** How the bot listens in the room; it can read what is said there. */
  readonly listens?: 'here' | 'dry-run';
}

const NOW = new Date();
/** A time that was less than an hour ago. */
export const JUST_BEFORE = `${NOW.toUTCString().slice(0, 3)} ${NOW.getUTCHours()}:00 UTC`;

/** Why a platform cannot meet a case. */
export type UnmetOf<Name extends string> = Readonly<Partial<Record<Name, string>>>;
export type Unmet = UnmetOf<keyof typeof CASES>;
type Meets = (open: OpenScene, places: Ruled) => Promise<void>;

/** Opens a scene; what a line is, only the scene itself knows. */
export type OpenScene = (options?: SceneOptions) => Promise<Scene>;

/** How a rule names places of the platform: the entries of a block of YAML. */
export type Ruled = Readonly<Record<'room' | 'thread' | 'direct' | 'help', string>>;

/** What the articles do not cover. */
export const UNCOVERED = 'do you deliver to the moon?';
export const OOLONG = /Oolong is a partly oxidised tea/;
export const ROOIBOS = /Rooibos is a herbal tea/;

export async function answered(scene: Scene, at: PlaceName, count: number): Promise<Seen[]> {
  await scene.until(`${count} stand in ${at}`, () => scene.written(at).length >= count);
  return scene.written(at);
}

/** The only message in a place, where there is to be one. */
export async function theOne(scene: Scene, at: PlaceName): Promise<Seen> {
  const all = await answered(scene, at, 1);
  expect(all).toHaveLength(1);
  return all[0] as Seen;
}

/** What Anna is told alone, where nothing else is. */
async function toldDirectly(scene: Scene): Promise<Seen> {
  await scene.until('she is told', () => scene.written('direct').length > 0);
  return scene.written('direct')[0] as Seen;
}

const CASES = {
  async 'answers a mention once, with its sources and buttons, and notifies nobody'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    const { text, buttons, notifies } = await theOne(scene, 'room');
    expect(text).toMatch(OOLONG);
    expect(text).toMatch(/\[1\]/);
    expect(buttons).toEqual(expect.arrayContaining(['Sources', 'Why?', '👍', '👎']));
    expect(notifies).toBe(false);
    await scene.stop();
    expect(scene.written('room')).toHaveLength(1);
  },

  async 'leaves alone what is said to nobody, to others, and by other bots'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?', { to: 'nobody' });
    scene.say('what is oolong?', { to: 'bert' });
    scene.say('what is oolong?', { by: 'app' });
    scene.say('what is oolong?', { by: 'app', at: 'direct' });
    scene.say('what is rooibos?', { by: 'bert' });
    await answered(scene, 'room', 1);
    await scene.stop();
    expect(scene.written('room').map(({ text }) => text)).toEqual([expect.stringMatching(ROOIBOS)]);
    expect(scene.written('direct')).toEqual([]);
  },

  async 'answers once what the platform sends again'(open: OpenScene) {
    const scene = await open();
    const line = scene.say('what is oolong?');
    scene.repeat(line);
    await answered(scene, 'room', 1);
    scene.repeat(line);
    scene.say('what is rooibos?');
    await answered(scene, 'room', 2);
    await scene.stop();
    const texts = scene.written('room').map(({ text }) => text);
    expect(texts).toEqual([expect.stringMatching(OOLONG), expect.stringMatching(ROOIBOS)]);
  },

  async 'answers once what the platform sends again after a restart, and goes on from there'(
    open: OpenScene,
  ) {
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ environment });
    const line = scene.say('what is oolong?', { at: 'direct' });
    await answered(scene, 'direct', 1);
    await scene.restart();
    scene.repeat(line);
    scene.say('and its advantages?', { at: 'direct' });
    await answered(scene, 'direct', 2);
    await scene.stop();
    expect(scene.written('direct').map(({ text }) => text)).toEqual([
      expect.stringMatching(OOLONG),
      expect.stringMatching(/Advantages of Oolong/),
    ]);
  },

  async 'answers in direct messages without a mention, and goes on from there'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?', { at: 'direct' });
    await answered(scene, 'direct', 1);
    scene.say('and its advantages?', { at: 'direct' });
    const [first, second] = await answered(scene, 'direct', 2);
    expect(first?.text).toMatch(OOLONG);
    expect(second?.text).toMatch(/Advantages of Oolong/);
  },

  async 'goes on in a room from the answer that a message replies to, and from nothing else'(
    open: OpenScene,
  ) {
    const scene = await open();
    scene.say('what is oolong?');
    const replyTo = await theOne(scene, 'room');
    scene.say('and its advantages?', { by: 'bert' });
    await answered(scene, 'room', 2);
    scene.say('and its advantages?', { replyTo });
    const [, bare, reply] = await answered(scene, 'room', 3);
    expect(bare?.text).not.toMatch(/oolong/i);
    expect(reply?.text).toMatch(/Advantages of Oolong/);
  },

  async 'takes what is asked at once in a thread in its order, the slow one first'(open: OpenScene) {
    const scene = await open({
      ask: (bot) => async (message, options) => {
        for (let i = 0; i < 50 && message.includes('rooibos'); i++) await setImmediate();
        return bot.ask(message, options);
      },
    });
    scene.say('what is rooibos?', { at: 'thread' });
    scene.say('and its advantages?', { at: 'thread' });
    scene.say('what is oolong?', { at: 'thread' });
    const texts = (await answered(scene, 'thread', 3)).map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(ROOIBOS),
      expect.stringMatching(/Advantages of Rooibos/),
      expect.stringMatching(OOLONG),
    ]);
  },

  async 'follows a thread that it answered in, and is silent where people talk to each other'(
    open: OpenScene,
  ) {
    const scene = await open({ followsThreads: true });
    scene.say('what is white tea?', { at: 'thread', to: 'nobody' });
    scene.say('what is oolong?', { at: 'thread' });
    await answered(scene, 'thread', 1);
    scene.say('and its advantages?', { at: 'thread', to: 'nobody' });
    scene.say('shall we have lunch at the new place?', { at: 'thread', to: 'nobody', by: 'bert' });
    scene.say('what is white tea?', { at: 'thread', to: 'bert' });
    scene.say('what is rooibos?', { at: 'thread', to: 'nobody', by: 'bert' });
    await answered(scene, 'thread', 3);
    await scene.stop();
    expect(scene.written('thread').map(({ text }) => text)).toEqual([
      expect.stringMatching(OOLONG),
      expect.stringMatching(/Advantages of Oolong/),
      expect.stringMatching(ROOIBOS),
    ]);
  },

  async 'edits its answer when the question is edited, and what follows leans on that'(open: OpenScene) {
    const scene = await open();
    const line = scene.say('what is oolong?', { at: 'direct' });
    await answered(scene, 'direct', 1);
    scene.change(line, 'what is oolong?');
    scene.change(line, 'what is rooibos?');
    await scene.until('it is edited', () => scene.written('direct')[0]?.edits === 1);
    scene.say('and its advantages?', { at: 'direct' });
    const [edited, next] = await answered(scene, 'direct', 2);
    expect(edited?.text).toMatch(ROOIBOS);
    expect(next?.text).toMatch(/Advantages of Rooibos/);
    await scene.stop();
    expect(scene.written('direct').map(({ edits }) => edits)).toEqual([1, 0]);
  },

  async 'lets an edit of an earlier question not change what is spoken of'(open: OpenScene) {
    const scene = await open();
    const line = scene.say('what is oolong?', { at: 'direct' });
    await answered(scene, 'direct', 1);
    scene.say('what is rooibos?', { at: 'direct' });
    await answered(scene, 'direct', 2);
    scene.change(line, 'what is white tea?');
    await scene.until('it is edited', () => scene.written('direct')[0]?.edits === 1);
    scene.say('and its advantages?', { at: 'direct' });
    expect((await answered(scene, 'direct', 3))[2]?.text).toMatch(/Advantages of Rooibos/);
  },

  async 'answers a message that asks it only since it was edited'(open: OpenScene) {
    const scene = await open();
    const line = scene.say('what is oolong?', { to: 'nobody' });
    scene.change(line, 'what is oolong?');
    expect((await theOne(scene, 'room')).text).toMatch(OOLONG);
  },

  async 'makes an edited answer as long as it has to be, and no longer'(open: OpenScene) {
    const scene = await open({ ask: longFor('endless') });
    const line = scene.say('an endless one?', { at: 'direct' });
    const { length } = await whole(scene, 'direct');
    scene.change(line, 'what is oolong?');
    await scene.until('the rest is gone', () => scene.written('direct').length === 1);
    expect(scene.written('direct')[0]?.text).toMatch(OOLONG);
    scene.change(line, 'an endless one again?');
    expect(await whole(scene, 'direct')).toHaveLength(length);
  },

  async 'takes its answer away when the question is deleted'(open: OpenScene) {
    const scene = await open();
    const line = scene.say('what is oolong?', { at: 'direct' });
    await answered(scene, 'direct', 1);
    scene.remove(line);
    await scene.until('it is gone', () => scene.written('direct').length === 0);
  },

  async 'writes nothing for a question that is deleted before it is answered'(open: OpenScene) {
    let release: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isAsked = false;
    const scene = await open({
      ask: (bot) => async (message, options) => {
        if (message.includes('oolong')) {
          isAsked = true;
          await asked;
        }
        return bot.ask(message, options);
      },
    });
    const line = scene.say('what is oolong?', { at: 'direct' });
    while (!isAsked) await setImmediate();
    scene.remove(line);
    // What comes after it has been read by the time that this is answered.
    scene.say('what is rooibos?', { by: 'bert' });
    await answered(scene, 'room', 1);
    release();
    await scene.stop();
    expect([scene.written('direct'), scene.takenAway()]).toEqual([[], 0]);
  },

  async 'tells who asks too fast so, once, and answers others'(open: OpenScene) {
    const scene = await open({ environment: { DOCENT_RATE_PER_PERSON: '1' } });
    for (let i = 0; i < 4; i++) scene.say('what is oolong?');
    scene.say('what is rooibos?', { by: 'bert' });
    await answered(scene, 'room', 3);
    await scene.stop();
    const texts = scene.written('room').map(({ text }) => text);
    expect(texts.filter((text) => OOLONG.test(text))).toHaveLength(1);
    expect(texts.filter((text) => ROOIBOS.test(text))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Please ask again in'))).toHaveLength(1);
    expect(texts).toHaveLength(3);
  },

  async 'shows what only who asks too fast needs to know to nobody else'(open: OpenScene) {
    const scene = await open({ environment: { DOCENT_RATE_PER_PERSON: '1' } });
    for (let i = 0; i < 2; i++) scene.say('what is oolong?');
    await answered(scene, 'room', 2);
    const notice = scene.written('room').find(({ text }) => text.includes('Please ask again in'));
    expect(notice?.isPrivate).toBe(true);
  },

  async 'says privately that it may not write where it was asked, once'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?', { at: 'closed' });
    scene.say('what is rooibos?', { at: 'closed' });
    await answered(scene, 'direct', 1);
    scene.say('what is oolong?');
    await answered(scene, 'room', 1);
    await scene.stop();
    expect(scene.written('closed')).toEqual([]);
    expect(scene.written('direct').map(({ text }) => text)).toEqual([
      expect.stringContaining('where I may not write'),
    ]);
  },

  async 'tells a failure with an id that stands in the log'(open: OpenScene) {
    const scene = await open({ ask: () => () => Promise.reject(new Error('it broke')) });
    scene.say('what is white tea?');
    const { text } = await theOne(scene, 'room');
    const [, id] = /error ([a-z0-9]{6})\./.exec(text) ?? [];
    expect(id).toBeDefined();
    expect(scene.log().join('')).toContain(id);
  },

  async 'counts a vote once, and another when it differs'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    const answer = await theOne(scene, 'room');
    expect((await scene.press(answer, /👍/)).text).toContain('Thank you');
    expect((await scene.press(answer, /👍/)).text).toContain('noted that already');
    expect((await scene.press(answer, /👎/)).text).toContain('That helps');
    expect((await scene.press(answer, /👍/, 'bert')).text).toContain('That helps');
  },

  async 'shows where an answer is from and why it was given to who asks alone'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    const answer = await theOne(scene, 'room');
    const [sources, why] = [await scene.press(answer, /Sources/), await scene.press(answer, /Why/)];
    expect(sources.text).toMatch(/Oolong is a partly oxidised tea/);
    expect(why.text).toMatch(/How sure I am/);
    expect([sources.isPrivate, why.isPrivate]).toEqual([true, true]);
  },

  async 'shows the whole section behind an answer that shows part of it'(open: OpenScene) {
    const scene = await open({ ask: inPart });
    scene.say('what is oolong?');
    const answer = await theOne(scene, 'room');
    const section = await scene.press(answer, /Whole section/);
    expect(section.text.length).toBeGreaterThan(answer.text.length);
  },

  async 'asks what a button suggests'(open: OpenScene) {
    const suggestions = { lead: 'Such as:', questions: ['What is rooibos?'] };
    const scene = await open({
      ask: (bot) => async (message, options) => ({ ...(await bot.ask(message, options)), suggestions }),
    });
    scene.say('what is oolong?');
    const answer = await theOne(scene, 'room');
    const next = await scene.press(answer, /What is rooibos\?/);
    expect(next.text).toMatch(ROOIBOS);
    expect(next.isPrivate).toBe(false);
  },

  async 'compares with what is chosen'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    const compared = await scene.compareWith(await theOne(scene, 'room'), ['rooibos']);
    expect(compared.text).toContain('Oolong and Rooibos');
  },

  async 'compares with two that are chosen at a time'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    const compared = await scene.compareWith(await theOne(scene, 'room'), ['rooibos', 'green-tea']);
    expect(compared.text).toMatch(/Oolong, Rooibos and Green tea/);
  },

  async 'answers a command, once, to where it was used'(open: OpenScene) {
    const scene = await open();
    expect((await scene.command('what is oolong?')).text).toMatch(OOLONG);
    await scene.stop();
    expect(scene.written('room')).toHaveLength(1);
  },

  async 'carries the context from one command to the next'(open: OpenScene) {
    const scene = await open();
    await scene.command('what is oolong?');
    expect((await scene.command('and its advantages?')).text).toMatch(/Advantages of Oolong/);
  },

  async 'cuts a long answer into messages that the platform takes, and loses nothing'(open: OpenScene) {
    const scene = await open({ ask: longFor('endless') });
    scene.say('an endless one?', { at: 'direct' });
    const messages = await whole(scene, 'direct');
    expect(messages.length).toBeGreaterThan(1);
    for (const { length } of messages) expect(length).toBeLessThanOrEqual(scene.maxLength);
  },

  async 'keeps the buttons working after a restart'(open: OpenScene) {
    const folder = await temporaryFolder();
    const environment = { DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' };
    const scene = await open({ environment });
    const padding = 'please tell me, if you would be so kind, '.repeat(20);
    for (const question of ['what is oolong?', `${padding}what is oolong?`])
      scene.say(question, { at: 'direct' });
    const messages = await answered(scene, 'direct', 2);
    await scene.restart();
    for (const message of messages) expect((await scene.press(message, /Why/)).text).toContain('oolong');
  },

  async 'still follows its threads after a restart'(open: OpenScene) {
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ environment, followsThreads: true });
    scene.say('what is oolong?', { at: 'thread' });
    await answered(scene, 'thread', 1);
    await scene.restart();
    scene.say('what is rooibos?', { at: 'thread', to: 'nobody' });
    expect((await answered(scene, 'thread', 2))[1]?.text).toMatch(ROOIBOS);
  },

  async 'offers a person where nothing sure is said, if there is one, and nowhere else'(open: OpenScene) {
    const scene = await open({ handsOver: 'quietly' });
    scene.say(UNCOVERED);
    scene.say('what is oolong?');
    const offers = (await answered(scene, 'room', 2)).map(({ text, buttons }) => [
      OOLONG.test(text),
      buttons.includes('Ask a person'),
    ]);
    expect(offers.sort()).toEqual([
      [false, true],
      [true, false],
    ]);
    const without = await open();
    without.say(UNCOVERED);
    expect((await theOne(without, 'room')).buttons).not.toContain('Ask a person');
  },

  async 'hands a question over once, whoever presses and however often, and notifies nobody'(
    open: OpenScene,
  ) {
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ handsOver: 'quietly', environment });
    scene.say(UNCOVERED);
    const answer = await theOne(scene, 'room');
    const pressed = await Promise.all([
      scene.press(answer, /Ask a person/),
      scene.press(answer, /Ask a person/, 'bert'),
      scene.press(answer, /Ask a person/),
    ]);
    expect(pressed.map(({ isPrivate }) => isPrivate)).toEqual([true, true, true]);
    await scene.restart();
    expect((await scene.press(answer, /Ask a person/)).text).toContain('with people already');
    const { text, buttons, notifies } = await theOne(scene, 'help');
    expect(text).toContain('deliver to the moon');
    expect(text).toMatch(/I looked through one article for: .*moon/);
    expect(text).toMatch(/Asked by .*(?:Anna|anna|ANNA|User)/);
    expect(buttons).toEqual(expect.arrayContaining(['I take it', 'Answered']));
    expect(notifies).toBe(false);
  },

  async 'notifies those alone who are to be'(open: OpenScene) {
    const scene = await open({ handsOver: 'with a call' });
    scene.say(UNCOVERED);
    await scene.press(await theOne(scene, 'room'), /Ask a person/);
    expect((await theOne(scene, 'help')).notifies).toBe(true);
    expect(scene.written('room').map(({ notifies }) => notifies)).not.toContain(true);
  },

  async 'shows who takes a question, who is the first that says so'(open: OpenScene) {
    const scene = await open({ handsOver: 'quietly' });
    scene.say(UNCOVERED);
    await scene.press(await theOne(scene, 'room'), /Ask a person/);
    const card = await theOne(scene, 'help');
    const told = await Promise.all([scene.press(card, /I take it/, 'bert'), scene.press(card, /I take it/)]);
    const [other, own] = told.map(({ text }) => text).sort((a, b) => a.indexOf('It is') - b.indexOf('It is'));
    expect([own, other]).toEqual([
      expect.stringContaining('It is yours'),
      expect.stringContaining('has taken it already'),
    ]);
    const [taken] = scene.written('help').filter(({ isPrivate }) => !isPrivate);
    expect(taken?.text).toMatch(/Taken by/);
    expect(taken?.buttons).not.toContain('I take it');
    expect(taken?.buttons).toContain('Answered');
  },

  async 'tells who asked, once, when somebody replies, and takes that for no question'(open: OpenScene) {
    const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ handsOver: 'quietly', followsThreads: true, environment });
    scene.say(UNCOVERED);
    await scene.press(await theOne(scene, 'room'), /Ask a person/);
    const replyTo = await theOne(scene, 'help');
    scene.say('I would like to know, too', { at: 'help', to: 'nobody', replyTo });
    await scene.restart();
    const reply = scene.say('what is oolong? That we do deliver.', {
      ...{ at: 'help', by: 'bert', to: 'nobody', replyTo },
    });
    scene.repeat(reply);
    scene.say('and it is cheap', { at: 'help', by: 'bert', to: 'nobody', replyTo });
    const { text, isPrivate } = await toldDirectly(scene);
    expect(text).toContain('Somebody answered what you asked');
    expect(text).toContain('deliver to the moon');
    expect(isPrivate || scene.written('direct').length === 1).toBe(true);
    await scene.until('it is shown', () => /Answered/.test(scene.written('help')[0]?.text ?? ''));
    await scene.stop();
    expect(scene.written('direct')).toHaveLength(1);
    expect(scene.written('help')).toHaveLength(1);
    expect(scene.written('help')[0]?.buttons).not.toContain('Answered');
  },

  async 'tells who asked when somebody says that it is answered'(open: OpenScene) {
    const scene = await open({ handsOver: 'quietly' });
    scene.say(UNCOVERED);
    await scene.press(await theOne(scene, 'room'), /Ask a person/);
    const card = await theOne(scene, 'help');
    const told = await Promise.all([
      scene.press(card, /^Answered$/, 'bert'),
      scene.press(card, /^Answered$/, 'bert'),
    ]);
    expect(told.map(({ text }) => text).sort()).toEqual([
      expect.stringContaining('It was answered already'),
      expect.stringContaining('Thank you. I tell who asked'),
    ]);
    expect((await toldDirectly(scene)).text).toContain('Somebody answered what you asked');
    await scene.stop();
    expect(scene.written('direct')).toHaveLength(1);
  },

  async 'hands a question over once when the word of it is lost'(open: OpenScene) {
    const scene = await open({ handsOver: 'quietly' });
    scene.say(UNCOVERED);
    const answer = await theOne(scene, 'room');
    scene.losesNextAnswer();
    await scene.press(answer, /Ask a person/);
    await scene.press(answer, /Ask a person/);
    await scene.stop();
    expect(scene.written('help').filter(({ isPrivate }) => !isPrivate)).toHaveLength(1);
  },

  async 'says so where people cannot be reached, and in the log what to do'(open: OpenScene) {
    const scene = await open({ handsOver: 'nowhere' });
    scene.say(UNCOVERED);
    const answer = await theOne(scene, 'room');
    for (let i = 0; i < 2; i++)
      expect((await scene.press(answer, /Ask a person/)).text).toContain('could not pass that on');
    expect(scene.log().join('')).toMatch(/_HANDOVER_(?:CHANNEL|CHAT)/);
    scene.say('what is oolong?');
    await scene.until('it is answered', () => scene.written('room').some(({ text }) => OOLONG.test(text)));
  },

  async 'lets nobody hand over more than is allowed, nor when nobody is there'(open: OpenScene) {
    const scene = await open({ handsOver: 'quietly', environment: { DOCENT_HANDOVER_LIMIT: '1' } });
    scene.say(UNCOVERED);
    scene.say('how much is a submarine?');
    const [one, other] = await answered(scene, 'room', 2);
    if (!one || !other) throw new Error('There are no two');
    await scene.press(one, /Ask a person/);
    expect((await scene.press(other, /Ask a person/)).text).toMatch(/one question on to people in an hour/);
    expect((await scene.press(one, /Ask a person/)).text).toContain('with people already');
    expect(scene.written('help').filter(({ isPrivate }) => !isPrivate)).toHaveLength(1);
    const [day = ''] = new Date(Date.now() + 3 * 86_400_000).toUTCString().split(',');
    const environment = { DOCENT_HANDOVER_HOURS: `${day} 09:00-17:00 UTC` };
    const night = await open({ handsOver: 'quietly', environment });
    night.say(UNCOVERED);
    const told = await night.press(await theOne(night, 'room'), /Ask a person/);
    expect(told.text).toContain(`People answer ${day} 09:00-17:00 UTC`);
    expect(night.written('help').filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  },

  async 'notifies nobody with what people write'(open: OpenScene) {
    const scene = await open();
    const asked = await scene.command(
      '@everyone @here <!channel> <@1> **oolong** `x` [a](https://a.example)',
    );
    expect(asked.notifies).toBe(false);
  },
  async 'offers nobody to correct answers where nobody is trusted to'(open: OpenScene) {
    const scene = await open();
    scene.say('what is oolong?');
    expect((await theOne(scene, 'room')).buttons).not.toContain('Correct this');
  },

  async 'lets a trusted person choose the right passage, which then answers, and takes it back'(
    open: OpenScene,
  ) {
    const corrected = await openCorrected();
    const scene = await open({ corrected });
    scene.say(STORED, { at: 'direct' });
    const [answer] = await answered(scene, 'direct', 1);
    const offer = await scene.press(answer as Seen, /Correct this/);
    expect(offer.isPrivate).toBe(true);
    expect(offer.text).toContain('Which passage answers');
    const choices = offer.buttons.filter((label) => /^\d/.test(label));
    expect(choices.length).toBeGreaterThan(1);
    const chosen = choices.findIndex((label) => !label.includes('stored')) + 1;
    const done = await scene.press(offer, new RegExp(`^${chosen}(?:\\D|$)`));
    expect([done.isPrivate, done.text]).toEqual([
      true,
      expect.stringMatching(/^Verified\. .*1 answer|^Verified\./),
    ]);
    scene.say(STORED, { at: 'direct' });
    const isVerified = () => scene.written('direct').some(({ text }) => /Verified by /.test(text));
    await scene.until('the verified answer is given', isVerified);
    const verified = scene.written('direct').find(({ text }) => /Verified by /.test(text)) as Seen;
    const again = await scene.press(verified, /Correct this/);
    expect(again.text).toContain('verified the present one');
    expect((await scene.press(again, /Take back/)).text).toMatch(/^Taken back\./);
    expect((await corrected.corrections.list()).entries).toEqual([]);
  },

  async 'refuses to let others correct, and says who may'(open: OpenScene) {
    const corrected = await openCorrected();
    const scene = await open({ corrected });
    scene.say(STORED);
    const answer = await theOne(scene, 'room');
    const refused = await scene.press(answer, /Correct this/, 'bert');
    expect([refused.isPrivate, refused.text]).toEqual([
      true,
      expect.stringMatching(/Answers are corrected by those /),
    ]);
    expect((await corrected.corrections.list()).entries).toEqual([]);
  },

  async 'lets a trusted person write an answer'(open: OpenScene) {
    const corrected = await openCorrected();
    const scene = await open({ corrected });
    scene.say(STORED, { at: 'direct' });
    const [answer] = await answered(scene, 'direct', 1);
    const offer = await scene.press(answer as Seen, /Correct this/);
    expect((await scene.writeAnswer(offer, 'In the **green** tin.')).text).toMatch(/^Verified\./);
    scene.say(STORED, { at: 'direct' });
    const isGiven = () => scene.written('direct').some(({ text }) => /In the green tin/.test(text));
    await scene.until('it is given', isGiven);
  },

  async 'makes one entry of a correction that is pressed twice and after a restart'(open: OpenScene) {
    const corrected = await openCorrected();
    const scene = await open({ corrected });
    scene.say(STORED, { at: 'direct' });
    const [answer] = await answered(scene, 'direct', 1);
    const offer = await scene.press(answer as Seen, /Correct this/);
    await scene.press(offer, /^1(?:\D|$)/);
    expect((await scene.press(offer, /^1(?:\D|$)/)).text).toContain('has verified this answer already');
    await scene.restart();
    expect((await scene.press(offer, /^1(?:\D|$)/)).text).toContain('has verified this answer already');
    const { entries, log } = await corrected.corrections.list();
    expect([entries.length, log.length]).toEqual([1, 1]);
  },

  async 'answers everywhere from what is seen there, and from nothing else'(open: OpenScene, places: Ruled) {
    const corrected = await openCorrected(null, { rules: rulesFor(places.room), articles: PANEL });
    const scene = await open({ corrected });
    scene.say(PAID);
    expect((await theOne(scene, 'room')).text).toContain('40 € a day');
    for (const asked of [PAID, 'what is panle?', 'tell me about the tasting panel', 'topics']) {
      const before = scene.written('direct').length;
      scene.say(asked, { at: 'direct' });
      const all = await answered(scene, 'direct', before + 1);
      expect(all.map(({ text }) => text).join()).not.toMatch(OF_PANEL);
    }
    expect(scene.written('direct').at(-1)?.text).toContain('Here I answer from articles');
    const why = await scene.press(scene.written('direct')[0] as Seen, /Why/);
    expect(why.text).not.toMatch(OF_PANEL);
  },

  async 'sees in a thread what is seen in its channel, unless a rule names it'(
    open: OpenScene,
    places: Ruled,
  ) {
    const rules = rulesFor(places.thread);
    const scene = await open({ corrected: await openCorrected(null, { rules, articles: PANEL }) });
    scene.say(PAID, { at: 'thread' });
    const [said] = await answered(scene, 'thread', 1);
    expect(said?.text).toContain('40 € a day');
  },

  async 'shows, offers and leans on nothing that is seen there no more'(open: OpenScene, places: Ruled) {
    const corrected = await openCorrected(null, { rules: rulesFor(places.direct), articles: PANEL });
    const scene = await open({ corrected });
    scene.say(PAID, { at: 'direct' });
    const [answer] = await answered(scene, 'direct', 1);
    expect(answer?.text).toContain('40 € a day');
    await writeFile(corrected.rules, rulesFor(places.room));
    await corrected.live.reload();
    scene.say('and its duties?', { at: 'direct' });
    const [, next] = await answered(scene, 'direct', 2);
    expect(next?.text).not.toMatch(OF_PANEL);
    expect((await scene.press(answer as Seen, /Sources/)).text).not.toMatch(OF_PANEL);
  },

  async 'gives what a trusted person wrote only where all is seen that was where it was written'(
    open: OpenScene,
    places: Ruled,
  ) {
    const corrected = await openCorrected(null, { rules: rulesFor(places.room), articles: PANEL });
    const scene = await open({ corrected });
    scene.say(STORED);
    const offer = await scene.press(await theOne(scene, 'room'), /Correct this/);
    expect((await scene.writeAnswer(offer, 'Where the panel meets.')).text).toMatch(/^Verified\./);
    scene.say(STORED);
    const isGiven = () => scene.written('room').some(({ text }) => /Where the panel meets/.test(text));
    await scene.until('it is given', isGiven);
    scene.say(STORED, { at: 'direct' });
    const [elsewhere] = await answered(scene, 'direct', 1);
    expect(elsewhere?.text).toMatch(/airtight tin/);
  },
} satisfies Record<string, Meets>;

/** An article that is not for all. */
export const PANEL = {
  'panel.md': `---
title: The tasting panel
labels: { audience: staff }
questions: [What is the tasting panel paid?]
---
# The tasting panel

The tasting panel is paid 40 € a day.

## Duties

The panel tastes nine cups before noon.
`,
};
export const PAID = 'What is the tasting panel paid?';
/** What nobody may read of it who does not see it; that it was asked about is theirs. */
export const OF_PANEL = /40 €|nine cups|before noon|The tasting panel|panel\.md|Duties/;

/** In a place staff is seen, everywhere else what has no labels. */
export const rulesFor = (place: string): string => `rules:\n  - { ${place}, see: { audience: staff } }\n`;

const STORED = 'How is tea stored?';

/** How many words a made-up answer has: more than a message of any platform holds. */
const WORDS = 4_000;
const wordAt = (i: number): string => `word${i}.`;

/** A bot whose answers to some questions are longer than a message. */
const longFor =
  (word: string) =>
  (bot: Bot): Bot['ask'] =>
  async (message, options) =>
    message.includes(word)
      ? madeUp({ blocks: [paragraph(quoted(Array.from({ length: WORDS }, (_, i) => wordAt(i)).join(' ')))] })
      : bot.ask(message, options);

/** The messages of a made-up long answer, when all its words are there; in their order, each once. */
async function whole(scene: Scene, at: PlaceName): Promise<Seen[]> {
  const text = () =>
    scene
      .written(at)
      .map((one) => one.text)
      .join('\n');
  await scene.until('the last word is there', () => text().includes(wordAt(WORDS - 1)));
  const words = [...text().matchAll(/word(\d+)\./g)].map(([, i]) => Number(i));
  expect(words).toEqual(Array.from({ length: WORDS }, (_, i) => i));
  return scene.written(at);
}

/** Holds a platform to what all of them promise. @param unmet cases that it cannot meet, with the reason */
export function itIsAChat(name: string, open: OpenScene, places: Ruled, unmet: Unmet = {}): void {
  itMeets(`the conversation on ${name}`, CASES, open, places, unmet);
}

export function itMeets<Name extends string>(
  what: string,
  cases: Readonly<Record<Name, Meets>>,
  open: OpenScene,
  places: Ruled,
  unmet: UnmetOf<Name>,
): void {
  describe(what, () => {
    for (const [title, meets] of Object.entries(cases) as [Name, Meets][])
      it(title, async (context) => {
        const reason = unmet[title];
        if (reason !== undefined) context.skip(reason);
        const scenes: Scene[] = [];
        await meets(async (options) => {
          const scene = await open(options);
          scenes.push(scene);
          return scene;
        }, places);
        expect(scenes.flatMap((scene) => scene.faults())).toEqual([]);
      });
  });
}
