import { McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { version } from '../terminal/package.js';
import { articleMarkdown } from './article-markdown.js';
import { addTools, type McpDesk } from './tools.js';

const INSTRUCTIONS = `Docent answers only from the articles it was given, and quotes them word for word.
- "ask" first. Give its answer with its citations; "abstained" means that the articles do not cover it: say so, and do not fill it in from elsewhere.
- "search" and "read_article" show more of what stands around.
- "verify_quote" before you put words between quotation marks that no answer gave you.`;

const ARTICLES = 'docent://articles/';

/**
 * A server of the Model Context Protocol over one desk: one for each connection or request.
 * @param person whose questions they are; without, nobody's
 */
export function createMcpServer(desk: McpDesk, person?: string): McpServer {
  const server = new McpServer(
    { name: 'docent', title: 'Docent', version: version() },
    {
      instructions: INSTRUCTIONS,
      // Nobody is told when an article comes or goes: a list is of its moment.
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
    },
  );
  addTools(server, desk, person);
  addArticles(server, desk);
  return server;
}

/** The articles, as Markdown. */
function addArticles(server: McpServer, { bot }: McpDesk): void {
  const list = () => ({
    resources: bot.contents.documents.map(({ id, title }) => ({
      uri: uriOf(id),
      name: id,
      title,
      mimeType: 'text/markdown',
    })),
  });
  const complete = (typed: string) =>
    bot.contents.documents.map(({ id }) => id).filter((id) => id.startsWith(typed));
  server.registerResource(
    'article',
    new ResourceTemplate(`${ARTICLES}{+id}`, { list, complete: { id: complete } }),
    { title: 'Article', description: 'An article, as the bot read it.', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      const article = await bot.article(decoded(String(id)));
      if (!article) throw new ResourceNotFoundError(uri.href);
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: articleMarkdown(article) }] };
    },
  );
}

/** The path of an article may hold what an address may not. */
const uriOf = (id: string): string => `${ARTICLES}${id.split('/').map(encodeURIComponent).join('/')}`;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // No address that was given here: it names no article.
    return path;
  }
}
