import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { knowledgeFolder, knowledgeOrShipped } from '../../../adapters/terminal/knowledge-folder.js';
import { fakeTerminal, SHIPPED, TEAS, temporaryFolder } from '../../builders.js';

/** Where a command that somebody tries the program with answers from, in a folder of its own, and what it says of it. */
async function tried(
  place: { option?: string; env?: Record<string, string> },
  folders: readonly string[] = [],
): Promise<{ folder: string; said: string[] }> {
  const here = await inFolderOfItsOwn();
  for (const name of folders) await mkdir(join(here, name));
  const said: string[] = [];
  const folder = knowledgeOrShipped({ option: place.option, env: place.env ?? {} }, (text) =>
    said.push(text),
  );
  return { folder, said };
}

async function inFolderOfItsOwn(): Promise<string> {
  const before = process.cwd();
  const folder = await temporaryFolder();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  return folder;
}

describe('where the articles are', () => {
  it.each([
    ['in the folder of the option', { option: 'a', env: { KNOWLEDGE_DIR: 'b' } }, ['knowledge'], 'a'],
    ['in that of the environment', { env: { KNOWLEDGE_DIR: 'b' } }, ['knowledge'], 'b'],
    ['in "knowledge"', {}, ['knowledge'], 'knowledge'],
    [
      'in "knowledge" where the variable is empty',
      { env: { KNOWLEDGE_DIR: ' ' } },
      ['knowledge'],
      'knowledge',
    ],
    ['in a folder that is named and missing', { option: 'nowhere' }, [], 'nowhere'],
    [
      'in one that the environment names and is missing',
      { env: { KNOWLEDGE_DIR: 'nowhere' } },
      [],
      'nowhere',
    ],
  ])('is %s', async (_, place, folders, expected) => {
    expect(await tried(place, folders)).toEqual({ folder: expected, said: [] });
    expect(knowledgeFolder({ option: undefined, env: {}, ...place })).toBe(expected);
  });

  it('is where the article that comes with the program is, where there is nothing else, and that is said', async () => {
    const { folder, said } = await tried({});
    expect(folder).toBe(SHIPPED);
    expect(said).toEqual([expect.stringMatching(/^There is no folder "knowledge" here.*--knowledge DIR/)]);
  });
});

describe('in an empty folder', () => {
  it('a question is answered from the article that comes with the program, which standard error says', async () => {
    await inFolderOfItsOwn();
    const terminal = fakeTerminal({ env: { DOCENT_CACHE_DIR: await temporaryFolder() } });
    expect(await run(['ask', 'what is django'], terminal)).toBe(0);
    expect(terminal.out()).toMatch(/^Django is /);
    expect(terminal.err()).toMatch(/^docent: There is no folder "knowledge" here/);
  });

  it.each([[['answer']], [['check']], [['gaps']], [['eval', join(TEAS, 'questions.jsonl')]]])(
    '%j, on whose outcome programs rely, is an error',
    async (args) => {
      await inFolderOfItsOwn();
      const terminal = fakeTerminal({
        input: '{"q":"x"}',
        env: { DOCENT_DATA_DIR: await temporaryFolder() },
      });
      const status = await run(args, terminal);
      expect([status, terminal.err()]).toEqual([2, expect.stringContaining('There is no knowledge folder')]);
    },
  );
});
