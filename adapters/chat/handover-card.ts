import { type Answer, framing, name, type Shown, type Span } from '../../src/answer/answer.js';
import type { Contents } from '../../src/knowledge/contents.js';
import { sourceName } from '../service/source-name.js';
import { label } from './label.js';

/** Longest question that is shown of a hand-over, in UTF-16 units. Ours: less than half of what any message holds. */
const MAX_QUESTION = 1_500;
/** Most words that are said to have been looked for, and most places that were nearest. Ours: what a phone shows. */
const MAX_WORDS = 12;
const MAX_NEAREST = 3;
/** Longest name of a person and of a place. */
const MAX_NAME = 80;

/** What was looked for in vain, and what came nearest. */
export interface Searched {
  readonly words: readonly string[];
  readonly articles: number;
  readonly nearest: readonly string[];
}

/** A question that is handed to people, as they see it. */
export interface Card {
  /** Names the hand-over in its buttons. */
  readonly id: string;
  readonly question: string;
  /** Who asks, as the platform names them. */
  readonly asker: string;
  /** Where it was asked; `null` where nobody else can look. */
  readonly link: string | null;
  readonly searched: Searched;
  /** Name of who takes it. */
  readonly takenBy: string | null;
  readonly isClosed: boolean;
}

/** A button below it. */
export interface CardButton {
  readonly type: 'take' | 'done';
  readonly label: string;
}

export function searchedBy(answer: Answer, { documents }: Pick<Contents, 'documents'>): Searched {
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const { terms, candidates } = answer.explanation;
  const nearest = candidates.map(({ document, section }) => {
    const title = titles.get(document) ?? document;
    return label(sourceName({ title, section }), MAX_NAME);
  });
  return {
    words: terms.slice(0, MAX_WORDS).map(({ text }) => text),
    articles: documents.length,
    nearest: [...new Set(nearest)].slice(0, MAX_NEAREST),
  };
}

export function cardButtons({ takenBy, isClosed }: Pick<Card, 'takenBy' | 'isClosed'>): CardButton[] {
  if (isClosed) return [];
  return [
    ...(takenBy === null ? [{ type: 'take' as const, label: 'I take it' }] : []),
    { type: 'done', label: 'Answered' },
  ];
}

/** What stands in it, but for links and buttons, which every platform has its own way for. */
export function cardShown({ question, asker, searched, takenBy, isClosed }: Card): Shown {
  const { words, articles, nearest } = searched;
  const lines: Span[][] = [
    [framing('Asked by '), name(label(asker, MAX_NAME))],
    ...(words.length > 0
      ? [
          [
            framing(
              `I looked through ${articles === 1 ? 'one article' : `${articles} articles`} for: ${words.join(', ')}`,
            ),
          ],
        ]
      : []),
    ...(nearest.length > 0 ? [[framing(`Nearest: ${nearest.join('; ')}`)]] : []),
    ...(takenBy === null ? [] : [[framing('Taken by '), name(label(takenBy, MAX_NAME))]]),
    ...(isClosed ? [[framing('Answered')]] : []),
  ];
  return {
    title: [framing(isClosed ? 'A question that was answered' : 'A question for a person')],
    blocks: [
      { type: 'paragraph', spans: [framing(label(question, MAX_QUESTION))] },
      { type: 'list', items: lines },
    ],
    citations: [],
    suggestions: null,
  };
}
