import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { type FakeTerminal, fakeTerminal, HANDBOOK, TEAS, temporaryFolder } from '../../builders.js';

interface Result extends FakeTerminal {
  readonly status: number;
}

type Options = Parameters<typeof fakeTerminal>[0];

/** Runs a command on the teas, with a folder of its own for the index. */
async function docent(args: readonly string[], options: Options = {}): Promise<Result> {
  const env = { KNOWLEDGE_DIR: TEAS, DOCENT_CACHE_DIR: await temporaryFolder(), ...options.env };
  const terminal = fakeTerminal({ ...options, env });
  return { ...terminal, status: await run(args, terminal) };
}

describe('docent ask', () => {
  it('answers in plain text in a pipe', async () => {
    const { status, out, err } = await docent(['ask', 'what is oolong?']);
    expect([status, err()]).toEqual([0, '']);
    expect(out()).toMatch(/^Oolong is a partly oxidised tea/);
    expect(out()).toContain('Sources in “Five teas”:\n[1] Oolong, line');
    expect(out()).not.toContain('\u001b');
  });

  it('takes the words of the question as they come', async () => {
    const whole = await docent(['ask', 'what is oolong']);
    const words = await docent(['ask', 'what', 'is', 'oolong']);
    expect(words.out()).toBe(whole.out());
  });

  it('is pretty in a terminal, and no wider than it', async () => {
    const { out } = await docent(['ask', 'green tea vs black tea'], { tty: true, columns: 72 });
    expect(out()).toContain('│');
    const lines = stripVTControlCharacters(out()).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('uses no colour where none is wanted', async () => {
    const { out } = await docent(['ask', 'green tea vs black tea'], { tty: true, env: { NO_COLOR: '1' } });
    expect(out()).not.toContain('\u001b');
  });

  it('gives JSON with --json', async () => {
    const { out, status } = await docent(['ask', '--json', 'where does rooibos grow']);
    expect(status).toBe(0);
    expect(out().trimEnd().split('\n')).toHaveLength(1);
    const line = JSON.parse(out());
    expect(Object.keys(line)).toEqual(['id', 'status', 'text', 'subjects', 'confidence', 'citations', 'ms']);
    expect(line).toMatchObject({ id: null, status: 'answered', subjects: ['rooibos'] });
    expect(line.citations[0]).toMatchObject({ document: 'teas.md', subject: 'rooibos' });
  });

  it('says with --explain how it came to its answer', async () => {
    const { out } = await docent(['ask', '--explain', 'does the roobios contain theine']);
    expect(out()).toMatch(/intent\s+fact/);
    expect(out()).toMatch(/subjects\s+rooibos \(from “roobios”\)/);
    expect(out()).toContain('theine');
    expect(out()).toMatch(/because\s+\S/);
    expect(out()).toMatch(/likelihood\s+sentence\n\s+[01]\.\d+ +teas\.md:\d+ /);
    expect(out()).toMatch(/found by words/);
  });

  it('says with --explain why it abstains', async () => {
    const { out, status } = await docent(['ask', '--explain', 'does oolong contain fluoride']);
    expect(status).toBe(0);
    expect(out()).toMatch(/status\s+abstained/);
    expect(out()).toMatch(/fluoride \(.*not in the articles\)/);
  });

  it('reads the folder of --knowledge before the one of the environment', async () => {
    const { out } = await docent(['ask', '-k', HANDBOOK, 'what is a sabbatical']);
    expect(out()).toContain('unpaid break');
  });

  it('loads the index that it saved', async () => {
    const cache = await temporaryFolder();
    const first = await docent(['ask', 'what is oolong'], { env: { DOCENT_CACHE_DIR: cache } });
    const second = await docent(['ask', 'what is oolong'], { env: { DOCENT_CACHE_DIR: cache } });
    expect(second.out()).toBe(first.out());
  });
});

describe('docent compare', () => {
  it('lines subjects up', async () => {
    const { out, status } = await docent(['compare', 'oolong', 'white tea']);
    expect(status).toBe(0);
    expect(out()).toMatch(/^Oolong and White tea\n/);
    expect(out()).toContain('Caffeine\n  Oolong: Medium [1]\n  White tea: Low [2]');
  });

  it('knows --json', async () => {
    const { out } = await docent(['compare', '--json', 'oolong', 'rooibos']);
    expect(JSON.parse(out())).toMatchObject({ status: 'answered', subjects: ['oolong', 'rooibos'] });
  });
});

describe('docent topics', () => {
  it('names every subject', async () => {
    const { out } = await docent(['topics']);
    for (const name of ['Green tea', 'Black tea', 'Oolong', 'White tea', 'Rooibos'])
      expect(out()).toContain(name);
  });
});

describe('docent chat', () => {
  it('answers one question a line from a pipe, as one conversation', async () => {
    const { out, status } = await docent(['chat'], { input: 'what is rooibos\n\ndoes it have caffeine?\n' });
    expect(status).toBe(0);
    expect(out()).toMatch(/^Rooibos is a herbal tea/);
    expect(out()).toContain('Reading this as: ');
    expect(out()).toMatch(/free of caffeine|None/);
  });

  it('ends with an input that is empty', async () => {
    const { out, status } = await docent(['chat']);
    expect([status, out()]).toEqual([0, '']);
  });

  it('greets a person, answers, and lets them go', async () => {
    const { out, status } = await docent(['chat'], {
      input: 'what is oolong\nexit\nwhat is rooibos\n',
      tty: true,
    });
    expect(status).toBe(0);
    expect(out()).toContain('Docent knows 5 teas');
    expect(out()).toContain('Oolong is a partly oxidised tea');
    expect(out()).not.toContain('Rooibos is a herbal tea');
  });
});

describe('docent eval', () => {
  const set = join(TEAS, 'questions.jsonl');

  it('prints shares by kind, the curve, and failures with the answer given', async () => {
    const folder = await temporaryFolder({
      'set.jsonl': [
        {
          id: 'x1',
          q: 'what is oolong',
          kind: 'definition',
          must: ['dragon'],
          cite: 'oolong',
          abstain: false,
        },
        { id: 'x2', q: 'what is rooibos', kind: 'definition', must: ['nothing of the kind'], abstain: false },
        { id: 'x3', q: 'who won', kind: 'outside', abstain: true },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    });
    const { out, status } = await docent(['eval', join(folder, 'set.jsonl')]);
    expect(status).toBe(0);
    expect(out()).toMatch(/^all +2\/3 +66\.7 %/);
    expect(out()).toMatch(/definition +1\/2 +50\.0 %/);
    expect(out()).toMatch(/outside +1\/1 +100\.0 %/);
    expect(out()).toMatch(/abstained where it should +1\/1/);
    expect(out()).toContain('risk/coverage');
    expect(out()).toMatch(/x2 definition \[must\] what is rooibos\n {4}\(answered \d\.\d\d\) Rooibos is/);
    const quiet = await docent(['eval', join(folder, 'set.jsonl'), '--failures', '0']);
    expect(quiet.out()).not.toContain('x2 definition');
  });

  it('has the exit status 1 below the wanted share, 0 from it on', async () => {
    expect((await docent(['eval', set, '--min', '10'])).status).toBe(0);
    const folder = await temporaryFolder({
      's.jsonl': '{"id":"1","q":"hi","kind":"a","must":["never said"]}\n{"id":"2","q":"hi","kind":"a"}\n',
    });
    expect((await docent(['eval', join(folder, 's.jsonl'), '--min', '50'])).status).toBe(0);
    expect((await docent(['eval', join(folder, 's.jsonl'), '--min', '50.1'])).status).toBe(1);
  });

  it('gives the report as JSON', async () => {
    const { out } = await docent(['eval', set, '--json']);
    expect(JSON.parse(out())).toMatchObject({ of: 60, kinds: expect.any(Array), curve: expect.any(Array) });
  });

  it.each([
    ['a file that is missing', ['eval', '/nowhere/set.jsonl'], '"/nowhere/set.jsonl" cannot be read'],
    ['a share above 100', ['eval', set, '--min', '101'], 'from 0 to 100'],
    ['a share that is no number', ['eval', set, '--min', 'most'], 'from 0 to 100'],
    ['a count that is none', ['eval', set, '--failures', '-1'], 'whole number'],
  ])('refuses %s', async (_, args, says) => {
    const { status, err } = await docent(args);
    expect(status).toBe(2);
    expect(err()).toContain(says);
    expect(err()).not.toMatch(/^\s+at /m);
  });

  it('says which line of a set is wrong', async () => {
    const folder = await temporaryFolder({ 's.jsonl': '{"id":"1","q":"hi","kind":"a"}\nno\n' });
    const { status, err } = await docent(['eval', join(folder, 's.jsonl')]);
    expect(status).toBe(2);
    expect(err()).toContain('s.jsonl:2: is not JSON');
  });
});

describe('docent check', () => {
  it('finds nothing wrong with the teas, and asks them their questions', async () => {
    const { out, status } = await docent(['check']);
    expect(out()).toMatch(/^1 article, 5 subjects, \d+ passages, 8 questions asked: 0 errors, 0 warnings\n$/);
    expect(status).toBe(0);
  });

  it('answers only what it is sure of when it is told to be careful, and names a setting that is none', async () => {
    const question = ['ask', 'which oil scents Earl Grey', '-k', TEAS];
    const bold = fakeTerminal({ env: { DOCENT_CACHE_DIR: await temporaryFolder() } });
    expect(await run(question, bold)).toBe(0);
    expect(bold.out()).not.toMatch(/do not cover|I am not sure/);
    const careful = fakeTerminal({
      env: { DOCENT_CACHE_DIR: await temporaryFolder(), ABSTAIN_RISK: '0.01' },
    });
    await run(question, careful);
    expect(careful.out()).toContain('I am not sure this answers it.');
    const wrong = fakeTerminal({ env: { ABSTAIN_RISK: 'low' } });
    expect(await run(question, wrong)).toBe(2);
    expect(wrong.err()).toMatch(/ABSTAIN_RISK must be a number from 0 to 1 \(it is "low"\)/);
  });

  it('writes what it finds for programs and for GitHub too, and knows no other format', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a.md'), '# T\n\nTea is a drink.\n\n## Empty\n');
    const json = await docent(['check', '-k', folder, '--format', 'json']);
    expect(JSON.parse(json.out())).toMatchObject({
      problems: [{ severity: 'warning', file: 'a.md', line: 5, rule: 'empty-section' }],
      articles: 1,
      questions: 0,
    });
    const github = await docent(['check', '-k', folder, '--format', 'github']);
    expect(github.out()).toContain(
      `::warning file=${folder}/a.md,line=5,title=empty-section::Nothing stands`,
    );
    expect((await docent(['check', '--format', 'xml'])).status).toBe(2);
  });

  it('finds a question that its article does not answer', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'a.md'),
      '---\ntitle: T\nquestions:\n  - What is salt?\n  - Who won the world cup?\n---\n# T\n\nSalt is a white mineral.\n',
    );
    const { out, status } = await docent(['check', '-k', folder]);
    expect(status).toBe(2);
    expect(out()).toMatch(
      /^a\.md:5: error: The question "Who won the world cup\?" is not answered .*\[question\]$/m,
    );
    expect(out()).toContain('1 error');
    expect(out()).not.toContain('What is salt');
  });

  it('finds a question that another article answers first', async () => {
    const folder = await temporaryFolder({
      'a.md': '---\ntitle: A\nquestions: [Where is pepper grown?]\n---\n# A\n\nSalt is white.\n',
      'b.md': '# B\n\nPepper is grown in Kerala.\n',
    });
    const { out, status } = await docent(['check', '-k', folder]);
    expect(status).toBe(2);
    expect(out()).toMatch(/a\.md:3: error: .*is answered from b\.md first/);
  });

  it('lists every fault of the files, in order of file and line', async () => {
    const folder = await temporaryFolder({
      'b.md': '---\nlicence: 5\nnoun: 6\n---\n# B\n\nText.\n',
      'a.md': '# A\n',
      'thesaurus.yaml': 'groups:\n  - [one]\n',
    });
    const { out, status } = await docent(['check', '-k', folder]);
    expect(status).toBe(2);
    expect(
      out()
        .split('\n')
        .map((line) => /^[a-z.]+:\d+/.exec(line)?.[0])
        .filter(Boolean),
    ).toEqual(['a.md:1', 'b.md:2', 'b.md:3', 'thesaurus.yaml:2']);
  });
});

describe('docent', () => {
  it('prints its help and that of a command', async () => {
    const { out, status } = await docent(['--help']);
    expect(status).toBe(0);
    for (const command of ['ask', 'compare', 'topics', 'chat', 'start', 'answer', 'check', 'eval'])
      expect(out()).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    const ask = await docent(['ask', '--help']);
    for (const option of ['--knowledge', '--json', '--explain']) expect(ask.out()).toContain(option);
    for (const command of ['compare', 'topics', 'chat', 'start', 'answer', 'check', 'eval'])
      expect((await docent([command, '--help'])).out(), command).toContain('--knowledge <dir>');
  });

  it.each([
    ['a command it does not know', ['frobnicate']],
    ['an option it does not know', ['ask', '--loud', 'x']],
    ['a question that is missing', ['ask']],
    ['subjects that are missing', ['compare']],
    ['a file that is missing', ['eval']],
  ])('has the exit status 2 for %s', async (_, args) => {
    const { status, err, out } = await docent(args);
    expect(status).toBe(2);
    expect(err()).not.toBe('');
    expect(out()).toBe('');
    expect(err()).not.toMatch(/^\s+at /m);
  });
});
