/**
 * Builds the widget into `dist`: `docent.js` for a script element, `index.js` for a page that is bundled itself.
 * Browsers without constructable sheets (before March 2023) cannot show it, so nothing older is aimed at.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TO = fileURLToPath(new URL('../../../dist/adapters/web/widget/', import.meta.url));

const shared = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: ['chrome99', 'firefox101', 'safari16.4'],
  loader: { '.css': 'text' },
  logLevel: 'warning',
};
await Promise.all([
  build({ ...shared, entryPoints: ['script.js'], format: 'iife', outfile: `${TO}docent.js` }),
  build({ ...shared, entryPoints: ['index.js'], format: 'esm', outfile: `${TO}index.js` }),
]);
