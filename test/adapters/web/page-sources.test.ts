import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../src/answer/answer.js';
import { builtFrom, questionsIn, TEAS } from '../../builders.js';
import { ask, inBrowser, last, panel } from './browse.js';

inBrowser('the page and its sources', (visit) => {
  describe('a source', () => {
    it('opens beside the answer with its sentences marked, at an address that shows the same', async () => {
      const page = await visit();
      await ask(page, 'what is oolong');
      await last(page).locator('.mark').first().click();
      await panel(page).waitFor();
      const marks = await panel(page).locator('mark').allTextContents();
      expect(marks.join(' ')).toContain('Oolong is a partly oxidised tea');
      expect(page.url()).toMatch(/#\/article\/teas\.md\?line=\d+&quote=Oolong\+is/);
      expect(await panel(page).locator('mark').first().isVisible()).toBe(true);
      const shared = await visit({ at: new URL(page.url()).hash });
      await panel(shared).waitFor();
      expect(await panel(shared).locator('mark').allTextContents()).toEqual(marks);
      expect(await shared.evaluate('document.activeElement.tagName')).toBe('MARK');
      await page.goBack();
      await panel(page).waitFor({ state: 'hidden' });
    });

    it('marks every sentence that any answer cites', async () => {
      const { bot } = await builtFrom(TEAS);
      const page = await visit({ at: '#/article/teas.md' });
      const cited = new Map<string, readonly Citation[]>();
      for (const { q } of await questionsIn(join(TEAS, 'questions.jsonl')))
        for (const { source, citations } of sourcesOf(await bot.ask(q)))
          cited.set(`${source} ${citations.map(({ quote }) => quote)}`, citations);
      expect(cited.size).toBeGreaterThan(30);
      for (const citations of cited.values()) {
        const quotes = citations.map(({ quote }) => quote);
        await page.evaluate(
          `import('/page/sources.js').then(({ addressOf }) => {
            location.hash = addressOf(${JSON.stringify(citations)});
          })`,
        );
        const missing = async () => {
          const marked = (await panel(page).locator('mark').allTextContents()).join('\n');
          return quotes.filter((quote) => !marked.includes(quote));
        };
        await expect.poll(missing, { interval: 10 }).toEqual([]);
      }
    }, 60_000);

    it('shows the lines when the sentence is no longer there, and says when the article is not', async () => {
      const page = await visit({ at: '#/article/teas.md?line=42&quote=No+such+sentence' });
      await panel(page).waitFor();
      expect(await panel(page).locator('mark').allTextContents()).toEqual([
        expect.stringMatching(/^Tea is a drink/),
      ]);
      const other = await visit({ at: '#/article/none.md', faults: 1 });
      await panel(other).waitFor();
      expect(await panel(other).textContent()).toContain('There is no article of that name');
    });
  });
});

/** The citations of an answer, those of one source together. */
function sourcesOf({ citations }: Answer): { source: number; citations: Citation[] }[] {
  return [...new Set(citations.map(({ source }) => source))].map((source) => ({
    source,
    citations: citations.filter((one) => one.source === source),
  }));
}
