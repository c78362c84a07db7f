import { createHash, hkdfSync } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgetEarlierFiles, takeOverAsked, takeOverShared } from '../../../adapters/chat/earlier-files.js';
import { createInbox } from '../../../adapters/chat/inbox.js';
import { createKeptRequests } from '../../../adapters/chat/kept-requests.js';
import { createThreads } from '../../../adapters/chat/threads.js';
import { seal } from '../../../adapters/process/sealed.js';
import { createPseudonyms, readKey } from '../../../adapters/records/pseudonyms.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

const SECRET = 'a'.repeat(64);
const TURN = { question: 'and its price?', conversation: null };
const REQUEST = { text: 'what is oolong?' };

/** A data folder as the version before left it. */
async function leftFolder(): Promise<string> {
  const now = Date.now();
  const called = createHash('sha256').update('c').digest('hex');
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'kept-', 32));
  const request = (id: string) => JSON.stringify({ id, until: now + 60_000, request: REQUEST });
  const folder = await temporaryFolder({
    'turns.jsonl': `${JSON.stringify({ key: 'an-earlier-key-1', turn: TURN })}\n{"key":"half`,
    'inbox-discord-0.txt': `\n+ ${now} 1 20 30\n\n+ ${now} 2 20 -\n\n- 1\n\n+ 17`,
    'inbox-discord-1.txt': `\n+ ${now} 9 20 30\n`,
    'forgotten.txt': '',
  });
  await mkdir(join(folder, 'kept-slack'));
  for (const [name, text] of [
    ['a.waiting', request('a')],
    ['b.sending', request('b')],
    ['d.waiting', '{"id":"d","un'],
    [`${called}.waiting`, JSON.stringify(seal(request('c'), key, called))],
  ] as const)
    await writeFile(join(folder, 'kept-slack', name), text);
  const { person } = createPseudonyms(readKey(folder));
  const day = new Date(now).toISOString().slice(0, 10);
  await writeFile(
    join(folder, `threads-${day}.txt`),
    `\n${person('thread', 'C1 1.1')} ${person('asker', 'C1 1.1 UANNA')}\nhalf a li`,
  );
  return folder;
}

const filesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => !/^records\.db|^person\.key/.test(name));

describe('what an earlier version left', () => {
  it('is taken over, also by the next start, and removed once it is kept', async () => {
    const folder = await leftFolder();
    const seen = async () => {
      const { state, close } = await stateIn(folder);
      takeOverShared({ folder, state, keepsQuestions: true });
      takeOverAsked({ folder, state }, 'discord-0', undefined);
      takeOverAsked({ folder, state }, 'slack', SECRET);
      const found = {
        turn: createTurnStore(state, { keeps: true }).find('an-earlier-key-1'),
        thread: createThreads(state).knowsAsker('C1 1.1', 'UANNA'),
        inbox: createInbox('discord-0', state).left,
        requests: createKeptRequests('slack', state)
          .left.map(({ id, isSending }) => [id, isSending])
          .sort(),
      };
      await close();
      return found;
    };
    const expected = {
      turn: TURN,
      thread: true,
      inbox: [{ id: '2', channel: '20', server: null }],
      requests: [
        ['a', false],
        ['b', true],
        ['c', false],
      ],
    };
    expect(await seen()).toEqual(expected);
    // That of another process is its own to take.
    expect(await filesIn(folder)).toEqual(['inbox-discord-1.txt']);
    expect(await seen()).toEqual(expected);
  });

  it('stays where it is until it can be kept', async () => {
    const folder = await leftFolder();
    const before = await filesIn(folder);
    const { state } = await stateIn(folder);
    takeOverShared({ folder, state: { ...state, takeOver: () => undefined }, keepsQuestions: true });
    expect(await filesIn(folder)).toEqual(before);
  });

  it('of texts goes at once where they are not to be kept any more', async () => {
    const folder = await leftFolder();
    await writeFile(join(folder, 'turns.jsonl.new'), 'x');
    const { state, close } = await stateIn(folder);
    takeOverShared({ folder, state, keepsQuestions: false });
    expect((await filesIn(folder)).filter((name) => name.startsWith('turns'))).toEqual([]);
    await close();
    const again = await stateIn(folder);
    expect(createTurnStore(again.state, { keeps: true }).find('an-earlier-key-1')).toBeNull();
  });

  it('goes with a person who is forgotten', async () => {
    const folder = await leftFolder();
    forgetEarlierFiles(folder);
    expect((await filesIn(folder)).filter((name) => !name.startsWith('threads'))).toEqual([]);
  });
});
