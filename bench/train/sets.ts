import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { readKnowledge } from '../../src/io/read-knowledge.js';
import type { Corpus, Subject } from '../../src/knowledge/corpus.js';
import { ENGLISH } from '../../src/knowledge/english-thesaurus.js';
import { createLexicon, type Lexicon } from '../../src/knowledge/lexicon.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import type { Engine, StoredPassage } from '../../src/retrieval/ports.js';
import { meets, passageText } from './meets.js';

/** A question with what is known of its answer. */
export interface Asked {
  readonly id: string;
  readonly turns: readonly string[];
  /** Whether the articles answer it. */
  readonly covered: boolean;
  /** Whether it is asked for a passage at all, and not for a list or a comparison of subjects. */
  readonly isRight: (passage: StoredPassage) => boolean;
  /** Whether a text of the passage, as it is quoted, answers. */
  readonly answers: (text: string, passage: StoredPassage) => boolean;
  /** Part of its set that is left out together with it. */
  readonly part: string;
}

/** Questions on one body of articles. */
export interface QuestionSet {
  readonly name: string;
  /** What its articles are called: sets on the same are learned from or left out together. */
  readonly body: string;
  readonly weight: number;
  readonly corpus: Corpus;
  readonly engine: Engine;
  readonly lexicon: Lexicon;
  /** Its questions as they are written. */
  readonly rows: readonly Row[];
  /** Whether its questions are examples of what people want. */
  readonly teachesIntents: boolean;
  readonly asked: readonly Asked[];
  /** Whether a single sentence is looked for, as in reading comprehension. */
  readonly bySentence: boolean;
}

const MANIFEST = z.object({
  sets: z.array(
    z.object({
      name: z.string(),
      /** Folder of articles, and a file of questions, relative to the manifest. */
      knowledge: z.string(),
      questions: z.string(),
      /** Only the questions of this corpus. */
      corpus: z.string().optional(),
      weight: z.number().default(1),
      intents: z.boolean().default(false),
    }),
  ),
  /** A reading-comprehension set in SQuAD's JSON format (Rajpurkar et al., 2016), gzip or plain. */
  squad: z.object({ file: z.string(), share: z.number(), weight: z.number() }).optional(),
});

/**
 * The sets that a manifest names.
 * @throws when a file is missing or the manifest is no such
 */
export async function readSets(
  manifest: string,
  { withReading = true }: { readonly withReading?: boolean } = {},
): Promise<QuestionSet[]> {
  const { sets, squad } = MANIFEST.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const from = (path: string) => resolve(dirname(manifest), path);
  const out: QuestionSet[] = [];
  for (const { name, knowledge, questions, corpus, weight, intents } of sets) {
    const { articles, thesaurus } = await readKnowledge(from(knowledge));
    const lines = readFileSync(from(questions), 'utf8').split('\n').filter(Boolean);
    const rows = lines.map((line) => ROW.parse(JSON.parse(line)));
    const own = rows.filter((row) => corpus === undefined || row.corpus === corpus);
    out.push({
      name,
      body: from(knowledge),
      weight,
      ...opened(articles, thesaurus),
      rows: own,
      teachesIntents: intents,
      asked: own.flatMap(askedOf),
      bySentence: false,
    });
  }
  return squad && withReading ? [...out, ...squadSets(from(squad.file), squad.share, squad.weight)] : out;
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function opened(
  articles: readonly TextFile[],
  thesaurus: TextFile | null,
): Pick<QuestionSet, 'corpus' | 'engine' | 'lexicon'> {
  const { corpus } = loadCorpus(articles, thesaurus);
  return {
    corpus,
    engine: createLocalEngine(corpus, buildIndex(corpus)),
    lexicon: createLexicon(corpus, [ENGLISH]),
  };
}

const ROW = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string().optional(),
  corpus: z.string().optional(),
  context: z.array(z.string()).optional(),
  must: z.array(z.string()).default([]),
  any: z.array(z.string()).default([]),
  mustNot: z.array(z.string()).default([]),
  abstain: z.boolean().optional(),
  cite: z.string().optional(),
});

/** A question as its set has it. */
export type Row = z.infer<typeof ROW>;

/** Kinds that are answered from tables of subjects, or are no questions. */
const NO_PASSAGE =
  /^(?:list|filter|compare|recommend|advantages|features|smalltalk|meta|adversarial|count|howmany|chat|versus|aspect)/;

function askedOf({ id, q, kind = '', context = [], abstain, cite, ...wanted }: Row): Asked[] {
  const isOpen = wanted.must.length + wanted.any.length === 0;
  if (NO_PASSAGE.test(kind) || (isOpen && abstain !== true)) return [];
  const covered = abstain !== true;
  const holds = meets(wanted);
  const isCited = (passage: StoredPassage) => cite === undefined || standsAt(passage, cite);
  return [
    {
      id,
      turns: [...context, q],
      covered,
      isRight: (passage) => covered && isCited(passage) && holds(passageText(passage.blocks)),
      answers: (text, passage) => covered && isCited(passage) && holds(text),
      part: '',
    },
  ];
}

/** Ids of subjects as they are inferred, and as the questions call them. */
const SAME: Readonly<Record<string, string>> = {
  'ruby-on-rails': 'rails',
  expressjs: 'express',
  'asp-net-core': 'aspnet-core',
};

/** Whether a subject is the one that a question cites. */
export function subjectIs({ id, names }: Subject, cite: string): boolean {
  return (SAME[id] ?? id) === cite || names.some((name) => name.toLowerCase() === cite);
}

function standsAt({ subject, section, document }: StoredPassage, cite: string): boolean {
  const key = subject === null ? 'intro' : (SAME[subject] ?? subject);
  const headings = [section.heading, ...section.path, document.title];
  return (
    key === cite ||
    headings.some((one) =>
      one
        .toLowerCase()
        .replace(/^\d+[.)] /, '')
        .includes(cite),
    )
  );
}

/** Four corpora, each without a quarter of the articles; on these the questions are not covered. */
const FOLDS = 4;

interface Squad {
  readonly data: readonly {
    readonly title: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly id: string;
        readonly question: string;
        readonly answers: readonly { readonly text: string }[];
      }[];
    }[];
  }[];
}

function squadSets(file: string, share: number, weight: number): QuestionSet[] {
  const bytes = readFileSync(file);
  const { data } = JSON.parse(String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)) as Squad;
  const random = generator(7);
  return Array.from({ length: FOLDS }, (_, left): QuestionSet => {
    const articles = data.flatMap(({ title, paragraphs }, i) =>
      i % FOLDS === left ? [] : [{ path: `${i}.md`, text: markdown(title, paragraphs) }],
    );
    const asked = data.flatMap(({ paragraphs }, i) =>
      paragraphs.flatMap(({ qas }, p) =>
        qas.flatMap(({ id, question, answers }): Asked[] => {
          if (random() > share) return [];
          const covered = i % FOLDS !== left;
          const accepted = answers.map(({ text }) => folded(text));
          const isRight = ({ document, blocks }: StoredPassage) =>
            covered && document.id === `${i}.md` && blocks.some(({ block }) => block.lines[0] === lineOf(p));
          const answers_ = (text: string, passage: StoredPassage) =>
            isRight(passage) && accepted.some((one) => folded(text).includes(one));
          return [
            { id, turns: [question.trim()], covered, isRight, answers: answers_, part: String(i % FOLDS) },
          ];
        }),
      ),
    );
    return {
      name: `SQuAD without ${left}`,
      body: 'SQuAD',
      weight,
      ...opened(articles, null),
      rows: [],
      teachesIntents: false,
      asked,
      bySentence: true,
    };
  });
}

function markdown(title: string, paragraphs: readonly { readonly context: string }[]): string {
  const heading = `# ${title.replace(/_/g, ' ')}`;
  return [heading, ...paragraphs.map(({ context }) => context.replace(/\s+/g, ' ').trim())].join('\n\n');
}

/** Line of a paragraph in {@link markdown}, counted from 1. */
function lineOf(paragraph: number): number {
  return 3 + 2 * paragraph;
}

/** A text for comparison, as the set's own evaluation folds it: case, punctuation and articles. */
function folded(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

/** Pseudo-random numbers from 0 to 1, always the same (a linear congruential generator, Numerical Recipes). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
