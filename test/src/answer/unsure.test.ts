import { describe, expect, it } from 'vitest';
import { createBot } from '../../../src/bot.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import { corpusOf } from '../../builders.js';

/** A bot that is hardly ever sure, so that what it does then can be seen whatever the weights are. */
function unsureBot(article: string) {
  const corpus = corpusOf([article]);
  return createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)), { abstainRisk: 0.001 });
}

describe('an answer that is not sure', () => {
  it('asks back where sections of one name vie, and gives the closest when asked again', async () => {
    const bot = unsureBot(`# The kiln

## Old kiln

### Cleaning the shelves

Brush the shelves with a wire brush every Monday.

## New kiln

### Cleaning the shelves

Wipe the shelves with a wet cloth every Friday.

## Opening hours

The workshop opens at nine.
`);
    const first = await bot.ask('how do I clean the shelves?');
    expect(first.status).toBe('clarify');
    expect(first.suggestions?.questions).toEqual([
      'how do I clean the shelves (Old kiln)?',
      'how do I clean the shelves (New kiln)?',
    ]);
    const again = await bot.ask('how do I clean the shelves?', { conversation: first.conversation });
    expect(again.status).toBe('closest');
    const chosen = await bot.ask('how do I clean the shelves (New kiln)?');
    expect(chosen.citations[0]?.quote).toContain('wet cloth');
  });

  it('reads a whole question with the turn before where that is likelier answered, and says so', async () => {
    const bot = unsureBot(`# Backups

## Automatic backups

To enable automatic backups, switch them on in the settings. The files of automatic backups are stored in the folder autobackup.

## Pictures

Picture files are stored in the gallery, and files are kept there for a year.

## Letters

Letters that are stored as files are printed on Monday.
`);
    const question = 'where are the files stored?';
    const { conversation } = await bot.ask('How do I enable automatic backups?');
    const leaning = await bot.ask(question, { conversation });
    const alone = await bot.ask(question);
    expect(leaning.reading).toContain('automatic backups');
    expect(leaning.citations.map(({ quote }) => quote).join(' ')).toContain('autobackup');
    expect(leaning.confidence).toBeGreaterThan(alone.confidence);
    expect(alone.reading).toBeNull();
  });
});
