import { DocentError } from '../../src/errors.js';
import { wantedPlatforms } from '../app/start.js';
import { type Finding, writeFindings } from '../process/findings.js';
import { createLogger } from '../process/logger.js';
import { type Environment, type OperationsSettings, readOperationsSettings } from '../process/settings.js';
import { ANY_HOST, readWebSettings, type WebSettings } from './config.js';
import { isLoopback } from './desk.js';
import { listen, portsFor } from './listen.js';

/** How long another program may take to say whether it is Docent, in milliseconds. Ours. */
const ASKED_FOR_MS = 2_000;

/** `docent doctor`, the part on the chat page. @returns the exit status: 2 when something keeps it from being served */
export async function doctor(environment: Environment, write: (text: string) => void): Promise<number> {
  return writeFindings(await examineWeb(environment), write);
}

/** Looks at what serving the chat page, the API and the pages for operators takes: address, port, tokens. */
export async function examineWeb(environment: Environment): Promise<Finding[]> {
  if (!wantedPlatforms(environment).some(({ name }) => name === 'web'))
    return [
      {
        state: 'note',
        text: 'The chat page, /healthz, /metrics and /admin, where drafts are read, are not served.',
        remedy: 'Set DOCENT_WEB=on to have them beside the platforms.',
      },
    ];
  let settings: WebSettings;
  try {
    settings = readWebSettings(environment);
  } catch (error) {
    return [bad(error)];
  }
  return [
    await examinePort(settings),
    reachOf(settings),
    ...namesOf(settings),
    ...examineTokens(settings, environment),
  ];
}

/** Listens for a moment where the page is to be served. */
async function examinePort({ DOCENT_WEB_HOST: host, DOCENT_WEB_PORT: port }: WebSettings): Promise<Finding> {
  const log = createLogger({ write: () => undefined });
  const ports = portsFor(port);
  try {
    const { server, address } = await listen(() => new Response(), host, ports, log);
    await new Promise((resolve) => server.close(resolve));
    const taken = Number(new URL(address).port);
    if (taken === ports.first || ports.first === 0)
      return { state: 'good', text: `The chat page can be served at ${address}.` };
    return {
      state: 'note',
      text: `Port ${ports.first} is busy${await whoAnswers(host, ports.first)}; the chat page would be served at ${address}.`,
      remedy: 'Stop what listens there, or name a port with DOCENT_WEB_PORT.',
    };
  } catch (error) {
    if (!(error instanceof DocentError) || error.code !== 'port-busy') return bad(error);
    const who = await whoAnswers(host, ports.first);
    if (who === '') return bad(error);
    return { state: 'good', text: `Port ${ports.first} is busy${who}.` };
  }
}

/** Whether a busy port is Docent's own. */
async function whoAnswers(host: string, port: number): Promise<string> {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  try {
    const signal = AbortSignal.timeout(ASKED_FOR_MS);
    const response = await fetch(`http://${name}:${port}/healthz`, { signal });
    const { status } = (await response.json()) as { status?: unknown };
    return status === 'up' ? ': Docent answers there already' : '';
  } catch {
    return '';
  }
}

function reachOf({ DOCENT_WEB_HOST: host, DOCENT_API_TOKEN: token }: WebSettings): Finding {
  if (isLoopback(host))
    return {
      state: 'note',
      text: `Only this machine reaches ${host}.`,
      remedy:
        'For others, or from outside a container, set DOCENT_WEB_HOST=0.0.0.0, or put a proxy before it.',
    };
  if (token !== undefined)
    return { state: 'good', text: `${host} is reached from outside; the API asks for DOCENT_API_TOKEN.` };
  return {
    state: 'note',
    text: `Whoever reaches ${host} may ask.`,
    remedy: 'Set DOCENT_API_TOKEN to close it to all who do not know the token.',
  };
}

/** By which names it may be called, where others reach it or a proxy stands before it. */
function namesOf(settings: WebSettings): Finding[] {
  const { DOCENT_WEB_HOST: host, DOCENT_WEB_HOSTS: named, DOCENT_WEB_PROXIES: proxies } = settings;
  if (isLoopback(host) && proxies === 0) return [];
  if (named.includes(ANY_HOST))
    return [
      {
        state: 'note',
        text: 'The page answers to any name, so a page elsewhere may reach it under a name of its own.',
        remedy: 'Set DOCENT_WEB_HOSTS to the names it is called by.',
      },
    ];
  if (named.length > 0) return [{ state: 'good', text: `The page answers to ${named.join(', ')}.` }];
  return [
    {
      state: 'note',
      text: 'The page answers to localhost, the name of this machine, and addresses of numbers.',
      remedy: 'Set DOCENT_WEB_HOSTS to the names that people, proxies and monitors call it by.',
    },
  ];
}

function examineTokens(
  { DOCENT_WEB_HOST: host, DOCENT_CORRECT_TOKEN: correctToken }: WebSettings,
  environment: Environment,
): Finding[] {
  let settings: OperationsSettings;
  try {
    settings = readOperationsSettings(environment);
  } catch {
    // What is wrong with them the part on records says.
    return [];
  }
  const admin: Finding = settings.DOCENT_ADMIN_TOKEN
    ? { state: 'good', text: '/admin asks for DOCENT_ADMIN_TOKEN.' }
    : {
        state: 'note',
        text: 'There is no /admin, where gaps and drafts are read: DOCENT_ADMIN_TOKEN is not set.',
        remedy: 'Set it to a token that nobody guesses (openssl rand -hex 32).',
      };
  const correct: Finding[] = correctToken
    ? [{ state: 'good', text: 'Answers are put right at /correct by who knows DOCENT_CORRECT_TOKEN.' }]
    : [];
  if (isLoopback(host) || settings.DOCENT_METRICS_TOKEN) return [admin, ...correct];
  return [
    admin,
    ...correct,
    {
      state: 'note',
      text: 'Whoever reaches the page may read /metrics.',
      remedy: 'Set DOCENT_METRICS_TOKEN (openssl rand -hex 32).',
    },
  ];
}

function bad(error: unknown): Finding {
  if (!(error instanceof DocentError)) throw error;
  return { state: 'bad', text: error.message };
}
