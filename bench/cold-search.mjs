// A process that loads a saved MiniSearch index and searches once: what `docent ask` is held against.
import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';

const [file, question] = process.argv.slice(2);
const engine = MiniSearch.loadJSON(readFileSync(file, 'utf8'), { fields: ['text', 'name', 'heading'] });
console.log(engine.search(question).length);
