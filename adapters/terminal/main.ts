#!/usr/bin/env node
import { run } from './cli.js';

// Who reads may go away before all is said (`docent answer | head -1`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), process);
