/** `npx tsx test/opensearch-server/prepare.ts`: fetches and compiles what tests on OpenSearch take; the exit status tells. */
import { prepareOpenSearch } from './server.js';

try {
  await prepareOpenSearch();
  console.log('OpenSearch can be started');
} catch (error) {
  console.log(
    `There is no OpenSearch: ${(error as Error).message}. "apt-get install -y openjdk-17-jdk-headless maven" and a network bring it.`,
  );
  process.exitCode = 1;
}
