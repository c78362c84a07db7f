import type { LineRange, Sentence } from './corpus.js';
import type { ParsedSection } from './parse-article.js';
import type { ParsedItem } from './parse-blocks.js';

/**
 * A section that takes as little memory as it can: sentences are views of the text that they are of, and what stands in
 * the same lines says so by the same pair of numbers. Sections that come from another process or from the disk have
 * each of both anew, a third of what they take.
 */
export function slimSection(section: ParsedSection): ParsedSection {
  let last: LineRange = section.lines;
  const shared = (lines: LineRange): LineRange => {
    if (lines[0] !== last[0] || lines[1] !== last[1]) last = lines;
    return last;
  };
  const { heading, depth, path, lines } = section;
  const blocks = section.blocks.map((block) => ({
    ...block,
    lines: shared(block.lines),
    items: block.items.map((item): ParsedItem => {
      const own = shared(item.lines);
      return { ...item, sentences: slimSentences(item, shared), lines: own };
    }),
  }));
  return { heading, depth, path, lines, blocks };
}

function slimSentences({ text, sentences }: ParsedItem, shared: (lines: LineRange) => LineRange): Sentence[] {
  let from = 0;
  return sentences.map((sentence): Sentence => {
    const at = text.indexOf(sentence.text, from);
    const lines = shared(sentence.lines);
    if (at < 0) return { text: sentence.text, lines };
    from = at + sentence.text.length;
    return { text: text.slice(at, from), lines };
  });
}
