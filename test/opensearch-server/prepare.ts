/** `npx tsx test/opensearch-server/prepare.ts`: fetches and compiles what tests on OpenSearch take; the exit status tells. */
import { whyNoOpenSearch } from './server.js';

const why = await whyNoOpenSearch(true);
console.log(why ?? 'OpenSearch can be started');
if (why !== null) process.exitCode = 1;
