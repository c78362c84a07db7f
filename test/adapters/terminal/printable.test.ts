import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { type Process, run } from '../../../adapters/terminal/cli.js';
import { printable } from '../../../adapters/terminal/printable.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';
import { recordOf } from '../records/builders.js';

/** Clears the screen, hides text, sets the title, and the same with one character of C1. */
const COMMANDS = '\u001b[2J\u001b[8m\u001b]0;pwned\u0007\u009b2J';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/;

/** What the commands do, when they are left as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const EFFECT = /\u001b(?:\[2J|\[8m|\])/;

const ARTICLE = `---
title: Kettles
questions:
  - What is a kettle?
---
# Kettles

## Kettle ${COMMANDS}

A kettle ${COMMANDS} boils water in a kitchen, and is filled at the tap.

\`\`\`sh
fill ${COMMANDS} kettle
\`\`\`
`;

async function docent(args: readonly string[], tty: boolean, input = '') {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'articles'));
  await writeFile(join(folder, 'articles', `kettles${COMMANDS.slice(0, 4)}.md`), ARTICLE);
  const env = {
    KNOWLEDGE_DIR: join(folder, 'articles'),
    DOCENT_CACHE_DIR: join(folder, 'cache'),
    DOCENT_DATA_DIR: folder,
    DOCENT_PERSON_KEY: 'a-key-of-this-test',
  };
  const { records } = await openRecords(env);
  const question = `Who ${COMMANDS} invented the kettle?`;
  await records.add(recordOf({ at: new Date(), question, subjects: [], terms: [`kettle${COMMANDS}`] }));
  await records.close();
  const terminal = fakeTerminal({ env, tty, input });
  await run(args, terminal as Process);
  // What paints is Docent's own, and only for a person.
  const said = tty ? stripVTControlCharacters(terminal.out()) : terminal.out();
  return { said, raw: terminal.out(), err: terminal.err() };
}

describe.each([
  ['a person', true],
  ['a pipe', false],
])('what %s reads', (_, tty) => {
  it.each([
    [['ask', 'What is a kettle?']],
    [['ask', '--explain', 'What is a kettle?']],
    [['ask', '--json', 'What is a kettle?']],
    [['ask', `what is a kettle ${COMMANDS}`]],
    [['topics']],
    [['check']],
    [['gaps']],
    [['gaps', '--csv']],
    [['doctor']],
    [['eval', `no${COMMANDS}such`]],
  ])('holds no command to the terminal: docent %j', async (args) => {
    const { said, raw, err } = await docent(args, tty);
    expect(`${said}${err}`).not.toBe('');
    expect(OBEYED.exec(`${said}${err}`)?.[0]).toBeUndefined();
    // Stripped or not, what the article wrote does nothing.
    expect(raw).not.toMatch(EFFECT);
  });

  it('holds none in a conversation either', async () => {
    const { raw } = await docent(['chat'], tty, 'what is a kettle?\n');
    expect(raw).toContain('\\u001b[8m');
    expect(raw).not.toMatch(EFFECT);
  });
});

describe('printable', () => {
  it('shows control characters as JSON writes them, and leaves lines and tabs', () => {
    expect(printable('a\u001b[1m\tb\u009b\rc\r\n')).toBe('a\\u001b[1m\tb\\u009b\\u000dc\r\n');
    const value = { text: '\u0080\u007f\u001b' };
    expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
  });
});
