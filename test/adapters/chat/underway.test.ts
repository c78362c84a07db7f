import { describe, expect, it } from 'vitest';
import { createSeenEvents } from '../../../adapters/chat/seen-events.js';
import { createQueues, createUnderway } from '../../../adapters/chat/underway.js';
import { createConversations } from '../../../adapters/records/conversations.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('work under way', () => {
  it('is waited for, and nothing starts after the close', async () => {
    const failed: unknown[] = [];
    const underway = createUnderway((error) => failed.push(error));
    const { opened, open } = gate();
    const done: string[] = [];
    underway.run(async () => {
      await opened;
      done.push('first');
    });
    underway.run(() => Promise.reject(new Error('broken')));
    const closed = underway.close(10_000);
    underway.run(async () => void done.push('late'));
    open();
    expect(await closed).toBe(true);
    expect([done, failed.map(String)]).toEqual([['first'], ['Error: broken']]);
  });

  it('is given up when it takes too long', async () => {
    const underway = createUnderway(() => undefined);
    underway.run(() => new Promise(() => undefined));
    expect(await underway.close(5)).toBe(false);
  });
});

describe('queues', () => {
  it('keep the order for one key, run others meanwhile, and go on after a failure', async () => {
    const inOrder = createQueues();
    const { opened, open } = gate();
    const order: string[] = [];
    const first = inOrder('a', async () => {
      await opened;
      order.push('a1');
      throw new Error('broken');
    });
    const second = inOrder('a', async () => void order.push('a2'));
    await inOrder('b', async () => void order.push('b'));
    open();
    await expect(first).rejects.toThrow('broken');
    await second;
    expect(order).toEqual(['b', 'a1', 'a2']);
  });
});

describe('what is remembered', () => {
  it('of events: that they were there, bounded in number', () => {
    const seen = createSeenEvents(undefined, { max: 2 });
    expect([seen.first('a'), seen.first('a'), seen.first('b'), seen.first('c'), seen.first('a')]).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('of events over a restart: those that were done, so that the others are done again', async () => {
    const folder = await temporaryFolder();
    const { state, close } = await stateIn(folder);
    const seen = createSeenEvents(state);
    for (const id of ['a', 'b']) seen.first(id);
    seen.done('a');
    await close();
    const again = createSeenEvents((await stateIn(folder)).state);
    expect(['a', 'b'].map((id) => again.first(id))).toEqual([false, true]);
  });

  it('of conversations: the last one of each place, bounded in number', () => {
    const conversations = createConversations(undefined, { max: 2 });
    const about = (topic: string) => ({
      subjects: [topic],
      listed: [],
      intent: 'definition' as const,
      topic,
      places: [],
      askedBack: false,
    });
    for (const place of ['a', 'b', 'c']) conversations.set(place, about(place));
    conversations.set('c', null);
    expect([conversations.get('a'), conversations.get('c')?.topic]).toEqual([null, 'c']);
  });
});
