import type { Answer } from '../../src/answer/answer.js';
import type { Bot } from '../../src/bot.js';
import type { Contents } from '../../src/knowledge/contents.js';

/** Finds questions to begin a conversation with: such as the articles answer well, and of as many articles as can be. */
export interface Starters {
  /** As many as were found by now, most of them soon after the first call; the authors' own come first. */
  find(limit: number): Promise<string[]>;
}

/** Most questions that are found for the knowledge in service. */
export const MAX_STARTERS = 10;
/** Most candidates that are asked: of articles that answer little the search ends, too. Ours. */
const MAX_ASKED = 60;
/** How long a call waits for the first search, in milliseconds. Ours: a page that opens waits for it. */
const PATIENCE_MS = 1_000;
/** Words of a heading that says by itself what it is about. */
const [LEAST_WORDS, MOST_WORDS] = [2, 9];

interface Candidate {
  readonly text: string;
  /** The article and the heading that must be what is quoted; `null` for any. */
  readonly from: { readonly document: string; readonly heading: string | null } | null;
}

/** Candidates are asked of the bot in the background, once for each knowledge that it is given. */
export function createStarters(bot: Pick<Bot, 'ask' | 'contents'>): Starters {
  let known: {
    readonly contents: Contents;
    readonly found: string[];
    readonly search: Promise<void>;
  } | null = null;

  async function search({ contents }: Pick<Bot, 'contents'>, found: string[]): Promise<void> {
    const seen = new Set<string>();
    let asked = 0;
    for (const candidate of candidatesIn(contents)) {
      if (seen.has(candidate.text.toLowerCase())) continue;
      seen.add(candidate.text.toLowerCase());
      if (found.length === MAX_STARTERS || asked++ === MAX_ASKED || bot.contents !== contents) return;
      const answer = await bot.ask(candidate.text).catch(() => null);
      if (answer && isGood(answer, candidate)) found.push(candidate.text);
    }
  }

  return {
    async find(limit) {
      const { contents } = bot;
      if (known?.contents !== contents) {
        const found: string[] = [];
        known = { contents, found, search: search({ contents }, found) };
      }
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS);
      });
      await Promise.race([known.search, patience]);
      clearTimeout(timer);
      return known.found.slice(0, limit);
    },
  };
}

function isGood({ status, citations }: Answer, { from }: Candidate): boolean {
  const [first] = citations;
  if (status !== 'answered' || !first) return false;
  return from === null || (first.document === from.document && first.section.endsWith(from.heading ?? ''));
}

/** What authors say their articles answer, what can be asked of subjects, titles, and headings that no other article has. */
function* candidatesIn({ documents, subjects }: Contents): Generator<Candidate> {
  const having = new Map<string, number>();
  for (const heading of documents.flatMap(({ headings }) => [...new Set(headings)]))
    having.set(heading, (having.get(heading) ?? 0) + 1);
  const spread = spreadOut(documents);
  yield* inTurns(spread.map(({ questions }) => questions.map(({ text }) => ({ text, from: null }))));
  yield* spreadOut(subjects).map(({ name }) => ({ text: `What is ${name}?`, from: null }));
  for (const { id, title } of spread)
    if (saysEnough(title)) yield { text: asked(title), from: { document: id, heading: null } };
  yield* inTurns(
    spread.map(({ id, headings }) =>
      headings
        .filter((heading) => having.get(heading) === 1 && saysEnough(heading))
        .map((heading) => ({ text: asked(heading), from: { document: id, heading } })),
    ),
  );
}

/** A title or heading without the picture or mark that it opens with. */
const asked = (heading: string) => heading.replace(/^[^\p{L}\p{N}]+/u, '');

function saysEnough(heading: string): boolean {
  const words = heading.match(/\p{L}{2,}/gu)?.length ?? 0;
  return words >= LEAST_WORDS && words <= MOST_WORDS;
}

/** The first of every list, then the second of every one, and so on. */
function* inTurns<T>(lists: readonly (readonly T[])[]): Generator<T> {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let i = 0; i < longest; i++)
    for (const list of lists) {
      const one = list[i];
      if (one !== undefined) yield one;
    }
}

/** The same in an order in which the first few come from all over the list, not from its beginning alone. */
function spreadOut<T>(list: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(list.length / MAX_STARTERS));
  return Array.from({ length: step }, (_, start) => list.filter((_, i) => i % step === start)).flat();
}
