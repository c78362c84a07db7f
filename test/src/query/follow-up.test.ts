import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import type { Bot } from '../../../src/bot.js';
import { distinctSubjects } from '../../../src/query/entities.js';
import { nextConversation, understandInContext } from '../../../src/query/follow-up.js';
import type { Conversation } from '../../../src/query/query.js';
import { builtFrom, converse, knowledgeFrom, quotesOf, reading, spansOf, TEAS } from '../../builders.js';

let bot: Bot;
let teas: Knowledge;
beforeAll(async () => {
  ({ bot } = await builtFrom(TEAS));
  teas = await knowledgeFrom(TEAS);
});

const readAfter = (message: string, conversation: Conversation | null) =>
  reading(teas, (lexicon, known) => understandInContext(message, conversation, lexicon, known));
/** What a conversation may have left behind. */
const left = (changes: Partial<Conversation>): Conversation => ({
  subjects: [],
  listed: [],
  intent: 'fact',
  topic: '',
  places: [],
  askedBack: false,
  ...changes,
});

type Row = [turns: string[], intent: string, subjects: string[], reading: RegExp | null];

describe('understandInContext', () => {
  it.each<Row>([
    [['what is green tea', 'and its advantages'], 'aspect', ['green-tea'], /advantages of Green tea/],
    [['what is green tea', 'how do I brew it?'], 'aspect', ['green-tea'], /brewing of Green tea/],
    [['What water temperature does green tea need?', 'and white tea?'], 'fact', ['white-tea'], /White tea/],
    [['advantages of oolong', 'what about rooibos?'], 'aspect', ['rooibos'], /advantages.*Rooibos/],
    [['advantages of oolong', 'same for green tea'], 'aspect', ['green-tea'], /advantages.*Green tea/],
    [
      ['what is oolong', 'compare it with black tea'],
      'compare',
      ['oolong', 'black-tea'],
      /Oolong and Black tea/,
    ],
    [
      ['what is oolong', 'is it better than rooibos?'],
      'compare',
      ['oolong', 'rooibos'],
      /Oolong and Rooibos/,
    ],
    [
      ['green tea vs black tea', 'which one has less caffeine?'],
      'compare',
      ['green-tea', 'black-tea'],
      /Green tea and Black tea: caffeine/,
    ],
    [
      ['green tea vs black tea', 'and which is cheaper?'],
      'compare',
      ['green-tea', 'black-tea'],
      /Green tea and Black tea: cheaper/,
    ],
    [['green tea vs black tea', 'which tea has no caffeine?'], 'list', [], null],
    [['what is oolong', 'and compared to rooibos?'], 'compare', ['oolong', 'rooibos'], /Oolong and Rooibos/],
    [['what is oolong', 'compare with rooibos'], 'compare', ['oolong', 'rooibos'], /Oolong and Rooibos/],
    [['advantages of oolong', 'which is better?'], 'recommend', [], null],
    [
      ['green tea vs black tea', 'which of them is better for the morning?'],
      'compare',
      ['green-tea', 'black-tea'],
      /Green tea and Black tea/,
    ],
    [
      ['tell me about rooibos', 'thanks!', 'does it have caffeine?'],
      'fact',
      ['rooibos'],
      /caffeine of Rooibos/,
    ],
    [['what is green tea', 'who are you?', 'why is it bitter?'], 'fact', ['green-tea'], /^why: .*Green tea/],
    [
      ['green tea vs black tea', 'the second one: advantages'],
      'fact',
      ['black-tea'],
      /advantages of Black tea/,
    ],
    [['what is green tea', 'what is oolong'], 'definition', ['oolong'], null],
    [['what is green tea', 'which teas are grown in China?'], 'list', [], null],
    [['what is green tea', 'thanks'], 'thanks', [], null],
    [['what is green tea', 'help'], 'help', [], null],
    [['what is green tea', ''], 'empty', [], null],
    [['hello', 'what about its taste?'], 'fact', [], null],
  ])('reads the last of %j', async (turns, intent, subjects, reading) => {
    const before = await converse(bot, ...turns.slice(0, -1));
    const query = await readAfter(turns[turns.length - 1] ?? '', before.conversation);
    expect(query.intent).toBe(intent);
    expect(distinctSubjects(query.subjects).map(({ id }) => id)).toEqual(subjects);
    if (reading) expect(query.reading).toMatch(reading);
    else expect(query.reading).toBeNull();
  });

  it('says in the answer how it was read', async () => {
    const answer = await converse(bot, 'what is green tea', 'what about its taste?');
    expect(answer.reading).toBe('taste of Green tea');
    expect(spansOf(answer.blocks)[0]?.text).toContain('taste of Green tea');
  });

  it('tells what is asked of the subject spoken of', async () => {
    const answer = await converse(bot, 'what is green tea', 'what about its taste?');
    expect(quotesOf(answer, 'green-tea').join(' ')).toMatch(/grassy/i);
  });

  it('reads a message without a conversation as it stands', async () => {
    expect(await readAfter('what about its taste?', null)).toMatchObject({
      subjects: [],
      reading: null,
    });
  });

  it('leaves out subjects that the knowledge no longer has', async () => {
    const old = left({ subjects: ['gone'], listed: ['gone', 'lost'], intent: 'definition' });
    expect((await readAfter('what about its taste?', old)).subjects).toEqual([]);
  });
});

describe('nextConversation', () => {
  it('keeps subjects through an answer that names none, and stays small', async () => {
    const first = await bot.ask('what is green tea');
    const second = await bot.ask(`xyz ${'what about caffeine '.repeat(200)}`, {
      conversation: first.conversation,
    });
    expect(second.conversation?.topic.length).toBeLessThanOrEqual(200);
    const all = await bot.ask('list all teas');
    expect(all.conversation?.subjects).toHaveLength(4);
    const thanked = await bot.ask('thanks', { conversation: first.conversation });
    expect(thanked.conversation).toEqual(first.conversation);
  });

  it('keeps the subjects of before when the answer is about none', async () => {
    const { explanation } = await bot.ask('who won the world cup');
    expect(explanation.subjects).toEqual([]);
    const before = left({ subjects: ['oolong'], topic: 'taste' });
    const query = await readAfter('who won the world cup', before);
    expect(nextConversation(query, { subjects: [], places: [], askedBack: false }, before)?.subjects).toEqual(
      ['oolong'],
    );
  });
});
