import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { filesIn, temporaryFolder } from '../builders.js';
import { whyNoOpenSearch } from './server.js';

it('is not fetched by tests that would like it: they say what fetches it', async () => {
  const script = '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n';
  const programs = await temporaryFolder({ java: script, mvn: script, javac: script });
  for (const program of ['java', 'mvn', 'javac']) await chmod(join(programs, program), 0o755);
  vi.stubEnv('PATH', [programs, process.env.PATH].join(delimiter));
  vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder());
  try {
    expect(await whyNoOpenSearch()).toMatch(
      /^there is no OpenSearch.*"npx tsx test\/opensearch-server\/prepare\.ts"/,
    );
    expect([...(await filesIn(programs)).keys()].sort()).toEqual(['java', 'javac', 'mvn']);
  } finally {
    vi.unstubAllEnvs();
  }
});
