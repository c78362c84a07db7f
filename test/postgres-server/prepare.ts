/** `npx tsx test/postgres-server/prepare.ts`: says whether tests on PostgreSQL can be run; the exit status tells. */
import { whyNoPostgres } from './server.js';

const why = await whyNoPostgres();
console.log(why ?? 'PostgreSQL can be started');
if (why !== null) process.exitCode = 1;
