import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/free-port.js';
import type { HttpMode } from '../../test/slack-server/http-mode.js';
import type { SlackServer } from '../../test/slack-server/server.js';
import { SIGNING_SECRET } from '../../test/slack-server/world.js';
import type { Program } from './program.js';
import { type Stage, slackEnvironment } from './stage.js';

/** How often it is looked whether the port is open, in milliseconds. */
const LOOKED_EVERY_MS = 100;

/** The page is there before Slack's requests are taken. */
const isThere = ({ address }: HttpMode): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false,
  );

/** The built program, which Slack reaches by signed requests. */
export async function overHttp(
  stage: Stage,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ server: SlackServer; http: HttpMode; program: Program; port: number }> {
  const server = await stage.slack();
  const port = await freePort();
  const http = server.sendTo(`http://127.0.0.1:${port}/slack/events`);
  const { SLACK_APP_TOKEN: _, ...own } = slackEnvironment(server);
  const program = await stage.start({
    environment: { ...own, SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(port), ...environment },
  });
  while (!program.hasEnded && !(await isThere(http))) await pause(LOOKED_EVERY_MS);
  return { server, http, program, port };
}
