import { plural } from '../knowledge/lexicon.js';
import type { Query } from '../query/query.js';
import { type Block, framing, name, type Suggestions } from './answer.js';
import { BARE, type Composed, type Knowledge } from './context.js';
import { authoredQuestions, plainQuestions } from './suggest.js';

/** Small talk, help and the like: about the bot, never about the world. */
export function composeChat(query: Query, knowledge: Knowledge): Composed {
  return {
    ...BARE,
    status: 'chat',
    ...said(query, knowledge),
    confidence: 1,
    subjects: [],
    decision: `The message is ${query.intent === 'empty' ? 'empty' : `small talk or about the bot (${query.intent})`}.`,
  };
}

interface Said {
  readonly blocks: readonly Block[];
  readonly suggestions: Suggestions | null;
}

const say = (text: string): Block => ({ type: 'paragraph', spans: [framing(text)] });

function said(query: Query, knowledge: Knowledge): Said {
  const only = (...blocks: Block[]): Said => ({ blocks, suggestions: null });
  switch (query.intent) {
    case 'greeting':
      return {
        blocks: [say('Hello! Ask me a question about my articles.')],
        suggestions: examples(knowledge),
      };
    case 'thanks':
      return only(say('You are welcome. Ask me anything else.'));
    case 'farewell':
      return only(say('Bye, see you. Ask again any time.'));
    case 'identity':
      return only(
        say(
          'I am Docent, a bot that answers questions only from the articles it was given, and quotes the passage behind every sentence. I use no language model, so I cannot make things up; what my articles do not cover I do not know.',
        ),
        articles(knowledge),
      );
    case 'topics':
      return only(...topics(knowledge));
    case 'empty':
      return {
        blocks: [say('I see no question in that. Ask me something about my articles.')],
        suggestions: examples(knowledge),
      };
    default:
      return { blocks: help(knowledge), suggestions: examples(knowledge) };
  }
}

function help(knowledge: Knowledge): Block[] {
  const [a, b] = knowledge.outline.subjects;
  const [kind] = knowledge.outline.kinds;
  const items = [
    [framing('Ask a question in plain words, also a follow-up (“what about its …?”)')],
    ...(a && b && kind
      ? [
          [framing('Compare: '), framing(`compare ${a.name} and ${b.name}`)],
          [
            framing(
              `List or count: which ${plural(kind.noun)} have a property; or describe a need, and I name what fits`,
            ),
          ],
        ]
      : []),
    [framing('“topics” lists what I know')],
  ];
  return [
    say(
      'I answer questions from my articles and cite the passage behind every sentence. What they do not cover, I say so.',
    ),
    { type: 'list', items },
    articles(knowledge),
  ];
}

/** Articles that are named. */
const MAX_ARTICLES = 5;

function articles({ outline }: Knowledge): Block {
  const documents = outline.documents.filter(({ verified }) => verified === null);
  const shown = documents
    .slice(0, MAX_ARTICLES)
    .map((document) =>
      document.source ? `“${document.title}” (${document.source.name})` : `“${document.title}”`,
    );
  const more = documents.length > shown.length ? ` and ${documents.length - shown.length} more` : '';
  return say(`My ${documents.length === 1 ? 'article' : 'articles'}: ${shown.join(', ')}${more}.`);
}

/** Names of a kind listed by `topics`. */
const MAX_TOPICS = 40;

function topics(knowledge: Knowledge): Block[] {
  const { kinds, headings } = knowledge.outline;
  const { subjects } = knowledge.lexicon;
  const lists = kinds.flatMap((kind): Block[] => [
    say(`I know ${kind.subjects.length} ${plural(kind.noun)}:`),
    {
      type: 'list',
      items: kind.subjects.slice(0, MAX_TOPICS).map((id) => [name(subjects.get(id)?.name ?? id)]),
    },
  ]);
  return lists.length > 0
    ? [...lists, articles(knowledge)]
    : [articles(knowledge), { type: 'list', items: headings.map((heading) => [name(heading)]) }];
}

function examples(knowledge: Knowledge): Suggestions {
  const authored = authoredQuestions(knowledge).map(({ text }) => text);
  const step = Math.max(1, Math.floor(authored.length / 3));
  const chosen =
    authored.length > 0
      ? [authored[0], authored[step], authored[2 * step]].filter((text): text is string => text !== undefined)
      : plainQuestions(knowledge, knowledge.outline.subjects.slice(0, 2)).slice(0, 3);
  return { lead: 'For example:', questions: [...new Set(chosen)] };
}
