import { appendFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { followSearch } from '../../../adapters/search/follow.js';
import { prepareKnowledge } from '../../../adapters/search/prepare.js';
import { buildIndexOf, publish, rollBack } from '../../../adapters/search/publish.js';
import { openSearchServer } from '../../../adapters/search/server.js';
import { readSearchSettings, type SearchPlace } from '../../../adapters/search/settings.js';
import { openMeaning } from '../../../adapters/service/meaning.js';
import { openBot } from '../../../adapters/service/open-bot.js';
import { builtFrom, HANDBOOK, questionsIn, TEAS, temporaryFolder } from '../../builders.js';
import { freePort } from '../../free-port.js';
import { onOpenSearch } from '../../opensearch-server/on-opensearch.js';
import { startOpenSearch } from '../../opensearch-server/server.js';
import { follow } from './following.js';

describe('knowledge that is not seen everywhere', () => {
  it('is not answered from a search engine, which has one index of all', async () => {
    const rules = join(await temporaryFolder(), 'scopes.yaml');
    await writeFile(rules, 'default: { see: { audience: public } }\n');
    const following = followSearch({
      ...{ settings: readSearchSettings({ SEARCH_URL: 'http://localhost:9' }) as SearchPlace, folder: TEAS },
      environment: { DOCENT_SCOPES: rules },
      ...{ health: createHealth(), log: createLogger({ write: () => undefined }) },
      metrics: { reload: () => undefined, knowledge: () => undefined },
    });
    await expect(following).rejects.toMatchObject({
      code: 'bad-scopes',
      message: expect.stringContaining('DOCENT_SCOPES=off'),
    });
  });
});

const nowhere = async () => join(await temporaryFolder(), 'none');

onOpenSearch('answers from OpenSearch', ({ server, settings }) => {
  async function put(
    folder: string,
    place: SearchPlace,
    { to = server(), meaning = 'words' } = {},
  ): Promise<void> {
    const environment = { MEANING: meaning, DOCENT_CACHE_DIR: await temporaryFolder() };
    const { hash, ...built } = await prepareKnowledge(folder, { environment, warn: () => undefined });
    const { index } = await buildIndexOf(to, built, { settings: place, hash });
    await publish(to, place, index);
  }

  describe.each([TEAS, HANDBOOK])('of %s', (folder) => {
    it('are those of the embedded engine, to the last digit', async () => {
      const place = settings(folder === TEAS ? 'teas' : 'handbook');
      await put(folder, place);
      const [{ live }, { bot }] = [await follow(place, await nowhere()), await builtFrom(folder)];
      const { version, ...contents } = live.bot.contents;
      expect(version).toMatch(/^[0-9a-f]{64}$/);
      expect({ version: null, ...contents }).toEqual({ ...bot.contents, version: null });
      const questions = await questionsIn(`${folder}/questions.jsonl`);
      for (const { q } of questions.slice(0, 80)) {
        const answer = await live.bot.ask(q);
        expect(answer, q).toEqual(await bot.ask(q));
        const [cited] = answer.citations;
        if (!cited) continue;
        expect(await live.bot.section(cited)).toEqual(await bot.section(cited));
        expect(await live.bot.findQuote(cited.quote)).toEqual(await bot.findQuote(cited.quote));
      }
      for (const { id } of contents.documents)
        expect(await live.bot.article(id)).toEqual(await bot.article(id));
      expect(await live.bot.article('no.md')).toBeNull();
      expect(await live.bot.findQuote('no article says this')).toEqual([]);
      expect(await live.bot.search('steep')).toEqual(await bot.search('steep'));
    }, 120_000);
  });

  it('are those of the embedded engine by meaning too', async () => {
    const place = settings('meaning');
    await put(TEAS, place, { meaning: 'full' });
    const environment = { MEANING: 'full', DOCENT_CACHE_DIR: await temporaryFolder() };
    const models = await openMeaning({ environment, warn: () => undefined });
    onTestFinished(() => models.close());
    const { bot, meaning } = await openBot({ knowledge: TEAS, environment, meaning: models });
    const { live, health } = await follow(place, await nowhere(), { meaning: 'full' });
    await Promise.all([meaning?.settled, live.opened.meaning?.settled]);
    expect([meaning?.state.now, live.opened.meaning?.state.now]).toEqual(['ready', 'ready']);
    const questions = await questionsIn(`${TEAS}/questions.jsonl`);
    const foundBy = new Set<string>();
    for (const { q } of questions.slice(0, 20)) {
      const answer = await live.bot.ask(q);
      expect(answer, q).toEqual(await bot.ask(q));
      for (const one of answer.explanation.candidates) foundBy.add(one.foundBy);
    }
    expect(foundBy).toContain('meaning');
    expect(health.parts).toEqual({ search: 'up' });
  }, 120_000);

  it('are those of the version in service, and a question ends with the version that it met', async () => {
    const place = settings('otters');
    const folder = await temporaryFolder({ 'otters.md': '# Otters\n\nAn otter eats fish.\n' });
    await put(folder, place);
    const { live, said } = await follow(place, await nowhere());
    const text = async (bot = live.bot.now()) =>
      JSON.stringify((await bot.ask('What does an otter eat?')).blocks);
    const before = live.bot.now();
    expect(await text()).toContain('fish');
    await appendFile(join(folder, 'otters.md'), '\nIn summer an otter eats crabs.\n');
    await put(folder, place);
    await live.reload();
    expect((await live.bot.search('crabs')).passages).toHaveLength(1);
    expect((await before.search('crabs')).passages).toEqual([]);
    expect(await text(before)).toContain('fish');
    await rollBack(server(), place);
    await live.reload();
    expect((await live.bot.search('crabs')).passages).toEqual([]);
    expect(said.filter((line) => line.includes('Answers come from the search engine'))).toHaveLength(3);
  });

  it('are not given where nothing is in service', async () => {
    await expect(follow(settings('nothing'), TEAS)).rejects.toMatchObject({
      code: 'no-index',
      message: expect.stringContaining('docent index publish'),
    });
  });

  it('quote what people verified', async () => {
    const folder = await temporaryFolder();
    await cp(TEAS, folder, { recursive: true });
    const { bot } = await openBot({ knowledge: folder, cache: false });
    const [cited] = (await bot.ask('where does rooibos grow')).citations;
    await appendFile(
      join(folder, 'answer.md'),
      `---
title: Where the red bush is from
questions:
  - In which mountains is the red bush at home?
verified:
  by: Ada
  on: 2026-11-01
  quote:
    article: ${cited?.document}
    section: ${JSON.stringify(cited?.section)}
    text: ${JSON.stringify(cited?.quote)}
---
`,
    );
    const here = (await openBot({ knowledge: folder, cache: false })).bot;
    const place = settings('verified');
    await put(folder, place);
    const { ask } = await follow(place, await nowhere());
    const answer = await ask('In which mountains is the red bush at home?');
    expect(answer.verified).not.toBeNull();
    expect(answer).toEqual(await here.ask('In which mountains is the red bush at home?'));
  });

  describe('while the engine is away', () => {
    it('come from the articles beside it, which is said once', async () => {
      const cluster = await startOpenSearch();
      onTestFinished(() => cluster.stop());
      const place = { ...settings('away'), SEARCH_URL: [cluster.url] };
      const other = await openSearchServer(place, 30_000);
      onTestFinished(() => other.close());
      await put(TEAS, place, { to: other });
      const { live, health, said, ask } = await follow(place, TEAS);
      const answer = await ask('where does rooibos grow');
      expect(health.parts).toEqual({ search: 'up' });
      await cluster.nodes[0]?.kill();
      const questions = ['where does rooibos grow', 'What is green tea?', 'compare oolong and rooibos'];
      const answers = await Promise.all([...questions, ...questions].map(ask));
      expect(answers[0]).toEqual(answer);
      for (const one of answers) expect(one.status).toBe('answered');
      expect(health.isReady).toBe(true);
      expect(health.notes.search).toMatch(/^away: the articles in /);
      expect(live.state.fault).toContain('cannot be reached');
      expect(said.filter((line) => line.includes('cannot be reached'))).toHaveLength(1);
    }, 120_000);

    it('are not given where there are none, and each question is told so', async () => {
      const place = { ...settings('away'), SEARCH_URL: [`http://127.0.0.1:${await freePort()}`] };
      const { live, health, said, ask } = await follow(place, await nowhere());
      for (const question of ['where does rooibos grow', 'What is green tea?'])
        await expect(ask(question)).rejects.toMatchObject({ code: 'search-away' });
      expect(live.bot.contents.passages).toBe(0);
      expect(health.isReady).toBe(false);
      expect(health.parts).toEqual({ search: 'down' });
      expect(
        said.filter((line) => line.includes('no question can be answered until it is back')),
      ).toHaveLength(1);
    });
  });
});
