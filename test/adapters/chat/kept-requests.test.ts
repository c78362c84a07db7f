import { describe, expect, it } from 'vitest';
import { createKeptRequests } from '../../../adapters/chat/kept-requests.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

const LATER = Date.now() + 60_000;
const REQUEST = { text: 'what is oolong?', response_url: 'https://hooks.slack.com/x' };

describe('requests that are kept', () => {
  it('are found after the process ended, with whether they were on their way, until they are done', async () => {
    const folder = await temporaryFolder();
    const first = await stateIn(folder);
    const kept = createKeptRequests('slack', first.state);
    for (const id of ['a', 'b', 'c']) await kept.keep(id, REQUEST, LATER);
    await kept.sending('b');
    kept.done('c');
    await first.close();
    const second = await stateIn(folder);
    const { left, done } = createKeptRequests('slack', second.state);
    expect([...left].sort((one, two) => (one.id < two.id ? -1 : 1))).toEqual([
      { id: 'a', request: REQUEST, isSending: false },
      { id: 'b', request: REQUEST, isSending: true },
    ]);
    for (const id of ['a', 'b']) done(id);
    expect(createKeptRequests('discord-0', second.state).left).toEqual([]);
    await second.close();
    expect(createKeptRequests('slack', (await stateIn(folder)).state).left).toEqual([]);
  });

  it('are on disk before it is said that they are kept', async () => {
    const folder = await temporaryFolder();
    const { state } = await stateIn(folder);
    await createKeptRequests('slack', state).keep('a', REQUEST, LATER);
    // As after a kill: nothing else was written.
    expect(createKeptRequests('slack', (await stateIn(folder)).state).left).toHaveLength(1);
  });

  it('are kept once, also when they come again after they were done', async () => {
    const folder = await temporaryFolder();
    const { state, close } = await stateIn(folder);
    const kept = createKeptRequests('slack', state);
    await kept.keep('a', REQUEST, LATER);
    kept.done('a');
    await kept.keep('a', REQUEST, LATER);
    await close();
    expect(createKeptRequests('slack', (await stateIn(folder)).state).left).toEqual([]);
  });

  it('are dropped when nobody can answer them any more', async () => {
    const folder = await temporaryFolder();
    const { state, close } = await stateIn(folder);
    await createKeptRequests('slack', state).keep('a', REQUEST, LATER);
    await close();
    const later = await stateIn(folder, () => LATER + 1);
    expect(createKeptRequests('slack', later.state, () => LATER + 1).left).toEqual([]);
  });
});
