import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { slimSection } from '../../../src/knowledge/slim-section.js';
import { BRIDGES, TEAS } from '../../builders.js';

describe('a slim section', () => {
  it('says what it said', async () => {
    const teas = await readFile(join(TEAS, 'teas.md'), 'utf8');
    const odd = '# A\n\nOne. One. One\ntwo.\n\n- **x** – `a.b`. a.b\n\n| a | b |\n|---|---|\n| One | One |\n';
    for (const text of [teas, BRIDGES, odd])
      for (const section of parseArticle('a.md', text).sections)
        expect(slimSection(structuredClone(section))).toEqual(section);
  });

  it('says once in which lines several things stand', () => {
    const [, section] = parseArticle('a.md', '# A\n\n## B\n\nOne. Two. Three.\n').sections;
    const [block] = section ? slimSection(structuredClone(section)).blocks : [];
    const [item] = block?.items ?? [];
    expect(item?.sentences).toHaveLength(3);
    for (const { lines } of item?.sentences ?? []) expect(lines).toBe(block?.lines);
  });
});
