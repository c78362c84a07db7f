import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../../adapters/process/logger.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { createCompleter } from '../../../adapters/service/complete.js';
import { type KnowledgeService, serviceHere } from '../../../adapters/service/knowledge-thread.js';
import { followKnowledge, type ReloadOptions } from '../../../adapters/service/reload.js';
import { createVersions } from '../../../adapters/service/versions.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { TEAS, temporaryFolder } from '../../builders.js';

/** An article about two teas, in which every sentence tells of which edition it is. */
const article = (edition: number | string, questions = '') => `---
title: Two teas
${questions}---
# Two teas

## Sencha
Sencha is a green tea of edition ${edition}.

### Advantages
- **Freshness** – Sencha tastes fresh in edition ${edition}.
- **Colour** – Sencha is bright in edition ${edition}.

## Puerh
Puerh is a dark tea of edition ${edition}.

### Advantages
- **Age** – Puerh keeps for years in edition ${edition}.
`;

async function following(first: string, options: Partial<ReloadOptions> = {}) {
  const folder = await temporaryFolder();
  const data = await temporaryFolder();
  const cache = await temporaryFolder();
  const file = join(folder, 'teas.md');
  await writeFile(file, first);
  const lines: string[] = [];
  const metrics = createMetrics();
  const start = async () => {
    const live = await followKnowledge({
      folder,
      versions: createVersions(data, folder),
      environment: { DOCENT_CACHE_DIR: cache, MEANING: 'words' },
      watch: 'off',
      log: createLogger({ write: (line) => lines.push(line) }),
      metrics,
      lastQuestions: async () => [],
      ...options,
    });
    onTestFinished(() => live.stop());
    return live;
  };
  const write = (text: string) => writeFile(file, text);
  return { live: await start(), start, write, folder, data, lines, metrics };
}

/** A service in this thread, of which a test makes another. */
async function here(of: (own: KnowledgeService) => Partial<KnowledgeService>): Promise<KnowledgeService> {
  const own = serviceHere({
    environment: { DOCENT_CACHE_DIR: await temporaryFolder(), MEANING: 'words' },
    warn: () => undefined,
  });
  return { ...own, ...of(own) };
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('knowledge that follows its folder', () => {
  it('answers through 200 edits without a failure, and mixes no two editions in an answer', async () => {
    const { live, write } = await following(article(0), { watch: 'on' });
    let edits = 0;
    const asked: Promise<Set<string>>[] = [];
    const questions = ['compare sencha and puerh', 'advantages of sencha', 'what is puerh?'];
    const ask = async (question: string) => {
      const bot = live.bot.now();
      const answer = await bot.ask(question);
      expect(answer.status).toBe('answered');
      const quoted = answer.citations.map(({ quote }) => quote).join(' ');
      // What is shown beside an answer comes from the same edition.
      const shown = JSON.stringify(await bot.article('teas.md'));
      return new Set([...`${quoted} ${shown}`.matchAll(/edition (\d+)/g)].map(([, n = '']) => n));
    };
    const editing = (async () => {
      for (; edits < 200; edits++) {
        await write(article(edits + 1));
        // Now and then there is time to take an edit in; most come while another is taken in.
        if (edits % 10 === 0) await live.reload();
      }
    })();
    let isEditing = true;
    editing.finally(() => {
      isEditing = false;
    });
    for (let i = 0; isEditing; i++) {
      asked.push(ask(questions[i % questions.length] ?? ''));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await editing;
    const editions = await Promise.all(asked);
    expect(editions.filter(({ size }) => size !== 1)).toEqual([]);
    const served = new Set(editions.flatMap((seen) => [...seen]));
    expect(served.size).toBeGreaterThan(10);
    await until(async () => plainText(await live.bot.ask('what is puerh?')).includes('edition 200.'));
    expect(live.state.fault).toBeNull();
  }, 120_000);

  it('compares no more answers when it is to stop, or when the next edit is there', async () => {
    let asked = 0;
    let askedBeforeOpening = 0;
    let third: () => void = () => undefined;
    const questions = Array.from({ length: 100 }, (_, i) => `what is puerh ${i}?`);
    const service = await here((own) => ({
      open: async (folder) => {
        askedBeforeOpening = asked;
        const served = await own.open(folder);
        const ask: typeof served.patient.ask = (...args) => {
          if (++asked === 3) third();
          return served.patient.ask(...args);
        };
        return { ...served, patient: { ask } };
      },
    }));
    const { live, write, lines } = await following(article('one'), {
      lastQuestions: async () => questions,
      service,
    });
    third = () => void write(article('three')).then(live.reload);
    await write(article('two'));
    await live.reload();
    // When the third was opened, the comparison with the second had been given up.
    expect(askedBeforeOpening).toBeGreaterThan(2);
    expect(askedBeforeOpening).toBeLessThan(50);
    // Beside what was in service when answers were compared last, or the program started.
    expect(live.state.changes).toMatchObject({ asked: 100, lost: [] });
    [asked, third] = [0, () => void live.stop()];
    await write(article('four'));
    await live.reload();
    await live.stop();
    expect(asked).toBeLessThan(10);
    expect(lines.filter((line) => line.includes('Its answers beside'))).toHaveLength(1);
  });

  it('has compared the answers when it has looked, though it is told of the same change once more meanwhile', async () => {
    const { live, write } = await following(article(1, 'questions: [What is sencha?]\n'));
    await write(article(2, 'questions: [What is sencha?]\n'));
    const looked = live.reload();
    void live.reload();
    await looked;
    expect(live.state.changes).toMatchObject({ asked: 1 });
  });

  it('keeps what is in service when an article has a mistake, and says what to mend', async () => {
    const { live, write, lines, metrics } = await following(article('one'));
    await write('---\ntitel: Two teas\n---\n# Two teas\n');
    await live.reload();
    expect(plainText(await live.bot.ask('what is puerh?'))).toContain('edition one');
    expect(lines.join('')).toMatch(/error The changed knowledge is not taken in, .*teas\.md:\d+: error: /s);
    expect(live.state.fault).toContain('teas.md:');
    expect(await metrics.text()).toContain('docent_reloads_total{result="faulty"} 1');
    await write(article('two'));
    await live.reload();
    expect(plainText(await live.bot.ask('what is puerh?'))).toContain('edition two');
    expect(live.state.fault).toBeNull();
  });

  it('asks old and new the articles’ questions and the last ones, and tells what changed', async () => {
    const questions = 'questions:\n  - What is puerh?\n  - What is sencha?\n';
    const { live, write, lines } = await following(article('one', questions), {
      lastQuestions: async () => ['advantages of puerh', 'what is genmaicha?', 'who am i?'],
    });
    const before = article('one', 'questions:\n  - What is puerh?\n');
    await write(
      `${before.slice(0, before.indexOf('## Puerh'))}## Genmaicha\nGenmaicha is a tea with rice.\n\n### Advantages\n- **Taste** – Genmaicha tastes of nuts.\n`.replace(
        'fresh in edition one',
        'fresh',
      ),
    );
    await live.reload();
    expect(live.state.changes).toEqual({
      asked: 5,
      changed: [],
      doubted: [],
      lost: ['What is puerh?', 'advantages of puerh'],
      gained: ['what is genmaicha?'],
    });
    const told = lines.find((line) => line.includes('Its answers beside those before')) ?? '';
    expect(told).toContain('0 answers changed, 2 lost, 1 gained');
    expect(told).toContain('What is puerh?');
    expect(told).not.toContain('advantages of puerh');
  });

  it('does not call it a change that a line moved', async () => {
    const questions = 'questions:\n  - What is puerh?\n';
    const { live, write } = await following(article('one', questions));
    await write(article('one', `licence: MIT\n${questions}`));
    await live.reload();
    expect(live.state.changes).toMatchObject({ asked: 1, changed: [], lost: [], gained: [] });
  });

  it('completes from the knowledge that is in service', async () => {
    const { live, write } = await following(article('one'));
    const completer = createCompleter(live.bot);
    expect(completer.subjects('gen', 5)).toEqual([]);
    await write(article('one').replaceAll('Puerh', 'Genmaicha'));
    await live.reload();
    expect(completer.subjects('gen', 5)).toEqual(['Genmaicha']);
    expect(await completer.questions('what is gen', 5)).toEqual(['What is Genmaicha?']);
  });

  it('sees files that are added and that go away', async () => {
    const { live, folder } = await following(article('one'), { watch: 'on' });
    await cp(join(TEAS, 'teas.md'), join(folder, 'more', 'teas.md'));
    await until(() => live.bot.contents.documents.length === 2);
    await rm(join(folder, 'more'), { recursive: true });
    await until(() => live.bot.contents.documents.length === 1);
    expect(live.state.fault).toBeNull();
  });
});

describe('going back', () => {
  const served = async (live: Awaited<ReturnType<typeof following>>['live']) =>
    /edition (\w+)/.exec(plainText(await live.bot.ask('what is puerh?')))?.[1];

  it('serves the version before at once and after a restart, until the articles change', async () => {
    const { live, start, write, folder, data, lines } = await following(article('one'), { watch: 'on' });
    await write(article('two'));
    await until(async () => (await served(live)) === 'two');
    await until(async () => (await createVersions(data, folder).list()).length === 2);
    await createVersions(data, folder).goBack();
    await until(async () => (await served(live)) === 'one');
    expect(live.state.rolledBack).toBe(true);
    expect(lines.join('')).toContain('An older version of the knowledge is in service');
    const again = await start();
    expect([await served(again), again.state.rolledBack]).toEqual(['one', true]);
    await write(article('three'));
    await until(async () => (await served(live)) === 'three');
    await until(async () => (await createVersions(data, folder).list()).length === 2);
    // What somebody went back from is not gone back to.
    await createVersions(data, folder).goBack();
    await until(async () => (await served(live)) === 'one');
  });

  it('goes back step by step, forward at once, and says when there is no step left', async () => {
    const { live, write, folder, data } = await following(article('one'));
    const versions = createVersions(data, folder);
    await expect(versions.goBack()).rejects.toThrow(/no earlier version/);
    for (const edition of ['two', 'three']) {
      await write(article(edition));
      await live.reload();
    }
    for (const edition of ['two', 'one']) {
      await versions.goBack();
      await live.reload();
      expect(await served(live)).toBe(edition);
    }
    await expect(versions.goBack()).rejects.toThrow(/no earlier version/);
    expect([await versions.goForward(), await versions.goForward()]).toEqual([true, false]);
    await live.reload();
    expect([await served(live), live.state.rolledBack]).toEqual(['three', false]);
  });

  it('serves the last good version when the program starts with faulty knowledge', async () => {
    const { live, start, write, lines } = await following(article('one'));
    await live.stop();
    await write('---\ntitel: Two teas\n---\n# Two teas\n');
    const again = await start();
    expect(await served(again)).toBe('one');
    expect(again.state.fault).toContain('teas.md:');
    expect(lines.join('')).toMatch(/The knowledge is not taken in; that of \S+ is served instead/);
  });

  it('keeps the last ten versions', async () => {
    const { live, write, folder, data } = await following(article('v0'));
    for (let i = 1; i <= 12; i++) {
      await write(article(`v${i}`));
      await live.reload();
    }
    const versions = createVersions(data, folder);
    const hashes = (await versions.list()).map(({ hash }) => hash);
    expect(hashes).toHaveLength(10);
    for (const hash of hashes) expect(versions.folderOf(hash)).not.toBeNull();
  });

  it('says when the knowledge is larger than one process is comfortable with', async () => {
    const service = await here((own) => ({
      open: async (folder) => {
        const opened = await own.open(folder);
        const contents = { ...opened.bot.contents, passages: 100_001 };
        return { ...opened, bot: { ...opened.bot, contents } };
      },
    }));
    const large = await following(article(1), { service });
    expect(large.lines.filter((line) => line.includes('has 100,001 passages'))).toHaveLength(1);
    const small = await following(article(1));
    expect(small.lines.filter((line) => line.includes('passages;'))).toEqual([]);
  });
});

describe('knowledge of which something is left out', () => {
  it('says so, and says once that nothing can be saved', async () => {
    const problem = {
      severity: 'warning',
      file: 'long.md',
      line: 1,
      rule: 'left-out',
      message: 'Too long.',
    } as const;
    let opened = 0;
    const service = await here((own) => ({
      open: async () => ({
        ...(await own.open(TEAS)),
        ...{ hash: `${++opened}`, warnings: [problem], save: async () => '/read-only' },
      }),
    }));
    const { live, lines, write } = await following(article('one'), { service });
    await write(article('two'));
    await live.reload();
    const count = (text: string) => lines.filter((line) => line.includes(text)).length;
    expect(opened).toBe(2);
    expect(count('long.md:1: warning: Too long. [left-out]')).toBe(2);
    expect(count('Nothing can be saved in "/read-only"')).toBe(1);
  });
});
