import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeptRequests, forgetKeptRequests } from '../../../adapters/chat/kept-requests.js';
import { temporaryFolder } from '../../builders.js';

const LATER = Date.now() + 60_000;
const REQUEST = { text: 'what is oolong?', response_url: 'https://hooks.slack.com/x' };

describe('requests that are kept', () => {
  it('are found after the process ended, with whether they were on their way, until they are done', async () => {
    const folder = await temporaryFolder();
    const kept = createKeptRequests(folder, 'slack');
    for (const id of ['a', 'b', 'c']) kept.keep(id, REQUEST, LATER);
    kept.sending('b');
    kept.done('c');
    const { left, done } = createKeptRequests(folder, 'slack');
    expect([...left].sort((one, two) => (one.id < two.id ? -1 : 1))).toEqual([
      { id: 'a', request: REQUEST, isSending: false },
      { id: 'b', request: REQUEST, isSending: true },
    ]);
    for (const id of ['a', 'b']) done(id);
    expect(await readdir(join(folder, 'kept-slack'))).toEqual([]);
    expect(createKeptRequests(folder, 'discord-0').left).toEqual([]);
  });

  it('are kept once, also when they come again after they were done', async () => {
    const folder = await temporaryFolder();
    const kept = createKeptRequests(folder, 'slack');
    kept.keep('a', REQUEST, LATER);
    kept.done('a');
    kept.keep('a', REQUEST, LATER);
    expect(await readdir(join(folder, 'kept-slack'))).toEqual([]);
  });

  it('are dropped when nobody can answer them any more, and when they cannot be read', async () => {
    const folder = await temporaryFolder();
    createKeptRequests(folder, 'slack').keep('a', REQUEST, 1_000);
    await writeFile(join(folder, 'kept-slack', 'cut.waiting'), '{"id":"b","un');
    expect(createKeptRequests(folder, 'slack', { now: () => 2_000 }).left).toEqual([]);
    expect(await readdir(join(folder, 'kept-slack'))).toEqual([]);
  });

  it('can be read by the owner alone, and with a secret by nobody who has not got it', async () => {
    const folder = await temporaryFolder();
    createKeptRequests(folder, 'slack', { secret: 'one' }).keep('a', REQUEST, LATER);
    const [name = ''] = await readdir(join(folder, 'kept-slack'));
    const file = join(folder, 'kept-slack', name);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toMatch(/oolong|hooks/);
    expect(createKeptRequests(folder, 'slack', { secret: 'one' }).left).toMatchObject([{ request: REQUEST }]);
    expect(createKeptRequests(folder, 'slack', { secret: 'two' }).left).toEqual([]);
  });

  it('go with a person who is forgotten', async () => {
    const folder = await temporaryFolder();
    createKeptRequests(folder, 'slack').keep('a', REQUEST, LATER);
    forgetKeptRequests(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are not kept where there is no folder, and nothing is lost but that where there is none to be', async () => {
    const errors: unknown[] = [];
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const kept = createKeptRequests(file, 'slack', { lost: (error) => errors.push(error) });
    kept.keep('a', REQUEST, LATER);
    kept.done('a');
    expect(errors).toHaveLength(2);
    expect(createKeptRequests(null, 'slack').left).toEqual([]);
  });
});
