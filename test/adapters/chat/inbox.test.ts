import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../adapters/chat/inbox.js';
import { temporaryFolder } from '../../builders.js';

const message = (id: string) => ({ id, channel: '20', server: '30' });

describe('the inbox', () => {
  it('knows after a restart what came and was not done, past a line that was cut off', async () => {
    const folder = await temporaryFolder();
    const first = createInbox(folder, 'a');
    expect(first.left).toEqual([]);
    for (const id of ['1', '2', '3']) first.received(message(id));
    first.received({ id: '4', channel: '21', server: null });
    first.done('2');
    await appendFile(join(folder, 'inbox-a.txt'), '\n+ 17');
    const second = createInbox(folder, 'a');
    expect(second.left).toEqual([message('1'), message('3'), { id: '4', channel: '21', server: null }]);
    second.done('1');
    second.received(message('5'));
    expect(createInbox(folder, 'a').left.map(({ id }) => id)).toEqual(['3', '4', '5']);
    expect(createInbox(folder, 'b').left).toEqual([]);
    expect((await stat(join(folder, 'inbox-a.txt'))).mode & 0o077).toBe(0);
  });

  it('passes over what waits longer than anybody does, however often it was tried', async () => {
    const folder = await temporaryFolder();
    let now = 0;
    const open = () => createInbox(folder, 'a', { now: () => now });
    open().received(message('1'));
    now = 14 * 60_000;
    const again = open();
    expect(again.left).toEqual([message('1')]);
    again.received(message('1'));
    now = 16 * 60_000;
    expect(open().left).toEqual([]);
  });

  it('stays short', async () => {
    const folder = await temporaryFolder();
    const inbox = createInbox(folder, 'a', { maxLines: 10 });
    inbox.received(message('first'));
    for (let i = 0; i < 1_000; i++) {
      inbox.received(message(String(i)));
      inbox.done(String(i));
    }
    expect((await readFile(join(folder, 'inbox-a.txt'), 'utf8')).length).toBeLessThan(1_000);
    expect(createInbox(folder, 'a').left).toEqual([message('first')]);
  });

  it('keeps nobody from being answered when it cannot be written, and says so', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'inbox-a.txt'));
    const errors: unknown[] = [];
    const inbox = createInbox(folder, 'a', { lost: (error) => errors.push(error) });
    inbox.received(message('1'));
    expect(errors.length).toBeGreaterThan(0);
    expect(createInbox(null, 'a').left).toEqual([]);
  });
});
