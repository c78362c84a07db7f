import { z } from '@hono/zod-openapi';
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { Conversation } from '../../src/query/query.js';
import type { Logger } from '../process/logger.js';
import type { RateLimit } from '../process/rate-limit.js';
import { inRequest, newId } from '../process/request.js';
import { TEXTS } from '../service/texts.js';
import { type AnswerDesk, answerBody } from '../web/answer-body.js';
import { ARTICLE_NAME, CONVERSATION, QUESTION, text } from '../web/input.js';
import { MAX_QUESTION_LENGTH, MAX_QUOTE_LENGTH, MAX_TURNS } from '../web/limits.js';
import { MAX_PASSAGES, PASSAGES, passagesBody } from '../web/passages.js';
import { ANSWER, ARTICLE, LINES, VERSION } from '../web/schemas.js';

/** What the tools answer from. */
export interface McpDesk extends AnswerDesk {
  /** How often one may ask; without, as often as one likes. */
  readonly questionLimit?: RateLimit;
  readonly log: Pick<Logger, 'error'>;
}

/** No tool changes anything, and none looks anywhere but in the articles. */
const READS = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

const ASK = z
  .strictObject({
    question: QUESTION,
    turns: z
      .array(QUESTION)
      .max(MAX_TURNS, `has more than ${MAX_TURNS} turns; send the last ones`)
      .optional()
      .meta({ description: 'What the person asked before, oldest first, that this may lean on.' }),
    conversation: CONVERSATION.optional(),
  })
  .refine(({ turns, conversation }) => turns === undefined || conversation === undefined, {
    error: 'goes on either with "turns" or with a "conversation"; leave one of them out',
  });

const SEARCH = z.strictObject({
  query: text('what is looked for as a text', MAX_QUESTION_LENGTH),
  limit: z.int().min(1).max(MAX_PASSAGES).default(MAX_PASSAGES),
});

const READ = z.strictObject({
  article: ARTICLE_NAME.meta({ description: 'Id of the article: the `document` of a citation.' }),
  lines: LINES.optional().meta({
    description: 'First and last line wanted, counted from 1: only blocks that touch them are given.',
  }),
});

const VERIFY = z.strictObject({ quote: text('a quotation as a text', MAX_QUOTE_LENGTH) });

const VERIFIED = z.object({
  verified: z.boolean().meta({
    description: 'Whether the articles say just this, word for word and mark for mark, white space aside.',
  }),
  version: VERSION,
  places: z
    .array(
      z.object({
        document: z.string(),
        title: z.string(),
        section: z.string(),
        lines: LINES,
        match: z.enum(['exact', 'words']).meta({
          description: '`words`: the same words, with other marks between them or other capital letters.',
        }),
      }),
    )
    .readonly(),
});

/** Where tools answer, and where what fails is logged. */
export interface ToolPlace extends Pick<McpDesk, 'log'> {
  /** The desk that sees what is seen there at the moment. */
  here(): Promise<McpDesk>;
}

/** @param person whose questions they are; without, nobody's */
export function addTools(server: McpServer, { here, log }: ToolPlace, person?: string): void {
  const run = <T extends object>(work: (desk: McpDesk) => Promise<T | string>) =>
    resultOf(async () => work(await here()), log);

  server.registerTool(
    'ask',
    {
      title: 'Ask the articles',
      description:
        'Answers a question from the articles alone, every sentence quoted word for word with its article, section and lines. `status` says what came of it: `answered`; `closest`, what comes nearest, with a reserve; `clarify`, a question back; `abstained`, the articles do not cover it.',
      inputSchema: ASK,
      outputSchema: ANSWER,
      annotations: READS,
    },
    ({ question, turns, conversation }) =>
      run(async (desk) => {
        // Of the knowledge that is in service now, whatever is put in its place meanwhile.
        const bot = desk.bot.now();
        const knowledge = () => bot.contents.version;
        const now = { ...desk, bot, knowledge };
        if (turns === undefined) return answerBody(now, { question, conversation, person });
        const refusal = await refusalOf(turns.length, desk.questionLimit, person);
        if (refusal !== null) return refusal;
        const before = await spokenOf(turns, bot);
        const conversations = { ...desk.conversations, get: () => before };
        return answerBody({ ...now, conversations }, { question, person });
      }),
  );
  server.registerTool(
    'search',
    {
      title: 'Search the articles',
      description:
        'Finds passages that may answer, best first, each as it stands with its article, section, lines and hash, and how likely it is the right one. Use it to read further than `ask` quotes.',
      inputSchema: SEARCH,
      outputSchema: PASSAGES,
      annotations: READS,
    },
    ({ query, limit }) => run((desk) => passagesBody(desk.bot.now(), query, { limit })),
  );
  server.registerTool(
    'read_article',
    {
      title: 'Read an article',
      description:
        'Gives an article, or some lines of it: its sections, their blocks, and the items and sentences of those, with their lines.',
      inputSchema: READ,
      outputSchema: ARTICLE,
      annotations: READS,
    },
    ({ article: id, lines }) =>
      run(async (desk) => {
        const article = await desk.bot.article(id);
        if (!article) return `There is no article "${id}". The list of resources names them all.`;
        return lines === undefined ? article : { ...article, sections: touching(article.sections, lines) };
      }),
  );
  server.registerTool(
    'verify_quote',
    {
      title: 'Verify a quotation',
      description:
        'Says whether the articles say a text word for word, where (article, section, lines), and in which version of the knowledge. Use it before quoting from memory.',
      inputSchema: VERIFY,
      outputSchema: VERIFIED,
      annotations: READS,
    },
    ({ quote }) =>
      run(async (desk) => {
        const { contents, findQuote } = desk.bot.now();
        const places = await findQuote(quote);
        return {
          verified: places.some(({ match }) => match === 'exact'),
          version: contents.version,
          places,
        };
      }),
  );
}

/** Every earlier turn is answered too, so it counts like a question. @returns `null` where all may be asked */
async function refusalOf(turns: number, limit?: RateLimit, person?: string): Promise<string | null> {
  if (!limit || person === undefined) return null;
  for (let i = 0; i < turns; i++) {
    const admission = await limit.admit(person, person);
    if (!admission.admitted) return TEXTS.tooFast(admission.waitSeconds);
  }
  return null;
}

/** What a conversation has come to after some turns. */
async function spokenOf(
  turns: readonly string[],
  bot: Pick<AnswerDesk['bot'], 'ask'>,
): Promise<Conversation | null> {
  let conversation: Conversation | null = null;
  for (const turn of turns) ({ conversation } = await bot.ask(turn, { conversation }));
  return conversation;
}

type Lines = z.infer<typeof LINES>;

/** What of sections touches some lines. */
function touching<
  B extends { readonly lines: Lines },
  S extends { readonly lines: Lines; readonly blocks: readonly B[] },
>(sections: readonly S[], [from, to]: Lines): S[] {
  const touches = ({ lines }: { readonly lines: Lines }) => lines[0] <= to && lines[1] >= from;
  return sections.filter(touches).map((section) => ({ ...section, blocks: section.blocks.filter(touches) }));
}

/**
 * What a tool gives: as data, and the same as text for clients that read no data. A text in its place says what to
 * do next; a fault of the program is logged, and told by the id that the log has it under.
 */
function resultOf<T extends object>(
  work: () => Promise<T | string>,
  log: McpDesk['log'],
): Promise<CallToolResult> {
  const id = newId();
  return inRequest(async (): Promise<CallToolResult> => {
    try {
      const given = await work();
      if (typeof given === 'string') return failed(given);
      return {
        content: [{ type: 'text', text: JSON.stringify(given) }],
        structuredContent: given as Record<string, unknown>,
      };
    } catch (error) {
      log.error('A tool failed', { error });
      return failed(TEXTS.broken(id));
    }
  }, id);
}

const failed = (said: string): CallToolResult => ({ content: [{ type: 'text', text: said }], isError: true });
