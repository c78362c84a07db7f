/**
 * `npm run bench`, its second part: what the HTTP API answers under load, as Markdown. The server is a process of
 * its own on the same machine as the load, over loopback; times in milliseconds.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { MAX_QUESTION_LENGTH } from '../adapters/web/limits.js';
import { parseQuestionSet } from '../src/eval/question-set.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const QUESTIONS = join(ROOT, 'test/eval/dev.jsonl');
const CONNECTIONS = [10, 100, 1_000];
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
/** A slow answer is slow, not lost. */
const TIMEOUT_SECONDS = 60;

const folder = await mkdtemp(join(tmpdir(), 'docent-bench-'));
const server = serve();
try {
  const address = await addressOf(server);
  const requests = parseQuestionSet(await readFile(QUESTIONS, 'utf8'), QUESTIONS)
    .filter(({ q }) => q.trim() !== '' && q.length <= MAX_QUESTION_LENGTH)
    .map(({ q }) => ({
      method: 'POST' as const,
      path: '/api/v1/ask',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: q }),
    }));
  let clients = 0;
  const load = (connections: number, duration: number) =>
    autocannon({
      url: address,
      connections,
      duration,
      timeout: TIMEOUT_SECONDS,
      // Each begins with another question, so that not all ask the same at the same time.
      setupClient: (client) => {
        const from = clients++ % requests.length;
        client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
      },
    });
  await load(10, WARM_UP_SECONDS);
  const rows: string[] = [];
  for (const connections of CONNECTIONS) {
    const { requests: sent, latency, errors, non2xx } = await load(connections, SECONDS);
    const failed = errors + non2xx;
    rows.push(`| ${[connections, sent.average.toFixed(0), latency.p50, latency.p99, failed].join(' | ')} |`);
  }
  process.stdout.write(
    [
      '',
      `\`POST /api/v1/ask\` over loopback, ${SECONDS} s each, ${requests.length} questions in turn.`,
      '',
      '| connections | answers/s | p50 ms | p99 ms | failed |',
      '| ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      '',
    ].join('\n'),
  );
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}

function serve(): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'dist/adapters/terminal/main.js'), 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      DOCENT_CACHE_DIR: folder,
      DOCENT_DATA_DIR: folder,
      DOCENT_WEB_PORT: '0',
      DOCENT_WEB_RATE: '1000000',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Reads on when it has the address, so that the server can go on writing its log. */
function addressOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    stderr?.on('data', (text) => {
      if (log.length < 10_000) log += text;
      const address = /Docent answers at (http:[\w./:]+)/.exec(log)?.[1];
      if (address) resolve(address);
    });
    stderr?.once('close', () => reject(new Error(`The server did not start: ${log}`)));
  });
}
