#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { run } from './cli.js';

// Settings of the environment win over those of the file.
if (existsSync('.env')) process.loadEnvFile('.env');

// Who reads may go away before all is said (`docent answer | head -1`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// Who reads the log may go away too; the bot goes on.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), process);
