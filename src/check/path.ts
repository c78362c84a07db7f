/** Where a relative link in a file leads; `../` stays at the front when it leads above the top folder. */
export function resolvePath(file: string, target: string): string {
  const path = file.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && path.length > 0 && path.at(-1) !== '..') path.pop();
    else path.push(step);
  }
  return path.join('/') || '.';
}

/** How a link in one file is written that leads to another. */
export function relativePath(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let same = 0;
  while (same < folder.length && same < steps.length - 1 && folder[same] === steps[same]) same++;
  return [...folder.slice(same).map(() => '..'), ...steps.slice(same)].join('/');
}

/** Percent signs of an address read; as it stands where they are not valid. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
