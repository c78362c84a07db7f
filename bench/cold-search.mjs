// A process that loads a saved MiniSearch index and searches once: what `docent ask` is held against.
import { readFileSync } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: see plain-search.ts.
import MiniSearch from 'minisearch';

const [file, question] = process.argv.slice(2);
const engine = MiniSearch.loadJSON(readFileSync(file, 'utf8'), { fields: ['text', 'name', 'heading'] });
console.log(engine.search(question).length);
