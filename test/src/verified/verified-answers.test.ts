import { describe, expect, it } from 'vitest';
import { createBot, type LocalBot } from '../../../src/bot.js';
import { plainText } from '../../../src/index.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import type { Likeness } from '../../../src/retrieval/ports.js';
import { CLUB, clubBot, entry, HIRING } from './builders.js';

const QUESTION = 'Where do I get the keys of the boat house?';

async function isTaken(verified: string, asked: string): Promise<boolean> {
  return (await clubBot([entry(verified)]).ask(asked)).verified !== null;
}

describe('a verified answer', () => {
  it('quotes its passage under who verified it and when, and says why it was given', async () => {
    const answer = await clubBot([entry(QUESTION)]).ask(QUESTION);
    expect(plainText(answer)).toMatch(
      /^Verified by Anna, 27 November 2026\.\n\nThe keys of the boat house hang/,
    );
    expect(answer.citations.map(({ document, section }) => `${document} ${section}`)).toContain(
      'club.md Keys',
    );
    expect(answer).toMatchObject({
      status: 'answered',
      verified: { by: 'Anna', on: '2026-11-27', question: QUESTION },
      explanation: {
        decision: `Anna verified this answer to “${QUESTION}”, which asks the same: it says the same words.`,
      },
    });
  });

  it('shows points as points', async () => {
    const answer = await clubBot([entry('What does a boat cost?', { quote: HIRING })]).ask(
      'what does a boat cost',
    );
    expect(answer.blocks[1]).toMatchObject({ type: 'list', items: [expect.anything(), expect.anything()] });
  });

  it('has a text of its own, and then cites itself', async () => {
    const own = entry('Who opens the bar?', {
      text: 'Zoe does:\n\n- at ten on weekdays\n- at nine on Sundays',
    });
    const answer = await clubBot([own]).ask('who opens the bar?');
    expect(plainText(answer)).toContain('• at nine on Sundays');
    expect(answer.citations[0]?.document).toBe(own.path);
  });

  it('is found in nothing that others ask, though its words stand in it', async () => {
    const own = entry('Who mends the zeppelin?', {
      text: 'The zeppelin is mended by Xaver in the zeppelin shed.',
    });
    const { status, citations } = await clubBot([own]).ask('what does the zeppelin shed look like?');
    expect([status, citations]).toEqual(['abstained', []]);
  });

  it('is no subject, no kind and no article that topics name', async () => {
    const bot = clubBot([entry(QUESTION)]);
    expect(plainText(await bot.ask('/topics'))).not.toContain(QUESTION);
    expect(bot.contents.documents.map(({ verified }) => verified?.stands ?? null)).toEqual([null, true]);
  });

  it('leaves what leans on the turn before to that', async () => {
    const bot = clubBot([entry('and its canoe?')]);
    const { conversation } = await bot.ask('where are the keys of the boat house?');
    expect((await bot.ask('and its canoe?', { conversation })).verified).toBeNull();
  });

  it.each([
    ['where do i get the keys of the boat house', 'case and marks'],
    ['hi, can you tell me where I get the keys for the boat house please?', 'what is said around it'],
    ['where can we get keys of the boat hause?', 'a slip'],
    ["where's the boat house keys", 'the order of words'],
  ])('is given to “%s”: %s', async (asked) => {
    expect(await isTaken(QUESTION, asked)).toBe(true);
  });

  it.each([
    ['Can I cancel a booking?', 'is it possible to cancel a booking'],
    ["What's the difference between rowing and sculling?", 'sculling vs rowing'],
    ['How do I delete my account?', 'deleting my account, how?'],
  ])('of “%s” is given to “%s”', async (verified, asked) => {
    expect(await isTaken(verified, asked)).toBe(true);
  });

  it.each([
    [QUESTION, 'Where do I get the keys of the bar?', 'another thing'],
    [QUESTION, 'Where do I lose the keys of the boat house?', 'another verb'],
    [QUESTION, 'Why do I get the keys of the boat house?', 'another sort of question'],
    [QUESTION, 'Where do I not get the keys of the boat house?', 'a negation'],
    [QUESTION, 'Where do I get both keys of the boat house?', 'how many'],
    [QUESTION, 'Where does someone else get the keys of the boat house?', 'who'],
    ['How do I pay for gate 3?', 'How do I pay for gate 4?', 'a number that is grammar elsewhere'],
    ['Is vitamin C sold at the bar?', 'Is vitamin D sold at the bar?', 'a letter'],
    ['What is the IT budget?', 'What is the budget?', 'an acronym that is grammar in small letters'],
    ['How do I go from Aston to Burton?', 'How do I go from Burton to Aston?', 'the way'],
    [
      'Can I change the pitch without changing the speed?',
      'Can I change the speed without changing the pitch?',
      'what stays',
    ],
    ['Do I have to register?', 'Can I register?', 'must and may'],
    ['Did you sell canoes?', 'Do you sell canoes?', 'the past'],
    ['How do I turn on the alarm?', 'How do I turn off the alarm?', 'the opposite'],
    ['How long does a session last?', 'How can I change how long a session lasts?', 'one verb more'],
    ['What happens before the race?', 'What happens after the race?', 'before and after'],
    ['Can I import a boat?', 'Can I export a boat?', 'words that are written alike'],
  ])('of “%s” is not given to “%s”: %s', async (verified, asked) => {
    expect(await isTaken(verified, asked)).toBe(false);
  });

  it('is withdrawn when its passage changes, moves to another article or is gone, and given again when it is back', async () => {
    const verified = [entry(QUESTION)];
    const changed = CLUB.replace('behind the bar', 'on the nail');
    for (const club of [changed, CLUB.replace(/## Keys\n.*\n/, '')])
      expect((await clubBot(verified, club).ask(QUESTION)).verified).toBeNull();
    const bot = clubBot(verified, changed);
    expect(bot.contents.documents[1]?.verified).toMatchObject({
      stands: false,
      quote: { article: 'club.md' },
    });
    expect((await clubBot(verified).ask(QUESTION)).verified).not.toBeNull();
  });

  it('stands where its passage moved to in its article, or was broken into other lines', async () => {
    const moved = CLUB.replace('## Keys', '## Where what is').replace('bar. Ask', 'bar.\nAsk');
    const answer = await clubBot([entry(QUESTION)], moved).ask(QUESTION);
    expect([answer.verified?.by, answer.citations[0]?.section]).toEqual(['Anna', 'Where what is']);
  });

  it('quotes sentences inside a paragraph', async () => {
    const quote = { article: 'club.md', section: 'Keys', text: 'Ask Zoe at the bar for them.' };
    const answer = await clubBot([entry(QUESTION, { quote })]).ask(QUESTION);
    expect(answer.citations.map((one) => one.quote)).toEqual(['Ask Zoe at the bar for them.']);
  });
});

/** The models' place: how near each word is, and the cosine of each question that was verified. */
function botByMeaning(verified: readonly string[], cosines: readonly number[] | null, nearest = 0) {
  const { corpus } = clubBot(verified.map((one) => entry(one)));
  const likeness: Likeness = {
    questions: async (_, words) => ({ cosine: cosines?.[0] ?? 0, nearest: words.map(() => nearest) }),
    cosines: async (_, others) => cosines && others.map((one) => cosines[verified.indexOf(one)] ?? 0),
  };
  return createBot(corpus, { ...createLocalEngine(corpus, buildIndex(corpus)), likeness });
}

describe('a question like one that was verified', () => {
  const LOST = 'What do I do when a key is lost?';
  const SURELY = 'what do the keys of the boat house weigh?';
  const ALIKE = 'why are the keys of the boat house rusty?';
  const offered = async (bot: LocalBot, asked: string) => (await bot.ask(asked)).suggestions;

  it('is answered as ever, and the verified one is offered, with why', async () => {
    const bot = botByMeaning([QUESTION, LOST], [0.3, 0.62]);
    const { verified, suggestions, explanation } = await bot.ask('the clubhouse is locked, help');
    expect(verified).toBeNull();
    expect(suggestions).toEqual({
      lead: 'Anna verified the answer to a question like this:',
      questions: [LOST],
    });
    expect(explanation.decision).toMatch(/which is like this \(a cosine of 0\.62\): it is offered\.$/);
  });

  it.each([
    ['none is near enough', [0.44, 0.2], 'the clubhouse is locked, help'],
    ['somebody only greets', [0.9, 0.9], 'hello!'],
    ['somebody wants to see what there is', [0.9, 0.9], '/topics'],
    ['the answer is sure and it is not much like it', [0.59, 0.5], SURELY],
  ])('is not offered where %s', async (_, cosines, asked) => {
    expect((await offered(botByMeaning([QUESTION, LOST], cosines), asked))?.lead ?? '').not.toContain(
      'verified',
    );
  });

  it('is offered below a sure answer too where it is much like it', async () => {
    const answer = await botByMeaning([QUESTION, LOST], [0.6, 0.5]).ask(SURELY);
    expect(answer.confidence).toBeGreaterThan(0.75);
    expect(answer.suggestions?.questions).toContain(QUESTION);
  });

  it('stands before what else is suggested', async () => {
    const bot = botByMeaning([QUESTION, LOST], [0.3, 0.62]);
    const asked = 'who repairs zeppelins on the moon?';
    const before = (await clubBot([entry(QUESTION), entry(LOST)]).ask(asked)).suggestions?.questions ?? [];
    const { lead, questions = [] } = (await offered(bot, asked)) ?? {};
    expect(questions).toEqual([LOST, ...before.filter((one) => one !== LOST)]);
    expect(lead).toBe(
      `Anna verified the answer to ${before.length > 0 ? 'the first of these' : 'a question like this'}:`,
    );
  });

  it('is offered by its words where meaning cannot be had, or not yet', async () => {
    for (const bot of [clubBot([entry(QUESTION)]), botByMeaning([QUESTION], null)])
      expect(await offered(bot, ALIKE)).toMatchObject({
        questions: [QUESTION],
      });
    expect(await offered(clubBot([entry(QUESTION)]), 'I lost my boat')).toBeNull();
  });

  it('leads to its answer when it is pressed', async () => {
    const bot = clubBot([entry(QUESTION)]);
    const [pressed = ''] = (await offered(bot, ALIKE))?.questions ?? [];
    expect((await bot.ask(pressed)).verified?.question).toBe(QUESTION);
  });

  it('is not offered once its answer is withdrawn', async () => {
    const bot = clubBot([entry(QUESTION)], CLUB.replace('behind the bar', 'on the nail'));
    expect(await offered(bot, ALIKE)).toBeNull();
  });
});

describe('a verified answer by meaning', () => {
  const bot = (verified: string, cosine: number, nearest: number) =>
    botByMeaning([verified], [cosine], nearest);
  const LONGER = 'Where do I get the spare keys of the boat house?';

  it('is given where a word is implied by what is asked', async () => {
    const answer = await bot(LONGER, 0.85, 0.6).ask(QUESTION);
    expect(answer.verified?.question).toBe(LONGER);
    expect(answer.explanation.decision).toContain('differs in “spare” alone');
  });

  it.each([
    [LONGER, QUESTION, 0.79, 0.6, 'the questions are not near enough'],
    [LONGER, QUESTION, 0.85, 0.49, 'the word is not'],
    [QUESTION, LONGER, 1, 1, 'what is asked says more than what was verified'],
    ['Where do I get the spare keys of Burton?', 'Where do I get the spare keys?', 1, 1, 'a name is lost'],
    ['Where do I get all keys?', 'Where do I get keys?', 1, 1, 'how many is lost'],
  ])('of “%s” is not given to “%s” with %d and %d: %s', async (verified, asked, cosine, nearest) => {
    expect((await bot(verified, cosine, nearest).ask(asked)).verified).toBeNull();
  });
});
