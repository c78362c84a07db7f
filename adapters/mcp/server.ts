import { McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Place } from '../service/scopes/place.js';
import { version } from '../terminal/package.js';
import { webDeskAt } from '../web/desk.js';
import { articleMarkdown } from './article-markdown.js';
import { addTools, type McpDesk } from './tools.js';

const INSTRUCTIONS = `Docent answers only from the articles it was given, and quotes them word for word.
- "ask" first. Give its answer with its citations; "abstained" means that the articles do not cover it: say so, and do not fill it in from elsewhere.
- "search" and "read_article" show more of what stands around.
- "verify_quote" before you put words between quotation marks that no answer gave you.`;

const ARTICLES = 'docent://articles/';

/** Where it is asked, for the rules that say what is seen there, unless a token says more. */
const MCP_PLACE: Place = { platform: 'mcp' };

/**
 * A server of the Model Context Protocol over one desk: one for each connection or request.
 * @param person whose questions they are; without, nobody's
 * @param place where it is asked
 */
export function createMcpServer(desk: McpDesk, person?: string, place: Place = MCP_PLACE): McpServer {
  const here = () => webDeskAt(desk, place);
  const server = new McpServer(
    { name: 'docent', title: 'Docent', version: version() },
    {
      instructions: INSTRUCTIONS,
      // Nobody is told when an article comes or goes: a list is of its moment.
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
    },
  );
  addTools(server, { here, log: desk.log }, person);
  addArticles(server, here);
  return server;
}

/** The articles, as Markdown. */
function addArticles(server: McpServer, here: () => Promise<McpDesk>): void {
  const list = async () => ({
    resources: (await here()).bot.contents.documents.map(({ id, title }) => ({
      uri: uriOf(id),
      name: id,
      title,
      mimeType: 'text/markdown',
    })),
  });
  const complete = async (typed: string) =>
    (await here()).bot.contents.documents.map(({ id }) => id).filter((id) => id.startsWith(typed));
  server.registerResource(
    'article',
    new ResourceTemplate(`${ARTICLES}{+id}`, { list, complete: { id: complete } }),
    { title: 'Article', description: 'An article, as the bot read it.', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      const article = await (await here()).bot.article(decoded(String(id)));
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
