import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { analyzed } from '../../../src/retrieval/analyze.js';
import {
  BLOCK_FEATURES,
  LINE_FEATURES,
  MEASURES,
  namesOf,
  PASSAGE_FEATURES,
} from '../../../src/retrieval/features.js';
import { candidatesOf, find, foundOf } from '../../../src/retrieval/find.js';
import { release, seek } from '../../../src/retrieval/seek.js';
import { measure, type Tables } from '../../../src/retrieval/tables.js';
import { type Asked, askedOf } from '../../arbitraries.js';
import { corpusOf, HANDBOOK, knowledgeOf, queryOf, TEAS } from '../../builders.js';
import { KETTLE } from '../../made-up.js';

const kettle = knowledgeOf(corpusOf([KETTLE]));

async function tablesOf(question: string, knowledge: Knowledge): Promise<Tables> {
  const query = await queryOf(question, knowledge);
  const found = await foundOf(await candidatesOf(query, knowledge.engine), knowledge.engine);
  for (const { passage } of found) analyzed(passage);
  const sought = seek(query);
  const tables = measure(sought, found);
  release(sought);
  return tables;
}

describe('the tables of what is measured', () => {
  it('have a row for each passage, block and line of the candidates', async () => {
    const { found, passages, blocks, lines, firstBlock, firstLine } = await tablesOf(
      'how do I descale the small kettle with vinegar',
      kettle,
    );
    const inBlocks = found.flatMap(({ passage }) => passage.blocks);
    const sentences = inBlocks.flatMap(({ items }) => items.flatMap((item) => item.sentences));
    expect(found.length).toBeGreaterThan(1);
    expect([passages.rows, blocks.rows, lines.rows]).toEqual([
      found.length,
      inBlocks.length,
      sentences.length,
    ]);
    expect(firstBlock[found.length]).toBe(blocks.rows);
    expect(firstLine[found.length]).toBe(lines.rows);
  });

  it('measure more of what holds more of the question', async () => {
    const { found, passages } = await tablesOf('pour the vinegar away', kettle);
    const column = namesOf(PASSAGE_FEATURES).indexOf('text');
    const shares = found.map(({ passage }, p) => ({
      holds: passage.blocks.some(({ items }) => items.some(({ text }) => text.includes('vinegar'))),
      share: passages.values[p * passages.columns + column] ?? 0,
    }));
    const least = Math.min(...shares.filter(({ holds }) => holds).map(({ share }) => share));
    for (const { holds, share } of shares) if (!holds) expect(share).toBeLessThan(least);
  });

  it('tell what names the subject of the question and is not about it', async () => {
    const pears = knowledgeOf(
      corpusOf([
        '# Pears\n\n## Bosc\n\n### Advantages\n\nBosc is firm.\n\n## Anjou\n\n### Advantages\n\nAnjou is juicy.\n\n## Prices in August\n\nBosc costs 3 €. Anjou is given away in August.\n',
      ]),
    );
    const { found, passages, lines, firstLine } = await tablesOf('what does Bosc cost in August', pears);
    const of = (table: typeof passages, names: readonly string[], row: number) =>
      table.values[row * table.columns + names.indexOf('namesSubject')];
    const marked = found.map(({ passage }, p) => ({
      section: passage.section.heading,
      passage: of(passages, namesOf(PASSAGE_FEATURES), p),
      lines: Array.from({ length: (firstLine[p + 1] as number) - (firstLine[p] as number) }, (_, i) =>
        of(lines, namesOf(LINE_FEATURES), (firstLine[p] as number) + i),
      ),
    }));
    expect(marked.find(({ section }) => section === 'Prices in August')).toMatchObject({
      passage: 1,
      lines: [1, 0],
    });
    for (const { section, passage } of marked) if (section !== 'Prices in August') expect(passage).toBe(0);
  });

  it('forget what was looked for, so that the next question begins anew', async () => {
    const query = await queryOf('how do I descale the kettle', kettle);
    const found = await foundOf(await candidatesOf(query, kettle.engine), kettle.engine);
    for (const { passage } of found) analyzed(passage);
    const sought = seek(query);
    measure(sought, found);
    expect(sought.slotOf.some((slot) => slot !== 0)).toBe(true);
    release(sought);
    expect(sought.slotOf.some((slot) => slot !== 0)).toBe(false);
  });
});

/** A share may be a little more than all by the way numbers are added. */
const MOST = 1 + 1e-9;
/** Leads, cosines and differences of scores go below 0, to -1. */
const MAY_BE_LESS = /^(?:margin$|meaning|reranked)/;

describe.each([
  ['teas', TEAS],
  ['handbook', HANDBOOK],
])('whatever is asked of the %s', (_, folder) => {
  let asked: Asked;
  let knowledge: Knowledge;
  beforeAll(async () => {
    asked = await askedOf(folder, `${folder}/questions.jsonl`);
    knowledge = knowledgeOf(asked.built.bot.corpus);
  });

  it.each([
    ['passages', namesOf(PASSAGE_FEATURES)],
    ['blocks', namesOf(BLOCK_FEATURES)],
    ['lines', namesOf(LINE_FEATURES)],
  ] as const)(
    'every feature of %s is a number between 0 and 1',
    async (kind, names) => {
      await fc.assert(
        fc.asyncProperty(asked.messages, async (message) => {
          const { columns, values } = (await tablesOf(message, knowledge))[kind];
          const outside = [...values].flatMap((value, i) =>
            value >= (MAY_BE_LESS.test(names[i % columns] ?? '') ? -1 : 0) && value <= MOST
              ? []
              : [`${names[i % columns]} ${value}`],
          );
          expect(outside).toEqual([]);
        }),
        { seed: 12, numRuns: 200 },
      );
    },
    60_000,
  );

  it('every measure is a number between 0 and 1, the lead between -1 and 1, and so is the likelihood', async () => {
    await fc.assert(
      fc.asyncProperty(asked.messages, async (message) => {
        const { likelihood, measures, evidence } = await find(
          await queryOf(message, knowledge),
          knowledge.engine,
          knowledge.weights,
        );
        expect(likelihood).toBeGreaterThanOrEqual(0);
        expect(likelihood).toBeLessThanOrEqual(1);
        if (evidence.length === 0) return;
        for (const name of namesOf(MEASURES)) {
          const value = measures[name] ?? Number.NaN;
          expect(value, name).toBeGreaterThanOrEqual(MAY_BE_LESS.test(name) ? -1 : 0);
          expect(value, name).toBeLessThanOrEqual(MOST);
        }
      }),
      { seed: 13, numRuns: 200 },
    );
  }, 60_000);
});
