import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ServeOptions } from '../../../adapters/service/knowledge-thread.js';
import { builtFrom, ROOT, TEAS, temporaryFolder } from '../../builders.js';

const { createKnowledgeService } = (await import(
  join(ROOT, 'dist/adapters/service/knowledge-thread.js')
)) as typeof import('../../../adapters/service/knowledge-thread.js');

async function serviceFor(environment: ServeOptions['environment'] = {}) {
  const service = createKnowledgeService({
    environment: { DOCENT_CACHE_DIR: await temporaryFolder(), MEANING: 'words', ...environment },
    warn: () => undefined,
  });
  onTestFinished(() => service.close());
  return service;
}

async function served(knowledge: string, environment: ServeOptions['environment'] = {}) {
  return (await serviceFor(environment)).open(knowledge);
}

it('answers in its thread what it would in this one', async () => {
  const { bot } = await served(TEAS);
  const { bot: here } = await builtFrom(TEAS);
  expect(bot.contents).toEqual({ ...here.contents, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await bot.search('caffeine')).toEqual(await here.search('caffeine'));
  expect(await bot.findQuote('Oolong is')).toEqual(await here.findQuote('Oolong is'));
  const first = await bot.ask('what is oolong?');
  expect(first).toEqual(await here.ask('what is oolong?'));
  const { conversation } = first;
  const [next, cited] = [await bot.ask('and its advantages?', { conversation }), first.citations[0]];
  expect(next).toEqual(await here.ask('and its advantages?', { conversation }));
  if (!cited) throw new Error('Oolong is not cited');
  expect(await bot.section(cited)).toEqual(await here.section(cited));
  expect(await bot.article(cited.document)).toEqual(await here.article(cited.document));
  expect(await bot.article('coffee.md')).toBeNull();
}, 60_000);

it('says of knowledge and settings that are faulty what one thread says', async () => {
  const faulty = await temporaryFolder({ 'teas.md': '---\ntitel: Teas\n---\n# Teas\n' });
  await expect(served(faulty)).rejects.toMatchObject({
    code: 'faulty-knowledge',
    message: expect.stringMatching(/teas\.md:\d+: error:/),
  });
  await expect(served(TEAS, { ABSTAIN_RISK: 'much' })).rejects.toMatchObject({ code: 'bad-settings' });
}, 60_000);

it('is not opened to the end when it is given up', async () => {
  const knowledge = await temporaryFolder({
    'long.md': `# Long\n\n${'- **a** – is _b_ and `c`.\n'.repeat(5_000)}`,
  });
  const cache = await temporaryFolder();
  const service = await serviceFor({ DOCENT_CACHE_DIR: cache });
  const opening = service.open(knowledge);
  setTimeout(() => service.close(), 300);
  await expect(opening).rejects.toThrow('The thread ended');
  expect(await readdir(cache)).toEqual([]);
}, 60_000);

it('answers when nothing can be saved, and says where', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const cache = join(file, 'cache');
  const { bot, save, fromCache } = await served(TEAS, { DOCENT_CACHE_DIR: cache });
  expect([await save(), fromCache]).toEqual([cache, false]);
  expect((await bot.ask('what is oolong?')).status).toBe('answered');
}, 60_000);

it('tells how far meaning is', async () => {
  const { meaning } = await served(TEAS);
  await meaning?.settled;
  expect(meaning?.state).toMatchObject({ now: 'words', reason: 'MEANING=words' });
}, 60_000);

it('answers from several editions, be the edit small or so large that another thread takes it in', async () => {
  const article = (edition: string, more = '') =>
    `# Teas\n\nPuerh is a tea of edition ${edition}.\n\n${more}`;
  const knowledge = await temporaryFolder({ 'teas.md': article('one') });
  const service = await serviceFor();
  const large = 'Tea is good to drink at any time of the day.\n\n'.repeat(6_000);
  const editions = [await service.open(knowledge)];
  for (const text of [article('two'), article('three', large), article('four', large), '# Teas\n']) {
    await writeFile(join(knowledge, 'teas.md'), text);
    await service.look(knowledge);
    if (text === '# Teas\n') await expect(service.open(knowledge)).rejects.toThrow('no text');
    else editions.push(await service.open(knowledge));
  }
  const told = async (bot: (typeof editions)[number]['bot']) =>
    /edition (\w+)/.exec(JSON.stringify(await bot.ask('what is puerh?')))?.[1];
  expect(await Promise.all(editions.map(({ bot }) => told(bot)))).toEqual(['one', 'two', 'three', 'four']);
  // The thread of the first two has nothing to answer from any more.
  for (const old of editions.slice(0, 3)) await old.close();
  expect(await told((editions[3] as (typeof editions)[number]).bot)).toBe('four');
}, 120_000);

it('opens its knowledge again when it is asked after it was retired', async () => {
  const { bot, retire } = await served(TEAS);
  const before = await bot.ask('what is oolong?');
  retire(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await bot.ask('what is oolong?')).toEqual(before);
}, 60_000);

it('has of a scope what it had, where an edit is of nothing that is seen there', async () => {
  const article = (labels: string, text: string) => `---\nlabels: { ${labels} }\n---\n# Tea\n\n${text}\n`;
  const knowledge = await temporaryFolder({
    'puerh.md': article('audience: staff', 'Puerh is dark.'),
    'sencha.md': article('audience: all', 'Sencha is green.'),
  });
  const service = await serviceFor();
  const seen = async () => {
    await service.look(knowledge);
    const { within } = await service.open(knowledge);
    const of = async (...audience: string[]) =>
      (await within({ labels: { audience }, unlabelled: true })).contents;
    return { all: await of('all'), both: await of('all', 'staff') };
  };
  const before = await seen();
  await writeFile(join(knowledge, 'puerh.md'), article('audience: staff', 'Puerh is ripe.'));
  const after = await seen();
  expect(after.all).toBe(before.all);
  expect(after.both).not.toBe(before.both);
  expect(after.both.version).not.toBe(before.both.version);
}, 60_000);

it('answers from what a scope sees, as if it had nothing else, also when it is opened again', async () => {
  const knowledge = await temporaryFolder({
    'puerh.md': '---\nlabels: { audience: staff }\n---\n# Puerh\n\nPuerh is a dark tea.\n',
    'sencha.md': '# Sencha\n\nSencha is a green tea.\n',
  });
  const { within, bot, retire } = await served(knowledge);
  const scoped = await within({ labels: { audience: ['partners'] }, unlabelled: true });
  const { bot: alone } = await builtFrom(
    await temporaryFolder({ 'sencha.md': '# Sencha\n\nSencha is a green tea.\n' }),
  );
  const asked = async () => {
    for (const question of ['what is puerh?', 'what is sencha?', 'what is senka?', '/topics'])
      expect(await scoped.ask(question)).toEqual(await alone.ask(question));
  };
  await asked();
  expect({ ...scoped.contents, version: null }).toEqual({ ...alone.contents, version: null });
  expect(await scoped.article('puerh.md')).toBeNull();
  expect((await bot.ask('what is puerh?')).status).toBe('answered');
  retire(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await asked();
}, 60_000);
