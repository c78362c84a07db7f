import { describe, expect, it } from 'vitest';
import { composeChoice, vyingOptions } from '../../../src/answer/compose-choice.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { find } from '../../../src/retrieval/find.js';
import { botOf, converse, corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const shed = (door: string, gate: string) => `# Shed

## The door

### Oiling

${door}

## The gate

### Oiling

${gate}

## The roof

Moss grows on the roof.
`;

const knowledge = knowledgeOf(
  corpusOf([
    shed('Drop linseed oil on the upper hinge and wait.', 'Rub grease on the lower hinge and wait.'),
  ]),
);
const same = knowledgeOf(
  corpusOf([shed('Drop oil on the hinge and wait.', 'Drop oil on the hinge and wait.')]),
);

/** The options of a question, where the sections of the same name are as likely as one another. */
async function optionsOf(question: string, from = knowledge) {
  const query = await queryOf(question, from);
  const found = await find(query, from.engine, from.weights);
  const evidence = found.evidence.map((one) => ({
    ...one,
    probability: one.passage.section.heading === 'Oiling' ? 0.4 : 0.1,
  }));
  const retrieved = { ...found, evidence };
  return { query, retrieved, options: vyingOptions(query, retrieved) };
}
const namesOf = async (question: string, from = knowledge) =>
  (await optionsOf(question, from)).options.map(({ name }) => name).sort();

describe('sections of the same name that vie', () => {
  it('are told apart by the headings above them', async () => {
    expect(await namesOf('oiling the hinge')).toEqual(['The door', 'The gate']);
  });

  it.each(['oiling the hinge of the gate', 'moss on the roof', 'which planets have rings'])(
    'are none for %j',
    async (question) => {
      expect(await namesOf(question)).toEqual([]);
    },
  );

  it('are none where they say the same', async () => {
    expect(await namesOf('oiling the hinge', same)).toEqual([]);
  });

  it('are offered by name, each with the question to ask', async () => {
    const { query, options, retrieved } = await optionsOf('oiling the hinge?');
    const { status, blocks, suggestions, citations } = composeChoice(query, options, retrieved);
    expect([status, citations]).toEqual(['clarify', []]);
    const text = plainText({ title: null, blocks, suggestions, citations });
    expect(text).toMatch(/Which one do you mean: The (?:door|gate), The (?:door|gate)\?/);
    expect([...(suggestions?.questions ?? [])].sort()).toEqual([
      'oiling the hinge (The door)?',
      'oiling the hinge (The gate)?',
    ]);
    // Who chooses one is not asked again.
    for (const chosen of suggestions?.questions ?? []) expect(await namesOf(chosen)).toEqual([]);
  });

  it.each([
    '@everyone <b>oiling</b> the hinge <@1>',
    '@herenow oiling the hinge',
    'oiling the `hinge` ((',
    'oiling the \ud83d hinge',
  ])('say back of the message only what is safe: %j', async (question) => {
    const { query, options, retrieved } = await optionsOf(question);
    expect(options).toHaveLength(2);
    const { blocks, suggestions, citations } = composeChoice(query, options, retrieved);
    const text = plainText({ title: null, blocks, suggestions, citations });
    expect(text).not.toMatch(/@everyone|@here|<|`|\p{Surrogate}/u);
  });
});

describe('a question back', () => {
  it('is asked once in a row', async () => {
    const bot = botOf(corpusOf([shed('Oil it.', 'Grease it.')]));
    expect((await bot.ask('/compare')).status).toBe('clarify');
    expect((await converse(bot, '/compare', '/compare')).status).toBe('abstained');
    expect((await converse(bot, '/compare', '/compare', '/compare')).status).toBe('clarify');
  });
});
