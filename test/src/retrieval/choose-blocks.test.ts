import { describe, expect, it } from 'vitest';
import { chooseBlocks, lengthOf, QUOTED_LENGTH } from '../../../src/retrieval/choose-blocks.js';
import type { StoredPassage } from '../../../src/retrieval/ports.js';
import { corpusOf, knowledgeOf } from '../../builders.js';

/** The first passage of an article. */
async function passageOf(markdown: string): Promise<StoredPassage> {
  const corpus = corpusOf([markdown]);
  const [first] = corpus.passages;
  const [passage] = await knowledgeOf(corpus).engine.store.get([first?.id ?? '']);
  return passage as StoredPassage;
}

const firstLine = ({ blocks }: StoredPassage, block: number) => {
  const item = blocks[block]?.items[0];
  if (!item) throw new Error('There is no such block');
  return { item, sentence: 0 };
};
/** Scores of which that of one block is the highest. */
const bestAt = ({ blocks }: StoredPassage, best: number) => ({
  blocks: blocks.map((_, b) => (b === best ? 1 : 0)),
  items: new Map(),
});
const textsOf = (blocks: StoredPassage['blocks']) =>
  blocks.map(({ items }) => items.map(({ text }) => text).join(' '));

const filler = (n: number, what: string) =>
  Array.from({ length: n }, (_, i) => `The ${what} number ${i} stands in its place.`).join(' ');

describe('what of a passage is quoted', () => {
  it('is all of a short one', async () => {
    const passage = await passageOf('# T\n\nOne.\n\nTwo.\n\nThree.\n');
    const { blocks, line } = chooseBlocks(passage, bestAt(passage, 1), firstLine(passage, 1));
    expect(textsOf(blocks)).toEqual(['One.', 'Two.', 'Three.']);
    expect(line).toEqual(firstLine(passage, 1));
  });

  it('is of a long one the best block, and what has room beside it', async () => {
    const passage = await passageOf(
      `# T\n\n${filler(9, 'lamp')}\n\nThe door is red.\n\nThe floor is blue.\n\n${filler(9, 'chair')}\n`,
    );
    const { blocks } = chooseBlocks(passage, bestAt(passage, 1), firstLine(passage, 1));
    expect(textsOf(blocks)).toContain('The door is red.');
    expect(textsOf(blocks)).toContain('The floor is blue.');
    expect(blocks.length).toBeLessThan(passage.blocks.length);
    expect(blocks.reduce((sum, block) => sum + lengthOf(block), 0)).toBeLessThanOrEqual(QUOTED_LENGTH);
  });

  it('is in reading order', async () => {
    const passage = await passageOf(
      `# T\n\n${filler(5, 'lamp')}\n\nThe door is red.\n\nThe floor is blue.\n\n${filler(9, 'chair')}\n`,
    );
    for (const best of passage.blocks.keys()) {
      const { blocks } = chooseBlocks(passage, bestAt(passage, best), firstLine(passage, best));
      const ids = blocks.map(({ block }) => block.id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(ids).toContain(passage.blocks[best]?.block.id);
    }
  });

  it('keeps steps whole, with the sentence that introduces them', async () => {
    const steps = Array.from(
      { length: 12 },
      (_, i) => `${i + 1}. Turn the screw with number ${i + 1} to the left until it clicks.`,
    );
    const passage = await passageOf(
      `# T\n\n${filler(3, 'lamp')}\n\nDo it like this:\n\n${steps.join('\n')}\n`,
    );
    const { blocks } = chooseBlocks(passage, bestAt(passage, 2), firstLine(passage, 2));
    const kinds = blocks.map(({ block }) => block.kind);
    expect(kinds.slice(-2)).toEqual(['paragraph', 'steps']);
    expect(textsOf(blocks)[blocks.length - 2]).toBe('Do it like this:');
    expect(blocks[blocks.length - 1]?.items).toHaveLength(12);
  });

  it('keeps code whole, with what is said before it', async () => {
    const code = Array.from({ length: 20 }, (_, i) => `lamp --set brightness=${i} --room ${i}`).join('\n');
    const passage = await passageOf(
      `# T\n\n${filler(3, 'lamp')}\n\nRun this:\n\n\`\`\`sh\n${code}\n\`\`\`\n`,
    );
    const { blocks } = chooseBlocks(passage, bestAt(passage, 2), firstLine(passage, 2));
    expect(textsOf(blocks).slice(-2)).toEqual(['Run this:', code]);
  });

  it('is of a long paragraph the sentences around the best line', async () => {
    const passage = await passageOf(`# T\n\n${filler(24, 'lamp')}\n`);
    const item = passage.blocks[0]?.items[0];
    if (!item) throw new Error('There is a paragraph');
    const { blocks, line } = chooseBlocks(passage, { blocks: [1], items: new Map() }, { item, sentence: 17 });
    const shown = textsOf(blocks).join(' ');
    expect(shown).toContain('The lamp number 17 stands');
    expect(shown).not.toContain('The lamp number 0 stands');
    expect(shown.length).toBeLessThanOrEqual(QUOTED_LENGTH);
    expect(line.item.sentences[line.sentence]?.text).toBe('The lamp number 17 stands in its place.');
    expect(blocks[0]?.items).toContain(line.item);
  });

  it('keeps the cells of a row of a long table together', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `| Room ${i} | ${i} seats by the window | ${i} euros an evening |`,
    );
    const passage = await passageOf(`# T\n\n| Room | Seats | Price |\n| - | - | - |\n${rows.join('\n')}\n`);
    const cell = passage.blocks[0]?.items.find(({ text }) => text === '7 euros an evening');
    if (!cell) throw new Error('There is such a cell');
    const { blocks } = chooseBlocks(passage, { blocks: [1], items: new Map() }, { item: cell, sentence: 0 });
    const shown = blocks.flatMap(({ items }) => items);
    const whole = (row: number | null) => passage.blocks[0]?.items.filter((one) => one.row === row) ?? [];
    expect(shown).toEqual(expect.arrayContaining(whole(cell.row)));
  });
});
