import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQuestionSet } from '../../../src/eval/question-set.js';
import { report, scoreAll } from '../../../src/eval/score.js';
import { importSource } from '../../../src/import/import-source.js';
import { botOf, builtFrom, corpusOf, ROOT, SHIPPED } from '../../builders.js';
import { pageOf } from '../../import-sources/page-of.js';

describe('the shipped article, as if copied off a web page', () => {
  it('is imported with its subjects, their advantages and features, and answers as well', async () => {
    const { bot: shipped } = await builtFrom(SHIPPED);
    const page = pageOf(shipped.corpus);
    const imported = await importSource('page.txt', new TextEncoder().encode(page));
    const corpus = corpusOf([imported.markdown], await readFile(join(SHIPPED, 'thesaurus.yaml'), 'utf8'));
    expect(corpus.subjects.map(({ name }) => name)).toEqual(shipped.corpus.subjects.map(({ name }) => name));
    for (const aspect of ['advantages', 'features'])
      expect(corpus.aspects.find(({ id }) => id === aspect)?.subjects).toHaveLength(
        shipped.corpus.subjects.length,
      );
    const file = join(ROOT, 'test/eval/dev.jsonl');
    const scored = await scoreAll(botOf(corpus), parseQuestionSet(await readFile(file, 'utf8'), file));
    const { right, of } = report(scored);
    expect(right / of).toBeGreaterThan(0.85);
  });
});
