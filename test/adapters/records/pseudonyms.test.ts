import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { createPseudonyms, readKey } from '../../../adapters/records/pseudonyms.js';
import { temporaryFolder } from '../../builders.js';

describe('keyed hashes', () => {
  const one = createPseudonyms('one key of this test');

  it('are the same for one person on one platform under one key, and for nobody else', () => {
    const hash = one.person('discord', '123');
    expect(hash).toMatch(/^[\w-]{22}$/);
    expect(one.person('discord', '123')).toBe(hash);
    const others = [
      one.person('slack', '123'),
      one.person('discord', '124'),
      one.person('discor', 'd123'),
      one.question('123'),
      createPseudonyms('another key').person('discord', '123'),
    ];
    expect(new Set([hash, ...others]).size).toBe(6);
  });

  it('are the same for a question however it is dressed', () => {
    const key = one.question('What is oolong?');
    for (const same of ['what is oolong', ' What  is **oolong** ?!', '<@12345> What is oolong?'])
      expect(one.question(same)).toBe(key);
    expect(one.question('What is sencha?')).not.toBe(key);
    expect(one.question('/compare oolong, sencha')).toBe(one.question('oolong, sencha'));
    const long = `${'We had a long walk and it rained all day, so we sat down. '.repeat(6)}What is oolong?`;
    expect(one.question(long)).toBe(key);
  });

  it('have a key that is made once and that only the owner may read', async () => {
    const folder = join(await temporaryFolder(), 'new');
    const key = readKey(folder);
    expect(key).toHaveLength(32);
    expect(readKey(folder)).toEqual(key);
    expect((await stat(join(folder, 'person.key'))).mode & 0o077).toBe(0);
    expect(await readdir(folder)).toEqual(['person.key']);
  });

  it.each(['', 'short'])('have no key that is %j, in a file that was cut off', async (content) => {
    const folder = await temporaryFolder({ 'person.key': content });
    expect(() => readKey(folder)).toThrow('Put it back from a backup; or delete it');
    await expect(openRecords({ DOCENT_DATA_DIR: folder })).rejects.toMatchObject({ code: 'records-key' });
    expect(await readFile(join(folder, 'person.key'), 'utf8')).toBe(content);
  });
});
