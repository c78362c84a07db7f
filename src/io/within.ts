import { isAbsolute, relative } from 'node:path';

/** Whether a path is that of a folder or of what is in it. Both are absolute, and without links on the way. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(isAbsolute(way) || /^\.\.(?:[\\/]|$)/.test(way));
}
