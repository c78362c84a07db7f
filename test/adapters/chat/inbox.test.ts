import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../adapters/chat/inbox.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

const message = (id: string) => ({ id, channel: '20', server: '30' });

describe('the inbox', () => {
  it('knows after a restart what came and was not done', async () => {
    const folder = await temporaryFolder();
    const first = await stateIn(folder);
    const inbox = createInbox('a', first.state);
    expect(inbox.left).toEqual([]);
    for (const id of ['1', '2', '3']) inbox.received(message(id));
    inbox.received({ id: '4', channel: '21', server: null });
    inbox.done('2');
    await first.close();
    const second = await stateIn(folder);
    const { left, done, received } = createInbox('a', second.state);
    expect([...left].sort((one, two) => Number(one.id) - Number(two.id))).toEqual([
      message('1'),
      message('3'),
      { id: '4', channel: '21', server: null },
    ]);
    done('1');
    received(message('5'));
    await second.close();
    const third = await stateIn(folder);
    const ids = createInbox('a', third.state).left.map(({ id }) => id);
    expect(ids.sort()).toEqual(['3', '4', '5']);
    expect(createInbox('b', third.state).left).toEqual([]);
  });

  it('passes over what waits longer than anybody does, however often it was tried', async () => {
    const folder = await temporaryFolder();
    let at = Date.now();
    const left = async () => {
      const { state, close } = await stateIn(folder, () => at);
      const inbox = createInbox('a', state, () => at);
      inbox.received(message('1'));
      await close();
      return inbox.left;
    };
    expect(await left()).toEqual([]);
    at += 14 * 60_000;
    expect(await left()).toEqual([message('1')]);
    at += 2 * 60_000;
    expect(await left()).toEqual([]);
  });
});
