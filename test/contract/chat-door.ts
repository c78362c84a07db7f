import type { OpenScene, PlaceName, Scene, Seen } from './chat-contract.js';
import type { Door, DoorOptions, OpenDoor, Person, Said } from './door-contract.js';

/** Anna asks in the messages between her and the bot, Bert in a room. */
const PLACES: Readonly<Record<Person, PlaceName>> = { anna: 'direct', bert: 'room' };
/** Only its name is given: a button may call the thing as the platform likes it. */
const BUTTONS = { sources: /Sources/, section: /Whole section/, why: /Why/ } as const;

/** A chat platform as a door like any other. */
export const chatDoor =
  (open: OpenScene): OpenDoor =>
  async ({ handsOver = false, ...options }: DoorOptions = {}) =>
    doorOf(await open({ ...options, ...(handsOver ? { handsOver: 'quietly' as const } : {}) }));

function doorOf(scene: Scene): Door {
  /** The message that stands last of what was said. */
  const seen = new WeakMap<Said, Seen>();
  const saidAs = (messages: readonly Seen[], to: Person): Said => {
    const said = { text: messages.map(({ text }) => text).join('\n'), to };
    seen.set(said, messages.at(-1) as Seen);
    return said;
  };
  const press = (said: Said, label: RegExp) => {
    const message = seen.get(said);
    if (!message) throw new Error('That was not said here');
    return scene.press(message, label, said.to);
  };
  const ask: Door['ask'] = async (question, by = 'anna', until = /\S/) => {
    const at = PLACES[by];
    const before = scene.written(at).length;
    const since = () => scene.written(at).slice(before);
    scene.say(question, { at, by });
    await scene.until(`${question} is answered`, () => since().some(({ text }) => until.test(text)));
    return saidAs(since(), by);
  };
  let votedDown: Seen | null = null;
  return {
    ask,
    titles: async (by) => (await ask('topics', by)).text,
    take: async (said, suggestion) =>
      saidAs([await press(said, new RegExp(suggestion.replace('?', '\\?')))], said.to),
    async compare(said, subject) {
      const message = seen.get(said) as Seen;
      return (await scene.compareWith(message, [subject])).text;
    },
    show: async (said, what) => (await press(said, BUTTONS[what])).text,
    async vote(said, isHelpful) {
      const told = await press(said, isHelpful ? /👍/ : /👎/);
      votedDown = told;
      return told.text;
    },
    tellWhy: async (said, reason) => (await scene.press(votedDown as Seen, new RegExp(reason), said.to)).text,
    async correct(said, text) {
      const offer = await press(said, /Correct this/);
      return said.to === 'anna' ? (await scene.writeAnswer(offer, text)).text : offer.text;
    },
    async handOver(said) {
      const told = await press(said, /Ask a person/);
      await scene.until('people see it', () => scene.written('help').length > 0);
      return [told.text, scene.written('help')[0]?.text ?? ''];
    },
    log: () => scene.log().join(''),
    faults: () => scene.faults(),
  };
}
