import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { openRecords } from '../../adapters/records/open-records.js';
import { temporaryFolder } from '../builders.js';
import { openCorrected } from '../corrected.js';
import {
  answered,
  itMeets,
  OF_PANEL,
  OOLONG,
  type OpenScene,
  PAID,
  PANEL,
  ROOIBOS,
  type Ruled,
  rulesFor,
  type Scene,
  type Seen,
  theOne,
  UNCOVERED,
  type UnmetOf,
} from './chat-contract.js';

const NOBODY = { to: 'nobody' } as const;
const BERT = { to: 'nobody', by: 'bert' } as const;
const UNASKED = 'Nobody asked me';
/** A post is answered as soon as it is read, or after long enough for a person. */
const AT_ONCE = { DOCENT_LISTEN_WAIT: '0' };
const AFTER_A_SECOND = { DOCENT_LISTEN_WAIT: '1' };

/** What it says unasked in the room after all that came before was dealt with. */
async function saidUntilRooibos(scene: Scene): Promise<Seen[]> {
  scene.say('what is rooibos?', BERT);
  await scene.until('rooibos is answered', () =>
    scene.written('room').some(({ text }) => ROOIBOS.test(text)),
  );
  await scene.stop();
  return scene.written('room').filter(({ text }) => !ROOIBOS.test(text));
}

const CASES = {
  async 'answers a question that is put to nobody, once, says so, and notifies nobody'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AT_ONCE });
    scene.say('what is oolong?', NOBODY);
    const { text, buttons, notifies } = await theOne(scene, 'room');
    expect(text).toContain(UNASKED);
    expect(text).toMatch(OOLONG);
    expect(buttons).toEqual(expect.arrayContaining(['Sources', 'Why?', '👍', '👎']));
    expect(notifies).toBe(false);
    expect(await saidUntilRooibos(scene)).toHaveLength(1);
  },

  async 'says nothing to chatter, to what it does not know, to commands, to bots, and between people'(
    open: OpenScene,
  ) {
    const scene = await open({ listens: 'here', environment: AT_ONCE });
    const first = scene.say('good morning, I had oolong for breakfast', NOBODY);
    scene.say(UNCOVERED, NOBODY);
    scene.say('do you like oolong?', NOBODY);
    scene.say('!help what is oolong?', NOBODY);
    scene.say('what is oolong?', { to: 'bert' });
    scene.say('what is oolong?', { by: 'app', to: 'nobody' });
    scene.say('what is oolong?', { ...BERT, below: first });
    expect(await saidUntilRooibos(scene)).toEqual([]);
  },

  async 'says nothing where it is not invited'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AT_ONCE });
    scene.say('what is oolong?', { ...NOBODY, at: 'help' });
    scene.say('what is oolong?', { ...NOBODY, at: 'thread' });
    expect(await saidUntilRooibos(scene)).toEqual([]);
    expect([...scene.written('help'), ...scene.written('thread')]).toEqual([]);
  },

  async 'answers who calls it by name in the ordinary way, once'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AT_ONCE });
    scene.say('what is oolong?');
    expect((await theOne(scene, 'room')).text).not.toContain(UNASKED);
    expect(await saidUntilRooibos(scene)).toHaveLength(1);
  },

  async 'says it once, whatever the platform sends again, after a restart too'(open: OpenScene) {
    const environment = { ...AT_ONCE, DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'here', environment });
    const line = scene.say('what is oolong?', NOBODY);
    scene.repeat(line);
    await answered(scene, 'room', 1);
    scene.repeat(line);
    await scene.restart();
    scene.repeat(line);
    expect(await saidUntilRooibos(scene)).toHaveLength(1);
  },

  async 'is silent where a person was faster'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AFTER_A_SECOND });
    const line = scene.say('what is oolong?', NOBODY);
    scene.say('a tea', { ...BERT, below: line });
    expect(await saidUntilRooibos(scene)).toEqual([]);
  },

  async 'asks a post as it was edited meanwhile, or not at all'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AFTER_A_SECOND });
    const edited = scene.say('what is white tea?', NOBODY);
    const taken = scene.say('what is oolong?', NOBODY);
    scene.change(edited, 'what is oolong?', 'nobody');
    scene.change(taken, 'never mind, I found it', 'nobody');
    const said = await saidUntilRooibos(scene);
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(OOLONG)]);
  },

  async 'answers a post that calls it by name since it was edited in the ordinary way, once'(
    open: OpenScene,
  ) {
    const scene = await open({ listens: 'here', environment: AFTER_A_SECOND });
    const line = scene.say('what is oolong?', NOBODY);
    scene.change(line, 'what is oolong?');
    expect((await theOne(scene, 'room')).text).not.toContain(UNASKED);
    expect(await saidUntilRooibos(scene)).toHaveLength(1);
  },

  async 'lets what it said follow its post, and go where that asks it no more'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AT_ONCE });
    const line = scene.say('what is oolong?', NOBODY);
    await answered(scene, 'room', 1);
    scene.change(line, 'what is white tea?', 'nobody');
    await scene.until('it is edited', () => /white tea/i.test(scene.written('room')[0]?.text ?? ''));
    expect(scene.written('room')[0]?.text).toContain(UNASKED);
    scene.change(line, 'never mind', 'nobody');
    await scene.until('it is gone', () => scene.written('room').length === 0);
  },

  async 'writes nothing for a post that is deleted before'(open: OpenScene) {
    const scene = await open({ listens: 'here', environment: AFTER_A_SECOND });
    scene.remove(scene.say('what is oolong?', NOBODY));
    expect([await saidUntilRooibos(scene), scene.takenAway()]).toEqual([[], 0]);
  },

  async 'takes what it said away with its post, after a restart too'(open: OpenScene) {
    const environment = { ...AT_ONCE, DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'here', environment });
    const one = scene.say('what is oolong?', NOBODY);
    const other = scene.say('what is white tea?', NOBODY);
    await answered(scene, 'room', 2);
    scene.remove(one);
    await scene.until('one is gone', () => scene.written('room').length === 1);
    await scene.restart();
    scene.remove(other);
    await scene.until('the other is gone', () => scene.written('room').length === 0);
  },

  async 'takes away what did not help, whoever says so, after a restart too'(open: OpenScene) {
    const environment = { ...AT_ONCE, DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'here', environment });
    scene.say('what is oolong?', NOBODY);
    scene.say('what is white tea?', NOBODY);
    const [one, other] = (await answered(scene, 'room', 2)) as [Seen, Seen];
    const told = await scene.press(one, /👎/, 'bert');
    expect([told.isPrivate, told.text]).toEqual([true, expect.stringContaining('I have taken it away')]);
    await scene.restart();
    await scene.press(other, /👎/);
    const unasked = () => scene.written('room').filter(({ text }) => text.includes(UNASKED));
    await scene.until('both are gone', () => unasked().length === 0);
  },

  async 'goes on with what waited when it was ended, once'(open: OpenScene) {
    const environment = { ...AFTER_A_SECOND, DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'here', environment });
    scene.say('good morning', NOBODY);
    scene.say('what is oolong?', NOBODY);
    // Half of the time: both are read by then, and nothing is said.
    await wait(500);
    await scene.restart();
    await answered(scene, 'room', 1);
    await scene.restart();
    const said = await saidUntilRooibos(scene);
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(OOLONG)]);
  },

  async 'keeps what waits until it is done with, and nothing of what asks nothing'(open: OpenScene) {
    const environment = { DOCENT_LISTEN_WAIT: '600', DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'here', environment });
    scene.say('good morning, I had oolong for breakfast', NOBODY);
    scene.say('what is oolong?', NOBODY);
    scene.say('do you like oolong?', NOBODY);
    scene.say('what is rooibos?', { by: 'bert' });
    await answered(scene, 'room', 1);
    await scene.stop();
    const { records } = await openRecords(environment);
    const rows = await records.state(new Date());
    await records.close();
    expect(rows.filter(({ kind }) => /^(?:inbox|request) /.test(kind))).toHaveLength(1);
  },

  async 'says nothing in a dry run, and how much it would have said'(open: OpenScene) {
    const environment = { ...AT_ONCE, DOCENT_DATA_DIR: await temporaryFolder() };
    const scene = await open({ listens: 'dry-run', environment, trustsAnna: true });
    const line = scene.say('what is oolong?', NOBODY);
    scene.say('good morning', NOBODY);
    scene.repeat(line);
    let text = '';
    for (let i = 0; i < 100 && !/I have heard 2 posts/.test(text); i++) ({ text } = await scene.listen(''));
    expect(text).toContain('I would have answered one post');
    expect(text).toContain('would have been answered 1');
    expect(text).toContain('no question 1');
    expect(scene.written('room').filter((one) => OOLONG.test(one.text))).toEqual([]);
  },

  async 'is invited and sent away by those who are trusted alone, for good'(open: OpenScene) {
    const environment = {
      ...AT_ONCE,
      DOCENT_DATA_DIR: await temporaryFolder(),
      DOCENT_RATE_PER_PERSON: '100',
    };
    const scene = await open({ listens: 'dry-run', environment, trustsAnna: true });
    expect((await scene.listen('here', 'bert')).text).toMatch(/ is for (?:the|those) /);
    expect((await scene.listen('here')).text).toContain('I answer questions here that are put to nobody');
    await scene.restart();
    scene.say('what is oolong?', NOBODY);
    const oolong = () => scene.written('room').filter(({ text }) => OOLONG.test(text));
    await scene.until('it is answered', () => oolong().length === 1);
    expect((await scene.listen('off')).text).toContain('only when I am asked');
    scene.say('what is white tea?', NOBODY);
    scene.say('what is rooibos?');
    await scene.until('rooibos is answered', () =>
      scene.written('room').some(({ text }) => ROOIBOS.test(text)),
    );
    await scene.stop();
    expect(scene.written('room').some(({ text }) => /White tea is/i.test(text))).toBe(false);
  },

  async 'says unasked only what is seen there'(open: OpenScene, places: Ruled) {
    for (const [place, count] of [
      ['room', 1],
      ['direct', 0],
    ] as const) {
      const corrected = await openCorrected(null, { rules: rulesFor(places[place]), articles: PANEL });
      const scene = await open({ corrected, listens: 'here', environment: AT_ONCE });
      scene.say(PAID, NOBODY);
      const said = await saidUntilRooibos(scene);
      expect(said.filter(({ text }) => OF_PANEL.test(text))).toHaveLength(count);
    }
  },
} satisfies Record<string, (open: OpenScene, places: Ruled) => Promise<void>>;

export type UnmetInvited = UnmetOf<keyof typeof CASES>;

/** Holds a platform to what all of them promise where the bot answers unasked. */
export function itAnswersWhereInvited(
  name: string,
  open: OpenScene,
  places: Ruled,
  unmet: UnmetInvited = {},
): void {
  itMeets(`answers where invited on ${name}`, CASES, open, places, unmet);
}
