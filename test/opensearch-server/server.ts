import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const MADE_OF = ['pom.xml', 'OpenSearchNode.java', 'log4j2.properties'];

/** Longest that fetching the jars (50 MB) and compiling may take, in milliseconds; usually it is half a minute, once. */
const BUILD_MS = 180_000;
/** Longest that a node may take to be there, in milliseconds; usually it is 3 s. */
const START_MS = 90_000;
/** Longest that a node may take to end by itself, in milliseconds. */
const STOP_MS = 10_000;
const HEAP = '384m';

/** A node of OpenSearch, in a process of its own. */
export interface OpenSearchNode {
  readonly url: string;
  /** Memory that the process holds, in MB. */
  memory(): Promise<number>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** Nodes that know each other. */
export interface OpenSearchServer {
  readonly nodes: readonly OpenSearchNode[];
  /** Of the first node. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Whether there can be a server here, which tests ask while they are loaded: nothing is fetched for that.
 * @returns why there can be none, with what to do; `null` where there can
 */
export async function whyNoOpenSearch(): Promise<string | null> {
  return existsSync(await builtFolder())
    ? null
    : 'there is no OpenSearch. "apt-get install -y openjdk-17-jdk-headless maven", a network and "npx tsx test/opensearch-server/prepare.ts" bring it';
}

/**
 * Makes, once on a machine, what a node is run from, outside of the repository: the jars by Maven, the starter by javac.
 * @returns the folder of the jars and the starter
 * @throws when it cannot be made
 */
export async function prepareOpenSearch(): Promise<string> {
  const folder = await builtFolder();
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const aside = await mkdtemp(`${folder}.`);
  try {
    for (const file of ['pom.xml', 'log4j2.properties']) await copyFile(join(HERE, file), join(aside, file));
    const maven = ['-q', '-B', '-f', join(aside, 'pom.xml'), 'dependency:copy-dependencies'];
    await ran('mvn', [...maven, '-DincludeScope=runtime', `-DoutputDirectory=${join(aside, 'lib')}`]);
    const classes = ['-cp', join(aside, 'lib', '*'), '-d', aside];
    await ran('javac', [...classes, join(HERE, 'OpenSearchNode.java')]);
    // Another process may have been first; what it made is the same.
    await rename(aside, folder).catch(() => undefined);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

async function builtFolder(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of MADE_OF) hash.update(await readFile(join(HERE, file)));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'docent-test', `opensearch-${hash.digest('hex').slice(0, 12)}`);
}

/** @throws when the program is missing, fails or takes too long, with what it said last */
async function ran(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: BUILD_MS });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new Error(`"${program}" cannot be run`)));
    child.once('close', (code, signal) => {
      const last = said.join('').trim().slice(-300);
      if (code === 0) resolve();
      else reject(new Error(`"${program}" ended with ${code ?? signal}: ${last}`));
    });
  });
}

/**
 * Starts nodes that form a cluster; one, unless more are wanted.
 * @throws when it cannot be made or does not start
 */
export async function startOpenSearch({ nodes: count = 1, heap = HEAP } = {}): Promise<OpenSearchServer> {
  const built = await prepareOpenSearch();
  const data = await mkdtemp(join(tmpdir(), 'docent-opensearch-'));
  const cluster = `docent-${randomUUID()}`;
  const nodes: StartedNode[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.end()));
    await rm(data, { recursive: true, force: true });
  };
  try {
    for (let i = 0; i < count; i++) {
      const first = nodes[0];
      const settings = {
        'cluster.name': cluster,
        'node.name': `node-${i}`,
        ...(first
          ? { 'discovery.seed_hosts': first.transport }
          : { 'cluster.initial_cluster_manager_nodes': 'node-0' }),
      };
      nodes.push(await startNode(built, join(data, `node-${i}`), settings, heap));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, url: nodes[0]?.url ?? '', stop };
}

interface StartedNode extends OpenSearchNode {
  readonly transport: string;
  end(): Promise<void>;
}

async function startNode(
  built: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
  heap: string,
): Promise<StartedNode> {
  const child = spawn(
    'java',
    [
      ...[`-Xms${heap}`, `-Xmx${heap}`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      ...['-cp', [built, join(built, 'lib', '*')].join(':'), 'OpenSearchNode', folder],
      ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [, http = '', transport = ''] = await readyLine(child);
  return {
    url: `http://${http}`,
    transport,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(late);
    },
  };
}

/** What a node says when it can be asked. @throws when it ends before, or takes too long */
function readyLine(child: ChildProcess): Promise<RegExpExecArray> {
  const said: string[] = [];
  child.stderr?.on('data', (text) => said.push(String(text)));
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`OpenSearch does not start: ${why}. ${said.join('').slice(-2_000)}`));
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`it took more than ${START_MS / 1_000} s`);
    }, START_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with ${code}`));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(`${line}\n`);
      const ready = /^READY http=(\S+) transport=(\S+)/.exec(line);
      if (!ready) return;
      clearTimeout(late);
      resolve(ready);
    });
  });
}
