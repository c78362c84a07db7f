import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { TEAS } from '../program.js';

/** What every object of JavaScript has, and what a list, a function or a promise has. */
const NAMES = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'length', 'name', 'caller', 'then', 'map', 'get', 'has', 'size', 'next', 'toJSON'],
];
const QUESTIONS = [
  'What is a NAME?',
  'NAME vs green tea',
  'compare NAME and constructor',
  'list all teas with NAME',
  'how do I use the NAME of oolong?',
  'which teas are not NAME?',
  'NAME',
  'what about its NAME?',
];
const ASKED = NAMES.flatMap((name) => QUESTIONS.map((question) => question.replaceAll('NAME', name)));

/** An article that calls everything that has a name by one of these. */
function article(): string {
  const list = (line: (name: string) => string) => NAMES.map(line).join('\n');
  return [
    '---',
    'title: Names',
    'noun: constructor',
    'subjects:',
    list(
      (name) =>
        `  - id: ${name.toLowerCase().replace(/[^a-z]/g, '')}\n    heading: ${name}\n    aliases: [the ${name}]`,
    ),
    'questions:',
    list((name) => `  - What is a ${name}?`),
    '---',
    '# Names',
    '',
    list(
      (name) =>
        `## ${name}\n\nThe ${name} is a name.\n\n| Fact | Value |\n| --- | --- |\n| ${name} | ${name} |\n`,
    ),
  ].join('\n');
}

export const inheritedNames: Attack = {
  name: 'inherited-names',
  claims: 'A word that JavaScript knows is a word like any other',
  tries: `${ASKED.length} questions over HTTP and as one batch, an article of ${NAMES.length} such names`,
  async run(stage) {
    const named = await stage.folder({ 'names.md': article() });
    const checked = await stage.docent(['check', '--knowledge', named]);
    const batch = await stage.docent(
      ['answer'],
      { KNOWLEDGE_DIR: TEAS },
      ASKED.map((q, id) => `${JSON.stringify({ id, q })}\n`).join(''),
    );
    const lines = batch.out.split('\n').filter((line) => line.includes('"status"'));
    const program = await stage.start({ knowledge: named });
    let errors = 0;
    for (const question of ASKED) if ((await program.ask(question)).status >= 500) errors++;
    return [
      never('questions answered with an error of the server', errors),
      never('questions of a batch without an answer', ASKED.length - lines.length),
      never(
        'checks of the article that broke off',
        /TypeError|RangeError|internal/i.test(checked.err) ? 1 : 0,
      ),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
