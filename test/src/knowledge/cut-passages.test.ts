import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../../src/knowledge/corpus.js';
import { PASSAGE_LENGTH } from '../../../src/knowledge/cut-passages.js';
import { corpusOf } from '../../builders.js';

/** The texts of each passage. */
const passagesOf = (markdown: string) => textsIn(corpusOf([markdown]));
const textsIn = ({ passages, items }: Corpus) =>
  passages.map((passage) => items.slice(...passage.items).map(({ text }) => text));

/** A sentence of about a length, in characters. */
const sentence = (opening: string, length: number) => `${opening} ${'and so on '.repeat(length / 10)}end.`;
const openings = (passages: readonly (readonly string[])[]) =>
  passages.map((texts) => texts.map((text) => text.split(' ')[0]));

describe('a passage', () => {
  it('is the whole section where that is short', () => {
    expect(passagesOf('# T\n\nOne.\n\n- Two.\n- Three.\n\nFour.\n')).toEqual([
      ['One.', 'Two.', 'Three.', 'Four.'],
    ]);
  });

  it('never crosses a section', () => {
    expect(passagesOf('# T\n\nOne.\n\n## A\n\nTwo.\n\n### B\n\nThree.\n')).toEqual([
      ['One.'],
      ['Two.'],
      ['Three.'],
    ]);
  });

  it('takes blocks as long as there is room', () => {
    const third = PASSAGE_LENGTH / 3 - 40;
    const text = ['One', 'Two', 'Three', 'Four'].map((word) => sentence(word, third)).join('\n\n');
    expect(openings(passagesOf(`# T\n\n${text}\n`))).toEqual([['One', 'Two', 'Three'], ['Four']]);
  });

  it('keeps a list with the paragraph that introduces it', () => {
    const half = PASSAGE_LENGTH / 2;
    const text = `${sentence('One', half)}\n\nTake these:\n\n- ${sentence('Two', half)}\n`;
    expect(openings(passagesOf(`# T\n\n${text}`))).toEqual([['One'], ['Take', 'Two']]);
  });

  it('is a part of a block that is longer, cut before a point of the outermost level', () => {
    const third = PASSAGE_LENGTH / 3;
    const points = [
      `- ${sentence('One', third)}`,
      `- ${sentence('Two', third)}`,
      `  - ${sentence('Below', third)}`,
      `- ${sentence('Three', third)}`,
    ];
    expect(openings(passagesOf(`# T\n\n${points.join('\n')}\n`))).toEqual([
      ['One', 'Two', 'Below'],
      ['Three'],
    ]);
  });

  it('keeps a row of a long table whole', () => {
    const cell = sentence('cell', PASSAGE_LENGTH / 3);
    const rows = ['A', 'B', 'C'].map((row) => `| ${row} | ${row}1 ${cell} | ${row}2 ${cell} |`);
    const passages = passagesOf(`# T\n\n| Row | One | Two |\n| - | - | - |\n${rows.join('\n')}\n`);
    expect(openings(passages)).toEqual([
      ['A1', 'A2'],
      ['B1', 'B2'],
      ['C1', 'C2'],
    ]);
  });

  it('holds what stands in one tab, and not what stands in the next', () => {
    const tab = (name: string) => `:::tab[${name}]\nUse the ${name} way.\n:::\n`;
    const corpus = corpusOf([`# T\n\n${tab('Linux')}\n${tab('Mac')}`]);
    expect(corpus.blocks.map(({ label }) => label?.text)).toEqual(['Linux', 'Mac']);
    expect(textsIn(corpus)).toEqual([['Use the Linux way.'], ['Use the Mac way.']]);
  });

  it('is named for its article and its number there, whatever other articles say', () => {
    const ids = (articles: string[]) => corpusOf(articles).passages.map(({ id }) => id);
    const [one, two] = ['# T\n\nOne.\n\n## A\n\nTwo.\n', '# U\n\nThree.\n'];
    expect(ids([one, two])).toEqual(['a.md#1', 'a.md#2', 'b.md#1']);
    expect(ids([two, two])).toEqual(['a.md#1', 'b.md#1']);
  });
});
