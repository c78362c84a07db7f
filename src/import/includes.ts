/** Reads a text beside a source, by its name below the folder that is imported; `null`: it cannot be had. */
export type ReadBeside = (name: string) => Promise<string | null>;

/** Most texts that one source may include, all together, and their characters. Ours: a manual in one file per section has fewer. */
export const MAX_INCLUDES = 200;
export const MAX_INCLUDED_LENGTH = 10_000_000;

/** The name that a path means from a source; `null` where that is outside of the folder, or no path. */
export function nameBeside(path: string, from: string): string | null {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(path) || path.includes('\0')) return null;
  const steps = from.split('/').slice(0, -1);
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.length === 0 ? null : steps.join('/');
}
