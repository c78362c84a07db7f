import { describe, expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, filesIn, TEAS, temporaryFolder } from '../../builders.js';
import { recordOf } from '../records/builders.js';
import { stateIn } from '../state.js';

async function docent(args: readonly string[], env: Record<string, string>) {
  const terminal = fakeTerminal({ env: { KNOWLEDGE_DIR: TEAS, ...env } });
  const status = await run(args, terminal);
  return { status, out: terminal.out(), err: terminal.err() };
}

/** A data folder with two groups: one asked three times by two people, and one asked once. */
async function kept(): Promise<Record<string, string>> {
  const env = { DOCENT_DATA_DIR: await temporaryFolder(), DOCENT_CACHE_DIR: await temporaryFolder() };
  const { records, pseudonyms } = await openRecords(env);
  const at = new Date();
  const ask = (id: string, key: string, question: string, subjects: string[], terms: string[]) =>
    records.add(recordOf({ at, person: pseudonyms.person('discord', id), key, question, subjects, terms }));
  await ask('11', 'a', 'Who invented oolong?', ['oolong'], ['invented']);
  await ask('11', 'a', 'Who invented oolong?', ['oolong'], ['invented']);
  await ask('22', 'b', 'which person invented \u001boolong tea', ['oolong'], ['invented']);
  await ask('11', 'c', 'What does a kilo of rooibos cost?', ['rooibos'], ['kilo', 'cost']);
  await records.close();
  return env;
}

/** What gives the vector of a question as it stands in the file. */
async function vectorsIn(env: Record<string, string>): Promise<(key: string) => string> {
  const { records } = await openRecords(env);
  const vectors = new Map(await records.vectors(['a', 'b', 'c']));
  await records.close();
  return (key) => Buffer.from(vectors.get(key) ?? []).toString('base64');
}

describe('docent gaps', () => {
  it('lists what was asked and not answered, most asked first', async () => {
    const env = await kept();
    const { status, out } = await docent(['gaps'], env);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Since \d{4}-\d\d-\d\d, 4 questions had no answer or one that did not help, in 2 groups/,
    );
    expect(out).toMatch(
      /\n[0-9a-f]{6} {6}3 +2 +0 {2}[·█]+ +Oolong: invented – “Who invented oolong\?” and 1 more\n/,
    );
    expect(out.indexOf('Oolong:')).toBeLessThan(out.indexOf('Rooibos:'));
    expect(out).not.toContain('\u001b');
  });

  it('lists what was answered with a reserve by itself, unless somebody said that it helped', async () => {
    const env = await kept();
    const { records } = await openRecords(env);
    const reserved = (key: string, terms: string[], helpful: boolean | null) =>
      records.add(
        recordOf({ at: new Date(), key, status: 'closest', subjects: ['green-tea'], terms, helpful }),
      );
    await reserved('r', ['steam'], null);
    await reserved('s', ['thanks'], true);
    await records.close();
    const { out } = await docent(['gaps'], env);
    expect(out).toMatch(/, in 2 groups; 1 question had one with a reserve\.\n/);
    const [before = '', after = ''] = out.split(
      '\nAnswered with a reserve, and nobody said that it helped:\n',
    );
    expect(before).toContain('Oolong: invented');
    expect(before).not.toContain('steam');
    expect(after).toMatch(/^[0-9a-f]{6} {6}1 .*Green tea: steam\n/);
    expect(out).not.toContain('thanks');
  });

  it('prints a stub of a group, CSV, and what to do when there is no such group', async () => {
    const env = await kept();
    const id = /\n([0-9a-f]{6}) /.exec((await docent(['gaps'], env)).out)?.[1] ?? '';
    const stub = await docent(['gaps', '--stub', id], env);
    expect(stub.out).toMatch(/^---\ntitle: "?Oolong: invented"?\nquestions:\n {2}- Who invented oolong\?\n/);
    expect((await docent(['gaps', '--csv'], env)).out.split('\r\n')).toHaveLength(4);
    const none = await docent(['gaps', '--stub', 'nothing'], env);
    expect(none.status).toBe(2);
    expect(none.err).toContain(`There is no group "nothing". The most asked are ${id}`);
  });

  it('groups by meaning what shares no word, where texts are kept and meaning is on', async () => {
    const env = { DOCENT_DATA_DIR: await temporaryFolder(), DOCENT_CACHE_DIR: await temporaryFolder() };
    const { records } = await openRecords(env);
    const asked = [
      'How do I reset my password?',
      'I forgot my login secret, what now',
      'Which bus goes there?',
    ];
    for (const [i, question] of asked.entries())
      await records.add(
        recordOf({
          at: new Date(),
          key: `key-${i}`,
          question,
          subjects: [],
          terms: question.toLowerCase().split(' '),
        }),
      );
    await records.close();
    expect((await docent(['gaps'], { ...env, MEANING: 'auto' })).out).toContain(', in 2 groups');
    expect((await docent(['gaps'], { ...env, MEANING: 'words' })).out).toContain(', in 3 groups');
  });

  it('says so when there is nothing', async () => {
    const { out } = await docent(['gaps'], { DOCENT_DATA_DIR: await temporaryFolder() });
    expect(out).toMatch(/^Since .* no question was left without an answer that helped\.\n$/);
  });
});

describe('docent forget', () => {
  it('deletes the records of one person and of nobody else', async () => {
    const env = await kept();
    expect((await docent(['forget', '11', '--platform', 'slack'], env)).out).toContain(
      'no record of 11 on slack',
    );
    expect((await docent(['forget', '11'], env)).out).toBe('3 records of 11 on discord are deleted.\n');
    expect((await docent(['forget', '11'], env)).out).toContain('no record of 11');
    expect((await docent(['gaps'], env)).out).toContain('1 question had no answer');
  });

  it('leaves no text of theirs in any file of the data folder', async () => {
    const env = await kept();
    const folder = env.DOCENT_DATA_DIR ?? '';
    const { state, close } = await stateIn(folder);
    const turns = createTurnStore(state, { keeps: true });
    turns.of('11').keep({ question: 'Who invented oolong?', conversation: null });
    const other = turns.of('22').keep({ question: 'What of rooibos?', conversation: null });
    await close();
    const files = async () => [...(await filesIn(folder)).values()].map((file) => file.toString('latin1'));
    await docent(['gaps'], { ...env, MEANING: 'auto' });
    const vectorOf = await vectorsIn(env);
    const [mine = '', theirs = ''] = [vectorOf('c'), vectorOf('b')];
    expect([mine.length, theirs.length]).toEqual([512, 512]);
    const texts = ['What does a kilo of rooibos cost?', mine];
    for (const text of texts) expect((await files()).some((file) => file.includes(text))).toBe(true);
    const none = { ...env, DOCENT_RETENTION_DAYS: '0' };
    expect((await docent(['forget', '11'], none)).out).toBe(
      '1 question kept for buttons is deleted.\n3 records of 11 on discord are deleted.\n',
    );
    for (const text of texts) expect((await files()).some((file) => file.includes(text))).toBe(false);
    const left = createTurnStore((await stateIn(folder)).state, { keeps: true });
    expect(left.find(other)?.question).toBe('What of rooibos?');
    expect((await files()).some((file) => file.includes('which person'))).toBe(true);
    expect((await files()).some((file) => file.includes(theirs))).toBe(true);
  });
});
