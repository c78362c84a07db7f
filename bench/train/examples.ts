import { nextConversation, understandInContext } from '../../src/query/follow-up.js';
import { withKnownWords } from '../../src/query/known-words.js';
import type { Conversation, Query } from '../../src/query/query.js';
import { analyzed } from '../../src/retrieval/analyze.js';
import {
  candidatesOf,
  FIND,
  find,
  foundOf,
  type LearnedWeights,
  reranked,
} from '../../src/retrieval/find.js';
import { judge } from '../../src/retrieval/judge.js';
import type { Weights } from '../../src/retrieval/rank.js';
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

/** Asks every question of a set that does not lean on an earlier turn, by words. */
export async function examplesOf(set: QuestionSet): Promise<Example[]> {
  const out: Example[] = [];
  for (const asked of set.asked) {
    const [question = '', ...more] = asked.turns;
    if (more.length === 0) out.push(await exampleOf(set, asked, await readQuestion(question, null, set)));
  }
  return out;
}

/** Asks those that do. @param weights with which the earlier turns are answered */
export async function followUpsOf(set: QuestionSet, weights: LearnedWeights): Promise<Example[]> {
  const out: Example[] = [];
  const { store, vocabulary, retriever } = set.engine;
  const byWords = { store, vocabulary, retriever };
  for (const asked of set.asked) {
    const question = asked.turns.at(-1) ?? '';
    if (asked.turns.length < 2) continue;
    let conversation: Conversation | null = null;
    for (const turn of asked.turns.slice(0, -1)) {
      const query: Query = await readQuestion(turn, conversation, set);
      const { evidence, shown } = await find(query, byWords, weights);
      const told = evidence.slice(0, shown).map(({ passage }) => passage);
      conversation = nextConversation(
        query,
        {
          subjects:
            query.subjects.length > 0
              ? query.subjects.map(({ subject }) => subject.id)
              : told.flatMap(({ subject }) => subject ?? []),
          places: told.map(({ document, section }) => ({ document: document.id, path: section.path })),
          askedBack: false,
        },
        conversation,
      );
    }
    out.push(await exampleOf(set, asked, await readQuestion(question, conversation, set)));
  }
  return out;
}

function readQuestion(
  question: string,
  conversation: Conversation | null,
  { engine, lexicon }: QuestionSet,
): Promise<Query> {
  return withKnownWords(engine.vocabulary, (known) =>
    understandInContext(question, conversation, lexicon, known),
  );
}

async function exampleOf(set: QuestionSet, asked: Asked, query: Query): Promise<Example> {
  const candidates = await candidatesOf(query, set.engine);
  return measured(set, asked, query, await foundOf(candidates, set.engine));
}

/** The same with meaning: candidates joined by the nearest. Only of a set whose engine has it. */
export async function withMeaning({ set, asked, query }: Example): Promise<Example> {
  const candidates = await candidatesOf(query, set.engine);
  const meant = (await set.engine.meaning?.candidates(query, candidates)) ?? candidates;
  return measured(set, asked, query, await foundOf(meant, set.engine));
}

/** The same with the first passages read again. @param weights that say which are first */
export async function withReranker(
  { set, asked, query, found }: Example,
  weights: Weights,
): Promise<Example> {
  if (!set.engine.reranker) throw new Error(`${set.name} has no reranker.`);
  const reread = await reranked(
    query,
    found,
    judge(query, found, weights).evidence.slice(0, FIND.rereads),
    set.engine.reranker,
  );
  return measured(set, asked, query, reread ?? found);
}

/** The same without the passages that answer: then the question is not covered. */
export function withoutAnswers({ set, asked, query, found, passages }: Example): Example {
  const rest = found.filter((_, p) => passages[p] === 0);
  const uncovered: Asked = { ...asked, covered: false, isRight: () => false, answers: () => false };
  return measured(set, uncovered, query, rest);
}

function measured(set: QuestionSet, asked: Asked, query: Query, found: readonly FoundPassage[]): Example {
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
