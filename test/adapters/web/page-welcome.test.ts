import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../builders.js';
import { ask, inBrowser, panel, violations } from './browse.js';
import { serve } from './served.js';

inBrowser('before anything is asked', (visit) => {
  it('has the box above what the articles are about, and questions that they answer', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'What is green tea?' }).waitFor();
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? -1;
    const [box, articles, questions] = [
      await top('#question'),
      await top('.articles'),
      await top('.questions'),
    ];
    expect(box).toBeGreaterThan(0);
    expect(box).toBeLessThan(articles);
    expect(articles).toBeLessThan(questions);
    expect(await page.locator('#about').getByRole('heading').allTextContents()).toEqual([
      'I answer from one article',
      'Questions to begin with',
    ]);
    await page.locator('.articles').getByRole('link', { name: 'Five teas' }).click();
    await panel(page).getByRole('heading', { name: 'Five teas' }).waitFor();
  });

  it('names the first articles, and the others for who wants to see them', async () => {
    const names = Array.from({ length: 14 }, (_, i) => `Article number ${i + 10}`);
    const knowledge = await temporaryFolder(
      Object.fromEntries(
        names.map((name, i) => [`a${i + 10}.md`, `# ${name}\n\nThis is about number ${i}.\n`]),
      ),
    );
    const page = await visit({ address: (await serve({ knowledge })).address });
    await page.getByText('I answer from 14 articles').waitFor();
    const links = page.locator('.articles').getByRole('link');
    expect(await links.allTextContents()).toEqual(names.slice(0, 12));
    await page.getByText('2 more').click();
    await links.nth(13).waitFor();
    expect(await links.allTextContents()).toEqual(names);
    expect(await violations(page)).toEqual([]);
  });

  describe('while questions to begin with are still looked for', () => {
    it('can be asked, and shows them when they are found', async () => {
      const found = ['One?', 'Two?', 'Three?'];
      let asked = 0;
      const page = await visit();
      await page.route('**/suggest?kind=starters*', (route) => {
        asked++;
        return route.fulfill({ json: { suggestions: found.slice(0, asked - 1) } });
      });
      await page.reload();
      await page.getByRole('button', { name: 'One?' }).waitFor();
      await page.getByRole('button', { name: 'Three?' }).waitFor();
      expect(await page.locator('#about .questions button').allTextContents()).toEqual(found);
      expect(asked).toBe(4);
      await ask(page, 'what is oolong');
      expect(await page.locator('#about').isVisible()).toBe(false);
    });
  });
});
