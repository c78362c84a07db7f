/**
 * Builds the program where the compiler is. `npm ci --omit=dev` leaves it out: then what was built is used. The
 * compiler itself is a native part, which `npm ci --omit=optional` leaves out: then types are taken away unchecked.
 * `node adapters/terminal/prepare.mjs start` fails when nothing can be built and nothing is.
 */
import { execSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const isHere = (path) => existsSync(join(ROOT, path));

/** Writes to `dist` what the compiler would, but for declarations. Lines stay where they are. */
async function stripTypes() {
  const { transformSync } = await import('@swc/wasm-typescript');
  for (const folder of ['src', 'adapters'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true })) {
      if (!/(?<!\.d)\.ts$/.test(name)) continue;
      const { code } = transformSync(readFileSync(join(ROOT, folder, name), 'utf8'), {
        mode: 'strip-only',
        module: true,
        filename: name,
      });
      const to = join(ROOT, 'dist', folder, name.replace(/ts$/, 'js'));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, code);
    }
  cpSync(join(ROOT, 'src/meaning/models'), join(ROOT, 'dist/src/meaning/models'), { recursive: true });
  execSync('node dist/adapters/terminal/write-man-page.js dist/docent.1', { stdio: 'inherit' });
}

if (isHere(`node_modules/@typescript/typescript-${process.platform}-${process.arch}`))
  execSync('npm run --silent build', { stdio: 'inherit' });
else if (isHere('node_modules/@swc/wasm-typescript')) await stripTypes();
else if (!isHere('dist/adapters/terminal/main.js')) {
  console.error(
    'docent: not built, as TypeScript is no part of this installation. Run `npm ci && npm run build`, then `npm prune --omit=dev`, or copy a built `dist` here.',
  );
  if (process.argv[2] === 'start') process.exitCode = 1;
}
