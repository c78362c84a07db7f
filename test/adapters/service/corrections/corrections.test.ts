import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../adapters/process/logger.js';
import { createPseudonyms } from '../../../../adapters/records/pseudonyms.js';
import { type Corrector, createCorrections } from '../../../../adapters/service/corrections/corrections.js';
import { plainText } from '../../../../src/answer/plain-text.js';
import { type Corrected, openCorrected } from '../../../corrected.js';

const QUESTION = 'Where is tea kept?';
const ANNA: Corrector = { platform: 'discord', person: '1', name: 'Anna', reach: 'to-anna' };
const BERT: Corrector = { platform: 'slack', person: '2', name: 'Bert', reach: 'to-bert' };

/** Chooses the passage about where tea is stored. */
async function choose({ corrections, live }: Corrected, who = ANNA, question = QUESTION) {
  const offered = await corrections.candidates(question, live.scoped);
  const passage = offered.find(({ text }) => text.includes('airtight tin'));
  return corrections.correct(question, { passage: passage?.key ?? '' }, who, live.scoped);
}

const entriesIn = ({ folder }: Corrected) => readdir(join(folder, 'verified'));

async function change({ folder, live }: Corrected, from: string, to: string): Promise<void> {
  const file = join(folder, 'teas.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  await live.reload();
}

const settled = async ({ corrections }: Corrected) => {
  // What looks at other knowledge has its turn before this.
  await corrections.undo('none.md', ANNA);
};

describe('correcting an answer', () => {
  it('puts it in service at once, as an article that says who, when and what for', async () => {
    const corrected = await openCorrected();
    const outcome = await choose(corrected);
    expect(outcome).toMatchObject({ done: 'verified', text: expect.stringContaining('gained') });
    const { verified, citations } = await corrected.live.bot.ask('where is tea kept');
    expect(verified).toMatchObject({ by: 'Anna', question: QUESTION });
    expect(citations[0]?.document).toBe('teas.md');
    const [file = ''] = await entriesIn(corrected);
    const text = await readFile(join(corrected.folder, 'verified', file), 'utf8');
    expect(text).toMatch(
      /^---\ntitle: Where is tea kept\?\nquestions:\n {2}- Where is tea kept\?\nverified:\n {2}by: Anna\n/,
    );
    expect(text).toMatch(
      /on: \d{4}-\d\d-\d\d\n {2}review_by: \d{4}-\d\d-\d\d\n {2}quote:\n {4}article: teas\.md\n/,
    );
  });

  it('makes one entry, whoever does it and however often, at once or one after the other', async () => {
    const corrected = await openCorrected();
    const all = await Promise.all([ANNA, BERT, ANNA, BERT].map((who) => choose(corrected, who)));
    expect(all.map(({ done }) => done)).toEqual(['verified', 'already', 'already', 'already']);
    expect(all[1]?.text).toMatch(/^Anna has verified this answer already/);
    // Another program on the same folder, as after a restart.
    const again = await openCorrected(corrected.folder);
    expect((await choose(again, BERT)).done).toBe('already');
    expect(await entriesIn(corrected)).toHaveLength(1);
    expect((await corrected.records.corrections(10)).map(({ did }) => did)).toEqual(['verified']);
  });

  it('replaces what was verified before, and undoing brings that back and then nothing', async () => {
    const corrected = await openCorrected();
    await choose(corrected);
    await corrected.corrections.correct(
      'where is TEA kept',
      { text: 'In the blue tin.' },
      BERT,
      corrected.live.scoped,
    );
    expect(plainText(await corrected.live.bot.ask(QUESTION))).toMatch(
      /^Verified by Bert,.*In the blue tin\./s,
    );
    expect(await entriesIn(corrected)).toHaveLength(1);
    const undone = await corrected.corrections.undoFor(QUESTION, ANNA, corrected.live.scoped);
    expect(undone).toMatchObject({ done: 'undone', text: expect.stringMatching(/^Taken back\./) });
    expect((await corrected.live.bot.ask(QUESTION)).verified?.by).toBe('Anna');
    await corrected.corrections.undoFor(QUESTION, BERT, corrected.live.scoped);
    expect((await corrected.live.bot.ask(QUESTION)).verified).toBeNull();
    expect(await corrected.corrections.undoFor(QUESTION, BERT, corrected.live.scoped)).toMatchObject({
      done: 'refused',
    });
    const log = await corrected.records.corrections(10);
    expect(log.map(({ did, by }) => `${did} ${by}`).sort()).toEqual([
      'undone Anna',
      'undone Bert',
      'verified Anna',
      'verified Bert',
    ]);
    expect(log.map(({ person }) => person)).not.toContain('1');
  });

  it('adds a question that asks the same to the entry that answers it', async () => {
    const corrected = await openCorrected();
    await choose(corrected);
    await corrected.corrections.correct(
      'hi, where do you keep the tea please?',
      { text: 'In the tin.' },
      BERT,
      corrected.live.scoped,
    );
    const { entries } = await corrected.corrections.list();
    expect(entries.map(({ questions }) => questions.length)).toEqual([2]);
  });

  it.each([
    ['', { text: 'x' }, /write the question/],
    ['x'.repeat(301), { text: 'x' }, /write the question/],
    [QUESTION, { text: '  ' }, /write an answer/],
    [QUESTION, { text: 'x'.repeat(2001) }, /write an answer/],
    [QUESTION, { passage: '00000000' }, /say that no more/],
    [QUESTION, { text: `${'> '.repeat(60)}deep` }, /levels deep/],
  ])('refuses “%s” with %j, and writes nothing', async (question, answer, reason) => {
    const corrected = await openCorrected();
    const outcome = await corrected.corrections.correct(question, answer, ANNA, corrected.live.scoped);
    expect(outcome).toEqual({ done: 'refused', text: expect.stringMatching(reason) });
    expect(await readdir(corrected.folder)).not.toContain('verified');
  });

  it('takes back nothing but verified answers', async () => {
    const corrected = await openCorrected();
    for (const path of ['teas.md', '../teas.md', 'verified/none.md', '/etc/passwd'])
      expect(await corrected.corrections.undo(path, ANNA)).toMatchObject({ done: 'refused' });
    expect(await readdir(corrected.folder)).toContain('teas.md');
  });

  it('says what to do where nothing can be written', async () => {
    const corrected = await openCorrected();
    await writeFile(join(corrected.folder, 'verified'), 'a file where a folder is to be');
    await expect(choose(corrected)).rejects.toThrow(/Let the program write there/);
  });

  it('tells of a fault elsewhere that keeps it from service', async () => {
    const corrected = await openCorrected();
    await writeFile(join(corrected.folder, 'bad.md'), '---\nsubjects: 7\n---\nText.\n');
    expect((await choose(corrected)).text).toMatch(/^Verified, but not in service yet/);
    await rm(join(corrected.folder, 'bad.md'));
  });
});

describe('correcting an answer where articles are published by hand', () => {
  it('says by what it comes into service, and so does taking it back', async () => {
    const { folder, live, records } = await openCorrected();
    const corrections = createCorrections({
      ...{ folder, records, pseudonyms: createPseudonyms('a key for tests only') },
      log: createLogger({ write: () => undefined }),
      knowledge: async () => ({ ...live, publishedBy: 'docent index publish' }),
    });
    const correct = () => corrections.correct(QUESTION, { text: 'In the tin.' }, ANNA, live.scoped);
    expect(await correct()).toEqual({
      done: 'verified',
      text: 'Verified, but not in service yet: what was written takes effect with the next `docent index publish`, which whoever runs this program starts.',
    });
    expect((await live.bot.ask(QUESTION)).verified).toBeNull();
    expect((await corrections.undoFor(QUESTION, ANNA, live.scoped)).done).toBe('undone');
    expect(await readdir(join(folder, 'verified'))).toEqual([]);
    expect((await corrections.undoFor(QUESTION, ANNA, live.scoped)).done).toBe('refused');
    await correct();
    // As if it had been published.
    await live.reload();
    expect(await corrections.undoFor(QUESTION, ANNA, live.scoped)).toEqual({
      done: 'undone',
      text: expect.stringMatching(/^Taken back, but not in service yet: .*docent index publish/),
    });
  });
});

describe('a verified answer whose passage changes', () => {
  it('is withdrawn by the next reload, and who verified it is told once, as soon as they can be', async () => {
    const corrected = await openCorrected();
    const told: string[] = [];
    await choose(corrected);
    await change(corrected, 'an airtight tin', 'a paper bag');
    await settled(corrected);
    expect((await corrected.live.bot.ask(QUESTION)).verified).toBeNull();
    expect(corrected.log.join('')).toContain('withdrawn: what it quotes has changed');
    corrected.corrections.reachBy('slack', async (reach, text) => void told.push(`slack ${reach} ${text}`));
    corrected.corrections.reachBy('discord', async (reach, text) => void told.push(`${reach} ${text}`));
    expect(told).toEqual([
      expect.stringMatching(
        /^to-anna The answer that you verified on .* is withdrawn: what it quotes of teas\.md/,
      ),
    ]);
    await change(corrected, 'Strong smells', 'All smells');
    await settled(corrected);
    expect(told).toHaveLength(1);
    expect((await corrected.records.corrections(10)).filter(({ did }) => did === 'withdrawn')).toHaveLength(
      1,
    );
  });

  it('is given again when the passage is back, and withdrawn and told once more after that', async () => {
    const corrected = await openCorrected();
    const told: string[] = [];
    corrected.corrections.reachBy('discord', async (reach) => void told.push(reach));
    await choose(corrected);
    for (const [from, to] of [
      ['an airtight tin', 'a bag'],
      ['a bag in', 'an airtight tin in'],
      ['an airtight tin', 'a bag'],
    ] as const) {
      await change(corrected, from, to);
      await settled(corrected);
    }
    expect(told).toEqual(['to-anna', 'to-anna']);
    const dids = (await corrected.records.corrections(10)).map(({ did }) => did);
    expect(dids.filter((did) => did === 'stands')).toHaveLength(1);
  });

  it('can be verified anew, in the same entry', async () => {
    const corrected = await openCorrected();
    await choose(corrected);
    await change(corrected, 'an airtight tin', 'a tight box');
    const offered = await corrected.corrections.candidates(QUESTION, corrected.live.scoped);
    const key = offered.find(({ text }) => text.includes('tight box'))?.key ?? '';
    expect(
      (await corrected.corrections.correct(QUESTION, { passage: key }, BERT, corrected.live.scoped)).done,
    ).toBe('verified');
    expect((await corrected.live.bot.ask(QUESTION)).verified?.by).toBe('Bert');
    expect(await entriesIn(corrected)).toHaveLength(1);
  });

  it('does not keep others from being told when one cannot be', async () => {
    const corrected = await openCorrected();
    corrected.corrections.reachBy('discord', () => Promise.reject(new Error('no')));
    await choose(corrected);
    await change(corrected, 'an airtight tin', 'a bag');
    await settled(corrected);
    expect(corrected.log.join('')).toContain('could not be told that it is withdrawn');
  });
});
