import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/answer/answer.js';
import { Draft } from '../../../src/answer/draft.js';
import { quoteBlocks } from '../../../src/answer/quote.js';
import { CODE_LENGTH } from '../../../src/knowledge/parse-blocks.js';
import type { StoredPassage } from '../../../src/retrieval/ports.js';
import { corpusOf, knowledgeOf } from '../../builders.js';

/** All that a short article says, quoted, with its citations. */
async function quotedOf(markdown: string) {
  const corpus = corpusOf([markdown]);
  const passages = await knowledgeOf(corpus).engine.store.get(corpus.passages.map(({ id }) => id));
  const draft = new Draft();
  return { blocks: wholeOf(passages).flatMap((one) => quoteBlocks(one, one.blocks, draft)), draft };
}

/** Passages of one section as one, so that a block that was cut is whole again. */
function wholeOf(passages: readonly StoredPassage[]): StoredPassage[] {
  const [first] = passages;
  if (!first) return [];
  const stored = passages.flatMap(({ blocks }) => blocks);
  const ids = [...new Set(stored.map(({ block }) => block.id))];
  const blocks = ids.flatMap((id) => {
    const parts = stored.filter(({ block }) => block.id === id);
    return parts.slice(0, 1).map(({ block }) => ({ block, items: parts.flatMap(({ items }) => items) }));
  });
  return [{ ...first, blocks }];
}

/** Code wherever it stands, in reading order. */
const codeIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'code') return [block.text];
    if (block.type !== 'steps') return [];
    return block.items.flatMap(({ content }) => (content.type === 'code' ? [content.text] : []));
  });

const line = fc.constantFrom('', '  return 1', 'run --all', '# wait', '\tnested()', 'x'.repeat(200));
const lines = fc.array(line, { minLength: 1, maxLength: 40 }).map((all) => ['first', ...all, 'last']);

describe('code', () => {
  it('is quoted byte for byte and cited by its lines, however long it is', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('```', '~~~~', 'indented'), async (all, fence) => {
        const text = all.join('\n');
        const isIndented = fence === 'indented';
        const written = isIndented
          ? all.map((one) => `    ${one}`).join('\n')
          : `${fence}sh\n${text}\n${fence}`;
        const markdown = `# T\n\nRun it:\n\n${written}\n`;
        const { blocks, draft } = await quotedOf(markdown);
        expect(codeIn(blocks)).toEqual([text]);
        const cited = draft.citations.find(({ quote }) => quote === text);
        const [from = 0, to = 0] = cited?.lines ?? [];
        const source = markdown
          .split('\n')
          .slice(from - 1, to)
          .join('\n');
        expect(isIndented ? source.replace(/^ {4}/gm, '') : source).toContain(text);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('is found piece by piece where it is long, in whole lines that follow each other', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const { items } = corpusOf([`# T\n\n\`\`\`\n${all.join('\n')}\n\`\`\`\n`]);
        expect(items.map(({ text }) => text).join('\n')).toBe(all.join('\n'));
        for (const { text } of items) expect(text.length).toBeLessThanOrEqual(CODE_LENGTH);
        if (items.length < 2) return;
        for (const { text, lines: own } of items) expect(own[1] - own[0] + 1).toBe(text.split('\n').length);
        expect(items[0]?.lines[0]).toBe(4);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it('of one fence is not joined with that of the next', async () => {
    const fences = '```\nfirst\n```\n```\nsecond\n```\n';
    expect(codeIn((await quotedOf(`# T\n\n${fences}`)).blocks)).toEqual(['first', 'second']);
    const step = `1. Do it:\n${fences.replace(/^(?=.)/gm, '   ')}2. Rest.\n`;
    expect(codeIn((await quotedOf(`# T\n\n${step}`)).blocks)).toEqual(['first', 'second']);
  });
});
