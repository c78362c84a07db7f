import { once } from 'node:events';
import { type StdioServerHandle, StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { dataFolder } from '../process/data-folder.js';
import { createLogger } from '../process/logger.js';
import { readOperationsSettings } from '../process/settings.js';
import { createConversations } from '../records/conversations.js';
import { createTurnStore } from '../records/turns.js';
import { NO_OBSERVER } from '../service/observed.js';
import { followKnowledge } from '../service/reload.js';
import { createVersions } from '../service/versions.js';
import type { Terminal } from '../terminal/cli.js';
import { createMcpServer } from './server.js';

/**
 * Serves the protocol on standard input and output to the program that started this one, until that closes them.
 * Nothing else is written there; the log goes to standard error. What is asked is recorded nowhere.
 * @param folder of the articles, which is followed
 * @throws {DocentError} as {@link followKnowledge}
 */
export async function serveMcp(folder: string, { stdin, screen, stderr, env }: Terminal): Promise<void> {
  const settings = readOperationsSettings(env);
  const log = createLogger({
    write: (line) => stderr.write(line),
    level: settings.DOCENT_LOG_LEVEL,
    format: settings.DOCENT_LOG_FORMAT,
  });
  const live = await followKnowledge({
    ...{ folder, log, environment: env, watch: settings.DOCENT_WATCH },
    versions: createVersions(dataFolder(env), folder),
    metrics: { reload: () => undefined, knowledge: () => undefined },
    lastQuestions: async () => [],
  });
  const desk = {
    bot: NO_OBSERVER.observe(live.scoped, 'mcp'),
    turns: createTurnStore(),
    conversations: createConversations(),
    knowledge: () => live.scoped.contents.version,
    log,
  };
  const served = serveStdio(() => createMcpServer(desk), {
    transport: new StdioServerTransport(stdin, screen),
    onerror: ({ name }) =>
      log.warn('A message that is none of the protocol was passed over', { error: name }),
  });
  log.info('Docent serves the Model Context Protocol here');
  await stopped(stdin, served);
  await live.stop();
}

/** Settles when the other side closes, or the system ends the program. */
async function stopped(stdin: Terminal['stdin'], served: StdioServerHandle): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([
    ...['end', 'close'].map((event) => once(stdin, event, { signal })),
    ...['SIGINT', 'SIGTERM'].map((name) => once(process, name, { signal })),
  ]).finally(() => over.abort());
  await served.close();
}
