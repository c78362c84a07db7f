import type { Query } from '../query/query.js';
import { type Block, framing, name } from './answer.js';
import type { Composed, Knowledge } from './context.js';
import { authoredQuestions, plainQuestions } from './suggest.js';

/** Small talk, help and the like: about the bot, never about the world. */
export function composeChat(query: Query, knowledge: Knowledge): Composed {
  return {
    status: 'chat',
    blocks: blocksFor(query, knowledge),
    citations: [],
    confidence: 1,
    subjects: [],
    decision: `The message is ${query.intent === 'empty' ? 'empty' : `small talk or about the bot (${query.intent})`}.`,
    candidates: [],
  };
}

const say = (text: string): Block => ({ type: 'paragraph', spans: [framing(text)] });

function blocksFor(query: Query, knowledge: Knowledge): Block[] {
  switch (query.intent) {
    case 'greeting':
      return [say('Hello! Ask me a question about my articles.'), examples(knowledge)];
    case 'thanks':
      return [say('You are welcome. Ask me anything else.')];
    case 'farewell':
      return [say('Bye, see you. Ask again any time.')];
    case 'identity':
      return [
        say(
          'I am Docent, a bot that answers questions only from the articles it was given, and quotes the passage behind every sentence. I use no language model, so I cannot make things up; what my articles do not cover I do not know.',
        ),
        ...articles(knowledge),
      ];
    case 'topics':
      return topics(knowledge);
    case 'empty':
      return [say('I see no question in that. Ask me something about my articles.'), examples(knowledge)];
    default: {
      const [a, b] = knowledge.corpus.subjects;
      const items = [
        [framing('Ask a question in plain words, also a follow-up (“what about its …?”)')],
        ...(a && b
          ? [
              [framing('Compare: '), framing(`compare ${a.name} and ${b.name}`)],
              [
                framing(
                  `List or count: which ${knowledge.lexicon.nounPlural} have a property; or describe a need, and I name what fits`,
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
        ...articles(knowledge),
        examples(knowledge),
      ];
    }
  }
}

function articles(knowledge: Knowledge): Block[] {
  const { documents } = knowledge.corpus;
  const shown = documents
    .slice(0, 5)
    .map((document) =>
      document.source ? `“${document.title}” (${document.source.name})` : `“${document.title}”`,
    );
  const more = documents.length > shown.length ? ` and ${documents.length - shown.length} more` : '';
  return [say(`My ${documents.length === 1 ? 'article' : 'articles'}: ${shown.join(', ')}${more}.`)];
}

/** Names listed by `topics`. */
const MAX_TOPICS = 40;

function topics(knowledge: Knowledge): Block[] {
  const { subjects, sections } = knowledge.corpus;
  if (subjects.length > 0) {
    return [
      say(`I know ${subjects.length} ${knowledge.lexicon.nounPlural}:`),
      { type: 'list', items: subjects.slice(0, MAX_TOPICS).map((subject) => [name(subject.name)]) },
      ...articles(knowledge),
    ];
  }
  const headings = sections.filter((section) => section.path.length === 1).map((section) => section.heading);
  return [
    ...articles(knowledge),
    { type: 'list', items: [...new Set(headings)].slice(0, MAX_TOPICS).map((heading) => [name(heading)]) },
  ];
}

function examples(knowledge: Knowledge): Block {
  const authored = authoredQuestions(knowledge).map(({ text }) => text);
  const step = Math.max(1, Math.floor(authored.length / 3));
  const chosen =
    authored.length > 0
      ? [authored[0], authored[step], authored[2 * step]].filter((text): text is string => text !== undefined)
      : plainQuestions(knowledge, knowledge.corpus.subjects.slice(0, 2)).slice(0, 3);
  return { type: 'suggestions', lead: 'For example:', questions: [...new Set(chosen)] };
}
