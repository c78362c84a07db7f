import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { DocentError } from '../../src/errors.js';
import type { Answered, WebClient } from './web-client.js';

/** Largest sitemap, in bytes, unpacked. Source: https://www.sitemaps.org/protocol.html, 50 MB. */
export const MAX_SITEMAP_BYTES = 50 * 1024 * 1024;
/** Most sitemaps that are read, and most addresses that are taken out of them. Ours: five times what a source may have. */
const MAX_SITEMAPS = 500;
const MAX_ADDRESSES = 100_000;

/** What a sitemap names: pages, or more sitemaps. */
export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

/**
 * All addresses in sitemaps and in those that they name.
 * @throws {DocentError} `listing` when one of them is missing, cut off or no sitemap: a list with a hole would say that
 * pages are gone which are there; and what `get` throws
 */
export async function readSitemaps(client: WebClient, first: readonly string[]): Promise<string[]> {
  const pages = new Set<string>();
  const seen = new Set(first);
  for (const url of seen) {
    const answer = await client.get(url, { maxBytes: MAX_SITEMAP_BYTES });
    if (answer.status !== 200)
      throw new DocentError('listing', `There is no sitemap at ${url} (HTTP ${answer.status}). ${ADVICE}`);
    const found = parseSitemap(answer);
    for (const page of found.pages) pages.add(page);
    for (const one of found.sitemaps) {
      if (!URL.canParse(one, url))
        throw new DocentError(
          'listing',
          `${url} names a sitemap at "${one}", which is no address. ${ADVICE}`,
        );
      seen.add(new URL(one, url).href);
    }
    if (seen.size > MAX_SITEMAPS || pages.size > MAX_ADDRESSES)
      throw new DocentError(
        'listing',
        `The sitemaps of ${url} name more than ${MAX_SITEMAPS} others or ${MAX_ADDRESSES} pages. Name the one that matters with "sitemap".`,
      );
  }
  return [...pages];
}

const ADVICE = 'Name the one there is with "sitemap", or list the pages under "pages".';

/** @throws {DocentError} `listing` when it is cut off or no sitemap */
export function parseSitemap({ url, body, isWhole, header }: Omit<Answered, 'status'>): Sitemap {
  const text = unpacked(body, url).toString('utf8').trim();
  if (!text.startsWith('<') && /^text\/plain\b/.test(header('content-type') ?? '')) {
    if (!isWhole) throw cutOff(url);
    return { pages: text.split(/\s+/).filter((line) => /^https?:/.test(line)), sitemaps: [] };
  }
  const found = { url: [] as string[], sitemap: [] as string[] };
  const open: string[] = [];
  let root = '';
  let address = '';
  let isClosed = false;
  const parser = new Parser(
    {
      onopentag(name) {
        if (open.length === 0) root ||= localName(name);
        open.push(localName(name));
        if (open.length === 3) address = '';
      },
      ontext(chunk) {
        if (open.length === 3) address += chunk;
      },
      onclosetag(name, isImplied) {
        const [, parent] = open;
        // Pictures and videos of a page stand deeper.
        if (open.length === 3 && localName(name) === 'loc' && (parent === 'url' || parent === 'sitemap'))
          found[parent].push(address.trim());
        open.pop();
        if (open.length === 0 && !isImplied) isClosed = true;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (root !== 'urlset' && root !== 'sitemapindex')
    throw new DocentError('listing', `${url} is no sitemap. ${ADVICE}`);
  if (!isClosed) throw cutOff(url);
  return { pages: found.url, sitemaps: found.sitemap };
}

function cutOff(url: string): DocentError {
  return new DocentError(
    'listing',
    `The sitemap ${url} is cut off. What was read before stays until it is whole.`,
  );
}

/** A prefix says which namespace it is, and there is but one. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Sitemaps may be served as gzip files. */
function unpacked(body: Buffer, url: string): Buffer {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_SITEMAP_BYTES });
  } catch (cause) {
    throw new DocentError('listing', `The sitemap ${url} cannot be unpacked, or is too large.`, { cause });
  }
}
