import { withKnownWords } from '../../src/query/known-words.js';
import type { Query } from '../../src/query/query.js';
import { understand } from '../../src/query/understand.js';
import { analyzed } from '../../src/retrieval/analyze.js';
import { candidatesOf } from '../../src/retrieval/find.js';
import { release, type Sought, seek } from '../../src/retrieval/seek.js';
import { type FoundPassage, measure, type Tables } from '../../src/retrieval/tables.js';
import { passageText } from './meets.js';
import type { Asked, QuestionSet } from './sets.js';

/** A question asked of its corpus: what was measured, and what is right. */
export interface Example {
  readonly set: QuestionSet;
  readonly asked: Asked;
  readonly query: Query;
  readonly found: readonly FoundPassage[];
  readonly tables: Tables;
  readonly sought: Sought;
  /** For every passage, block and line 1 when it answers by itself. */
  readonly passages: Uint8Array;
  readonly blocks: Uint8Array;
  readonly lines: Uint8Array;
}

/** Asks every question of a set that does not lean on an earlier turn. */
export async function examplesOf(set: QuestionSet): Promise<Example[]> {
  const out: Example[] = [];
  for (const asked of set.asked) {
    const [question = '', ...more] = asked.turns;
    if (more.length > 0) continue;
    const query = await withKnownWords(set.engine.vocabulary, (known) =>
      understand(question, set.lexicon, known),
    );
    const found = await candidatesOf(query, set.engine);
    out.push(exampleOf(set, asked, query, found));
  }
  return out;
}

/** The same without the passages that answer: then the question is not covered. */
export function withoutAnswers({ set, asked, query, found, passages }: Example): Example {
  const rest = found.filter((_, p) => passages[p] === 0);
  const uncovered: Asked = { ...asked, covered: false, isRight: () => false, answers: () => false };
  return exampleOf(set, uncovered, query, rest);
}

function exampleOf(set: QuestionSet, asked: Asked, query: Query, found: readonly FoundPassage[]): Example {
  for (const { passage } of found) analyzed(passage);
  const sought = seek(query);
  const tables = measure(sought, found);
  release(sought);
  const passages = new Uint8Array(found.length);
  const blocks = new Uint8Array(tables.blocks.rows);
  const lines = new Uint8Array(tables.lines.rows);
  found.forEach(({ passage }, p) => {
    if (!asked.isRight(passage)) return;
    passages[p] = 1;
    let line = tables.firstLine[p] as number;
    passage.blocks.forEach((block, b) => {
      const lead = passage.blocks[b - 1];
      const whole = lead?.block.id === block.block.lead ? [lead, block] : [block];
      blocks[(tables.firstBlock[p] as number) + b] = asked.answers(passageText(whole as never), passage)
        ? 1
        : 0;
      for (const { name, sentences } of block.items)
        for (const { text } of sentences)
          lines[line++] = asked.answers(name === null ? text : `${name} – ${text}`, passage) ? 1 : 0;
    });
  });
  return { set, asked, query, found, tables, sought, passages, blocks, lines };
}
