/**
 * Builds the program where the compiler is. `npm ci --omit=dev` leaves it out: then what was built is used.
 * `node adapters/terminal/prepare.mjs start` fails when there is neither.
 */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isHere = (path) => existsSync(new URL(`../../${path}`, import.meta.url));

if (isHere('node_modules/typescript')) execSync('npm run --silent build', { stdio: 'inherit' });
else if (!isHere('dist/adapters/terminal/main.js')) {
  console.error(
    'docent: not built, as TypeScript is no part of this installation. Run `npm ci && npm run build`, then `npm prune --omit=dev`, or copy a built `dist` here.',
  );
  if (process.argv[2] === 'start') process.exitCode = 1;
}
