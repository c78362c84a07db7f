/**
 * The core as it is shipped, compiled: what runs the benchmarks wraps every function of a source file, which is not
 * what is measured.
 * @throws when the project is not built
 */
export async function builtCore(): Promise<typeof import('../src/index.js')> {
  return import(new URL('../dist/src/index.js', import.meta.url).href);
}
