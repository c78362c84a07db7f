/** Where the articles of one import go: from the name of a source below its folder to the path of its article. */
export type Places = ReadonlyMap<string, string>;

/** How links leave out what a page is kept in. */
const ENDINGS = [
  '',
  '.md',
  '.mdx',
  '.markdown',
  '.adoc',
  '.asciidoc',
  '/index.md',
  '/index.mdx',
  '/README.md',
  '/readme.md',
  '/_index.md',
];

/** A scheme or a host. */
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/**
 * Where a link leads among the articles of the same import.
 * @param name of the source that has the link
 * @returns how its article writes it, or `null` where that source is not imported
 */
export function linkedArticle(url: string, name: string, places: Places): string | null {
  const own = places.get(name);
  if (own === undefined || ELSEWHERE.test(url)) return null;
  const path = decoded(url.replace(/[?#].*$/s, '')).replace(/\\/g, '/');
  if (path === '') return null;
  const found = candidates(path, name).find((one) => places.has(one));
  const target = found === undefined ? undefined : places.get(found);
  return target === undefined || target === own
    ? null
    : encodeURI(relativePath(own, target)).replace(/[()]/g, encodeURIComponent);
}

/** Names that a path may mean; one that begins with `/` begins at the folder, or some folder above it. */
function candidates(path: string, name: string): string[] {
  const plain = path.replace(/\/+$/, '').replace(/\.html?$/i, '');
  const bases = path.startsWith('/') ? fromRoot(plain) : [resolved(name, plain), ...fromPage(name, plain)];
  return bases.flatMap((base) =>
    ENDINGS.map((ending) => (base === '' ? ending.replace(/^\//, '') : base + ending)),
  );
}

function fromRoot(path: string): string[] {
  const steps = path.split('/').filter(Boolean);
  return [steps.join('/'), ...(steps.length > 1 ? [steps.slice(1).join('/')] : [])];
}

/** A page that is shown as a folder of its own links from within it. */
function fromPage(name: string, path: string): string[] {
  return /(?:^|\/)(?:index|_index|readme)\.\w+$/i.test(name)
    ? []
    : [resolved(`${name.replace(/\.\w+$/, '')}/x`, path)];
}

function resolved(name: string, path: string): string {
  const out = name.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') out.pop();
    else if (step !== '' && step !== '.') out.push(step);
  }
  return out.join('/');
}

function relativePath(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let same = 0;
  while (same < folder.length && same < steps.length - 1 && folder[same] === steps[same]) same++;
  return [...folder.slice(same).map(() => '..'), ...steps.slice(same)].join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
