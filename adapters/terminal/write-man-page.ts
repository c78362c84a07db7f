/** Writes the manual page to a file: `node dist/adapters/terminal/write-man-page.js dist/docent.1`, a part of the build. */
import { writeFileSync } from 'node:fs';
import { commands } from './cli.js';
import { manPage } from './man-page.js';
import { version } from './package.js';

const [, , file] = process.argv;
if (file === undefined) throw new Error('Name the file to write the manual page to.');
const { stdin, stdout, stderr } = process;
const program = commands({ stdin, stdout, stderr, screen: stdout, env: {} }, () => undefined);
writeFileSync(file, manPage(program, version()));
