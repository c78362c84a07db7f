import { expect } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { type Corrected, openCorrected } from '../corrected.js';
import {
  answered,
  itMeets,
  OOLONG,
  type OpenScene,
  PANEL,
  ROOIBOS,
  type Ruled,
  rulesFor,
  type Scene,
  type Seen,
  UNCOVERED,
  type UnmetOf,
} from './chat-contract.js';

const BERT = { by: 'bert', to: 'nobody' } as const;
const WORDS = 'Nobody does.\nBut **Carl** has a rocket:\n- it flies on Mondays\n- ask him';
const PRIVATE = ['Yes', 'No, and don’t ask again'];

interface Opened {
  readonly scene: Scene;
  readonly corrected: Corrected;
}

/** Anna is trusted, and the bot may read what is said. */
async function opened(open: OpenScene, corrected?: Corrected): Promise<Opened> {
  const own = corrected ?? (await openCorrected());
  const environment = { DOCENT_DATA_DIR: await temporaryFolder() };
  return { corrected: own, scene: await open({ corrected: own, followsThreads: true, environment }) };
}

/** Anna asks what is not covered, and Bert says something to that. */
async function replied({ scene }: Opened, words = WORDS) {
  const question = scene.say(UNCOVERED);
  await answered(scene, 'room', 1);
  return scene.say(words, { ...BERT, below: question });
}

/** What Bert was asked, alone. */
const consentsAsked = (scene: Scene): Seen[] =>
  scene.written('bert').filter(({ text }) => text.includes('make an article of what you wrote'));

async function askedOf(scene: Scene): Promise<Seen> {
  await scene.until('Bert is asked', () => consentsAsked(scene).length > 0);
  const [asked, ...more] = consentsAsked(scene) as [Seen, ...Seen[]];
  expect(more).toEqual([]);
  expect(asked.buttons.slice(0, 2)).toEqual(PRIVATE);
  expect(asked.notifies).toBe(false);
  return asked;
}

/** What was published answers in the room. */
const saysRocket = (scene: Scene): Promise<void> =>
  scene.until('it is answered', () =>
    scene.written('room').some(({ text }) => text.includes('has a rocket')),
  );

const stored = async ({ corrected }: Opened) => corrected.records.state(new Date(), 'draft');

const CASES = {
  async 'saves what a person wrote, word for word, once they agree'(open: OpenScene) {
    const all = await opened(open);
    const { scene, corrected } = all;
    const line = await replied(all);
    const told = await scene.save(line);
    expect(told.text).toMatch(/I have asked who wrote it/);
    expect(told.isPrivate).toBe(true);
    const asked = await askedOf(scene);
    expect(await corrected.drafts.list()).toEqual([]);
    expect((await scene.press(asked, /^Yes$/, 'bert')).text).toMatch(/Thank you/);
    const [draft] = await corrected.drafts.list();
    expect(draft).toMatchObject({ words: WORDS, on: new Date().toISOString().slice(0, 10) });
    expect(draft?.name).toMatch(/bert|user 666666666666666662/i);
    expect(draft?.link).toMatch(/^https:\/\//);
  },

  async 'knows which question it is that a message answers'(open: OpenScene) {
    const all = await opened(open);
    await all.scene.save(await replied(all));
    await all.scene.press(await askedOf(all.scene), /^Yes$/, 'bert');
    expect((await all.corrected.drafts.list())[0]).toMatchObject({ question: UNCOVERED });
  },

  async 'refuses who is not trusted, alone, and says who may'(open: OpenScene) {
    const all = await opened(open);
    const told = await all.scene.save(await replied(all), 'bert');
    expect(told.text).toMatch(/is saved as an article by those /);
    expect(told.isPrivate).toBe(true);
    await all.scene.stop();
    expect([consentsAsked(all.scene), await stored(all)]).toEqual([[], []]);
  },

  async 'keeps nothing of who refuses, and never asks them again'(open: OpenScene) {
    const all = await opened(open);
    const { scene } = all;
    const line = await replied(all);
    await scene.save(line);
    expect((await scene.press(await askedOf(scene), /^No/, 'bert')).text).toMatch(
      /Nothing of what you wrote/,
    );
    expect((await scene.save(line)).text).toMatch(/does not want that\. Nothing is kept/);
    expect(await stored(all)).toEqual([]);
    await scene.stop();
    expect(consentsAsked(scene)).toHaveLength(1);
  },

  async 'asks nobody who saves what they wrote themselves'(open: OpenScene) {
    const { scene, corrected } = await opened(open);
    expect((await scene.save(scene.say(WORDS, { to: 'nobody' }))).text).toMatch(/Saved as a draft/);
    expect(await corrected.drafts.list()).toMatchObject([{ words: WORDS }]);
  },

  async 'saves nothing of an app'(open: OpenScene) {
    const { scene, corrected } = await opened(open);
    const line = scene.say(WORDS, { by: 'app', to: 'nobody' });
    expect((await scene.save(line)).text).toMatch(/Only what people wrote is saved/);
    expect(await corrected.drafts.list()).toEqual([]);
  },

  async 'makes one draft, and asks once, however often it is saved, after a restart too'(open: OpenScene) {
    const all = await opened(open);
    const { scene, corrected } = all;
    const line = await replied(all);
    await scene.save(line);
    expect((await scene.save(line)).text).toMatch(/was asked before and has not answered/);
    await scene.restart();
    await scene.save(line);
    await scene.press(await askedOf(scene), /^Yes$/, 'bert');
    expect((await scene.save(line)).text).toMatch(/is a draft already/);
    const other = scene.say('On Tuesdays too.', BERT);
    expect((await scene.save(other)).text).toMatch(/Saved as a draft/);
    await scene.stop();
    expect(consentsAsked(scene)).toHaveLength(1);
    expect((await corrected.drafts.list()).map(({ words }) => words).sort()).toEqual(
      [WORDS, 'On Tuesdays too.'].sort(),
    );
  },

  async 'asks once where the word that it did is lost'(open: OpenScene) {
    const all = await opened(open);
    const line = await replied(all);
    all.scene.losesNextToBert();
    await all.scene.save(line);
    await all.scene.press(await askedOf(all.scene), /^Yes$/, 'bert');
    expect(await all.corrected.drafts.list()).toHaveLength(1);
  },

  async 'keeps nothing of a message that is deleted before its author agrees'(open: OpenScene) {
    const all = await opened(open);
    const line = await replied(all);
    await all.scene.save(line);
    all.scene.remove(line);
    await all.scene.press(await askedOf(all.scene), /^Yes$/, 'bert');
    expect([await all.corrected.drafts.list(), await stored(all)]).toEqual([[], []]);
  },

  async 'takes a draft away with its message'(open: OpenScene) {
    const { scene, corrected } = await opened(open);
    const line = scene.say(WORDS, { to: 'nobody' });
    await scene.save(line);
    scene.remove(line);
    await expect.poll(() => corrected.drafts.list()).toEqual([]);
  },

  async 'lets a draft say what its message says after an edit'(open: OpenScene) {
    const { scene, corrected } = await opened(open);
    const line = scene.say(WORDS, { to: 'nobody' });
    await scene.save(line);
    scene.change(line, 'He has **two** rockets.', 'nobody');
    await expect
      .poll(async () => (await corrected.drafts.list())[0]?.words)
      .toMatch(/He has \*\*two\*\* rockets\.$/);
  },

  async 'takes out all of who wants it no more, by command or by the button'(open: OpenScene) {
    const all = await opened(open);
    const { scene, corrected } = all;
    await scene.save(await replied(all));
    const asked = await askedOf(scene);
    await scene.press(asked, /^Yes$/, 'bert');
    const [draft] = await corrected.drafts.list();
    const edited = { title: UNCOVERED, question: UNCOVERED };
    expect(await corrected.drafts.publish(draft?.id ?? '', edited)).toMatch(/^Published/);
    scene.say(UNCOVERED);
    await saysRocket(scene);
    expect((await scene.consent('off', 'bert')).text).toMatch(/Nothing of what you wrote/);
    expect((await corrected.live.bot.ask(UNCOVERED)).status).not.toBe('answered');
    await scene.consent('on', 'bert');
    await scene.save(scene.say('On Tuesdays too.', BERT));
    expect(await corrected.drafts.list()).toHaveLength(1);
    await scene.press(asked, /^No/, 'bert');
    expect([await corrected.drafts.list(), await stored(all)]).toEqual([[], []]);
  },

  async 'saves what a trusted person checks below a question that it did not cover, after a restart too'(
    open: OpenScene,
  ) {
    const all = await opened(open);
    const { scene, corrected } = all;
    const line = await replied(all);
    await scene.restart();
    scene.check(line);
    scene.check(line);
    await scene.press(await askedOf(scene), /^Yes$/, 'bert');
    expect(await corrected.drafts.list()).toMatchObject([{ words: WORDS }]);
  },

  async 'does nothing about checks of others, and of what stands below no such question'(open: OpenScene) {
    const all = await opened(open);
    const { scene } = all;
    const line = await replied(all);
    const covered = scene.say('what is oolong?');
    await scene.until('it is answered', () => scene.written('room').some(({ text }) => OOLONG.test(text)));
    scene.check(line, 'bert');
    scene.check(scene.say('It is the best of all.', { ...BERT, below: covered }));
    scene.check(scene.say('Hear, hear.', BERT));
    scene.say('what is rooibos?');
    await scene.until('the next is answered', () =>
      scene.written('room').some(({ text }) => ROOIBOS.test(text)),
    );
    await scene.stop();
    expect([consentsAsked(scene), await stored(all)]).toEqual([[], []]);
    const told = [...scene.written('bert'), ...scene.written('room')].map(({ text }) => text);
    expect(told.join('\n')).not.toContain('saved as an article');
  },

  async 'shows what it published only where all is seen that is where it was said'(
    open: OpenScene,
    places: Ruled,
  ) {
    const corrected = await openCorrected(null, { rules: rulesFor(places.room), articles: PANEL });
    const { scene } = await opened(open, corrected);
    await scene.save(scene.say(WORDS, { to: 'nobody' }));
    const [draft] = await corrected.drafts.list();
    await corrected.drafts.publish(draft?.id ?? '', { title: UNCOVERED, question: UNCOVERED });
    scene.say(UNCOVERED);
    await saysRocket(scene);
    scene.say(UNCOVERED, { at: 'direct' });
    await scene.until('it is answered', () =>
      scene.written('direct').some(({ text }) => /not cover/.test(text)),
    );
    expect(
      scene
        .written('direct')
        .map(({ text }) => text)
        .join(''),
    ).not.toContain('has a rocket');
  },
} satisfies Record<string, (open: OpenScene, places: Ruled) => Promise<void>>;

export type UnmetDrafts = UnmetOf<keyof typeof CASES>;

/** Holds a platform to what all of them promise of what people wrote. @param unmet cases that it cannot meet, with the reason */
export function itKeepsWhatPeopleAnswered(
  name: string,
  open: OpenScene,
  places: Ruled,
  unmet: UnmetDrafts = {},
): void {
  itMeets(`what people answered on ${name}`, CASES, open, places, unmet);
}
