import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parseQuestionSet } from '../src/eval/question-set.js';
import { readKnowledge } from '../src/io/read-knowledge.js';
import type { Corpus, Passage } from '../src/knowledge/corpus.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';

/** A question, and which passages and sentences answer it. */
export interface Asked {
  readonly question: string;
  readonly isRight: (passage: Passage) => boolean;
  readonly holds: (text: string) => boolean;
}

export interface Yardstick {
  readonly corpus: Corpus;
  readonly asked: readonly Asked[];
}

interface Squad {
  readonly data: readonly {
    readonly title: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly question: string;
        readonly answers: readonly { readonly text: string }[];
      }[];
    }[];
  }[];
}

/**
 * Reading-comprehension sets in SQuAD's JSON format (Rajpurkar et al., 2016), plain or gzip: every paragraph a
 * passage; right is the paragraph that was asked about, and a sentence with an accepted answer in it.
 */
export async function squadYardstick(paths: readonly string[]): Promise<Yardstick> {
  const sets = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      return JSON.parse(String(path.endsWith('.gz') ? gunzipSync(bytes) : bytes)) as Squad;
    }),
  );
  const data = sets.flatMap((set) => set.data);
  const line = (text: string) => text.replace(/\s+/g, ' ').trim();
  const files = data.map(({ title, paragraphs }, i) => ({
    path: `${i}.md`,
    text: [
      `# ${line(title.replace(/_/g, ' '))}`,
      ...paragraphs.map(({ context }) => plain(line(context))),
    ].join('\n\n'),
  }));
  const { corpus } = loadCorpus(files, null);
  const asked = data.flatMap(({ paragraphs }, document) =>
    paragraphs.flatMap(({ qas }, paragraph) =>
      qas.map(({ question, answers }): Asked => {
        // The title stands in line 1, the paragraphs in every second line after it.
        const at = 3 + 2 * paragraph;
        const wanted = answers.map(({ text }) => folded(text));
        return {
          question,
          isRight: ({ document: file, items: [from, to] }) =>
            file === `${document}.md` &&
            corpus.items.slice(from, to).some(({ lines }) => lines[0] <= at && at <= lines[1]),
          holds: (text) => wanted.some((answer) => folded(text).includes(answer)),
        };
      }),
    ),
  );
  return { corpus, asked };
}

/** A text whose beginning makes no list, heading or quotation of it. */
const plain = (text: string): string => text.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^[#>+*-]/, '\\$&');

/** Case, punctuation and articles folded away, as the set's own scoring does. */
function folded(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.filter((word) => !['a', 'an', 'the'].includes(word)).join(' ')} `;
}

/**
 * A folder of articles with a question set as `docent eval` takes it. Right is a passage that holds all that the
 * answer must; questions that no single passage answers, and those that lean on an earlier turn, are left out.
 */
export async function folderYardstick(folder: string, questions: string): Promise<Yardstick> {
  const { articles, thesaurus } = await readKnowledge(folder);
  const { corpus } = loadCorpus(articles, thesaurus);
  const set = parseQuestionSet(await readFile(questions, 'utf8'), questions);
  const asked = set
    .filter(
      ({ must, any, abstain, context }) =>
        must.length + (any?.length ?? 0) > 0 && !abstain && context.length === 0,
    )
    .map(({ q, must, any, cite }): Asked => {
      const holds = (text: string) =>
        must.every((pattern) => pattern.test(text)) &&
        (any === undefined || any.some((pattern) => pattern.test(text)));
      return {
        question: q,
        holds,
        isRight: (passage) =>
          (cite === undefined || passage.subject === cite) && holds(passageText(passage, corpus)),
      };
    })
    .filter(({ isRight }) => corpus.passages.some(isRight));
  return { corpus, asked };
}

/** All that engines index of a passage: the headings above it, the names and texts of its items. */
export function passageText({ section, items: [from, to] }: Passage, { sections, items }: Corpus): string {
  const texts = items.slice(from, to).flatMap(({ name, text }) => [name, text]);
  return [sections[section]?.path.join('. '), ...texts].filter(Boolean).join('. ');
}

/** What the command line names: sets in SQuAD's format, or a folder and a question file. */
export async function yardstickOf(named: readonly string[]): Promise<Yardstick> {
  const [first = 'knowledge', second] = named;
  if ((await stat(first)).isDirectory()) return folderYardstick(first, second ?? 'test/eval/dev.jsonl');
  return squadYardstick(named);
}
