import { describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.js';
import { type Corrected, openCorrected } from '../corrected.js';
import { inPart, madeUp, paragraph, quoted } from '../made-up.js';
import {
  OF_PANEL,
  OOLONG,
  PAID,
  PANEL,
  ROOIBOS,
  rulesFor,
  UNCOVERED,
  type UnmetOf,
} from './chat-contract.js';

/** Two people: on a chat, at two terminals, in two browsers. Anna is trusted, and sees what rules give to her place. */
export type Person = 'anna' | 'bert';

/** What is said to a question, as who asked sees it. */
export interface Said {
  readonly text: string;
  /** Whom it was said to. */
  readonly to: Person;
}

/** A way in. What a door does not have rejects: the case is listed as one that it cannot meet. */
export interface Door {
  /** @param until what stands in it when all is said; without, its first words */
  ask(question: string, by?: Person, until?: RegExp): Promise<Said>;
  /** The titles of what there is. */
  titles(by?: Person): Promise<string>;
  /** Asks what is suggested with an answer. */
  take(said: Said, suggestion: string): Promise<Said>;
  /** Lines up what an answer is about with something else. */
  compare(said: Said, subject: string): Promise<string>;
  /** What more is shown of an answer. */
  show(said: Said, what: 'sources' | 'section' | 'why'): Promise<string>;
  vote(said: Said, isHelpful: boolean): Promise<string>;
  /** Says why the answer that was just voted down did not help. */
  tellWhy(said: Said, reason: string): Promise<string>;
  /** Writes another answer, or is refused. */
  correct(said: Said, text: string): Promise<string>;
  /** Hands the question to people. @returns what who asked is told, and what people see */
  handOver(said: Said): Promise<readonly [told: string, seen: string]>;
  log(): string;
  /** What went wrong at the door itself. */
  faults(): readonly string[];
}

export interface DoorOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Changes how the bot answers. */
  readonly ask?: (bot: Bot) => Bot['ask'];
  /** Articles whose answers can be corrected. */
  readonly corrected?: Corrected;
  /** Whether there are people to hand questions to. */
  readonly handsOver?: boolean;
}

export type OpenDoor = (options?: DoorOptions) => Promise<Door>;

/** How a door is met. */
export interface DoorKind {
  readonly open: OpenDoor;
  /** How a rule names where Anna asks, and what a rule of that name takes; `null`: no rule does. */
  readonly annasPlace: {
    readonly rule: string;
    readonly environment?: Readonly<Record<string, string>>;
  } | null;
  /** Lets one question through in a minute. */
  readonly slow: Readonly<Record<string, string>>;
  readonly unmet: UnmetOf<DoorCase>;
}

type Meets = (open: OpenDoor, door: DoorKind) => Promise<void>;

const QUESTION = 'what is oolong?';
const STORED = 'How is tea stored?';
const WORDS = 4_000;

const CASES = {
  async 'answers with what the articles say, and where that stands'(open) {
    const { text } = await (await open()).ask(QUESTION);
    expect(text).toMatch(OOLONG);
    expect(text).toMatch(/Five teas/);
    expect(text).toMatch(/(?:\[1\]|\b1\b)/);
  },

  async 'goes on from the answer before'(open) {
    const door = await open();
    await door.ask(QUESTION);
    expect((await door.ask('and its advantages?', 'anna', /Advantages/)).text).toMatch(/Wide range/);
  },

  async 'does not go on from what somebody else asked'(open) {
    const door = await open();
    await door.ask(QUESTION);
    expect((await door.ask('and its advantages?', 'bert')).text).not.toMatch(/oolong/i);
  },

  async 'says plainly what the articles do not cover'(open) {
    const { text } = await (await open()).ask(UNCOVERED);
    expect(text).toMatch(/moon/);
    expect(text).toMatch(/not (?:cover|find|in|say)|no article|nothing/i);
  },

  async 'names what there is to ask about'(open) {
    const titles = await (await open()).titles();
    expect(titles).toMatch(/Five teas|Rooibos/);
  },

  async 'suggests a question, and answers it when it is taken'(open) {
    const suggestions = { lead: 'Such as:', questions: ['What is rooibos?'] };
    const door = await open({
      ask: (bot) => async (message, options) => ({ ...(await bot.ask(message, options)), suggestions }),
    });
    expect((await door.take(await door.ask(QUESTION), 'What is rooibos?')).text).toMatch(ROOIBOS);
  },

  async 'lines two up'(open) {
    const door = await open();
    const compared = await door.compare(await door.ask(QUESTION), 'rooibos');
    for (const said of [/Oolong/, /Rooibos/, /Caffeine/, /Medium/, /None/]) expect(compared).toMatch(said);
  },

  async 'shows the words that it quotes, and where they stand'(open) {
    const door = await open();
    const sources = await door.show(await door.ask(QUESTION), 'sources');
    expect(sources).toMatch(OOLONG);
    expect(sources).toMatch(/line|teas\.md/);
  },

  async 'shows the whole section that it quotes in part'(open) {
    const door = await open({ ask: inPart });
    const said = await door.ask(QUESTION);
    expect(said.text).not.toMatch(/Collectors store oolong/);
    expect(await door.show(said, 'section')).toMatch(/Collectors store oolong/);
  },

  async 'shows why it gave the answer'(open) {
    const door = await open();
    expect(await door.show(await door.ask(QUESTION), 'why')).toMatch(/How sure I am/);
  },

  async 'counts a vote once, and another when it differs'(open) {
    const door = await open();
    const said = await door.ask(QUESTION);
    expect(await door.vote(said, true)).toContain('That helps');
    expect(await door.vote(said, true)).toContain('noted that already');
    expect(await door.vote(said, false)).toContain('That helps');
  },

  async 'asks why an answer did not help'(open) {
    const door = await open();
    const said = await door.ask(QUESTION);
    expect(await door.vote(said, false)).toContain('What was it?');
    expect(await door.tellWhy(said, 'Outdated')).toContain('Thank you');
  },

  async 'tells of a fault, and goes on'(open) {
    const door = await open({ ask: failsAt('oolong') });
    expect((await door.ask(QUESTION)).text).toMatch(/went wrong|fault in Docent/);
    expect((await door.ask('what is rooibos?', 'anna', ROOIBOS)).text).toMatch(ROOIBOS);
  },

  async 'tells of a fault with an id that stands in the log'(open) {
    const door = await open({ ask: failsAt('oolong') });
    const [, id] = /error ([a-z0-9-]+)\./.exec((await door.ask(QUESTION)).text) ?? [];
    expect(id).toBeDefined();
    expect(door.log()).toContain(id);
  },

  async 'tells who asks too fast when to ask again'(open, { slow }) {
    const door = await open({ environment: slow });
    await door.ask(QUESTION);
    expect((await door.ask(QUESTION, 'anna', /again in/)).text).toMatch(/Please ask again in \d+ seconds/);
  },

  async 'loses nothing of a long answer'(open) {
    const word = (i: number) => `word${i}.`;
    const all = Array.from({ length: WORDS }, (_, i) => word(i));
    const door = await open({
      ask: () => async () => madeUp({ blocks: [paragraph(quoted(all.join(' ')))] }),
    });
    const { text } = await door.ask(QUESTION, 'anna', new RegExp(word(WORDS - 1)));
    const words = [...text.matchAll(/word(\d+)\./g)].map(([, i]) => Number(i));
    expect(words).toEqual(all.map((_, i) => i));
  },

  async 'says of a verified answer who verified it'(open) {
    const corrected = await openCorrected();
    const who = { platform: 'test', person: '1', name: 'Carla', reach: null };
    await corrected.corrections.correct(STORED, { text: 'In a green tin.' }, who, corrected.live.scoped);
    const { text } = await (await open({ corrected })).ask(STORED, 'anna', /green tin/);
    expect(text).toMatch(/Verified by Carla/);
  },

  async 'lets who is trusted write a better answer, which is given from then on'(open) {
    const corrected = await openCorrected();
    const door = await open({ corrected });
    expect(await door.correct(await door.ask(STORED), 'In the blue tin.')).toMatch(/^Verified\./);
    expect((await door.ask(STORED, 'anna', /Verified by/)).text).toMatch(/In the blue tin/);
  },

  async 'lets nobody else do so'(open) {
    const corrected = await openCorrected();
    const door = await open({ corrected });
    const refused = await door.correct(await door.ask(STORED, 'bert'), 'In the blue tin.');
    expect(refused).toMatch(/Answers are corrected by|not the token/);
    expect((await corrected.corrections.list()).entries).toEqual([]);
  },

  async 'tells nobody what is not seen where they ask'(open, { annasPlace }) {
    const { rule = '', ...place } = annasPlace ?? {};
    const seen = { ...place, rules: rulesFor(rule), articles: PANEL };
    const door = await open({ corrected: await openCorrected(null, seen) });
    expect((await door.ask(PAID)).text).toContain('40 € a day');
    expect(await door.titles()).toMatch(/tasting panel/);
    for (const asked of [PAID, 'what is panle?', 'tell me about the tasting panel'])
      expect((await door.ask(asked, 'bert')).text).not.toMatch(OF_PANEL);
    expect(await door.titles('bert')).not.toMatch(OF_PANEL);
  },

  async 'hands to people what it does not know, once'(open) {
    const door = await open({ handsOver: true });
    const said = await door.ask(UNCOVERED);
    const [told, seen] = await door.handOver(said);
    expect(told).toContain('with people now');
    expect(seen).toContain('deliver to the moon');
    const [again] = await door.handOver(said);
    expect(again).toContain('with people already');
  },
} satisfies Record<string, Meets>;

export type DoorCase = keyof typeof CASES;

/** A bot that breaks at some questions. */
const failsAt =
  (word: string) =>
  (bot: Bot): Bot['ask'] =>
  async (message, options) => {
    if (message.includes(word)) throw new Error('it broke');
    return bot.ask(message, options);
  };

/** Holds a door to what all of them promise. */
export function itIsADoor(name: string, door: DoorKind): void {
  describe(name, () => {
    for (const [title, meets] of Object.entries(CASES) as [DoorCase, Meets][])
      it(title, async (context) => {
        const reason = door.unmet[title];
        if (reason !== undefined) context.skip(reason);
        const opened: Door[] = [];
        await meets(async (options) => {
          const one = await door.open(options);
          opened.push(one);
          return one;
        }, door);
        expect(opened.flatMap((one) => one.faults())).toEqual([]);
      });
  });
}
