import type { Citation, Shown } from '../../src/answer/answer.js';
import type { LocalBot } from '../../src/bot.js';
import { SYNCED } from '../sources/synced-folder.js';

/** So many words of a quotation tell where it begins, and as many where it ends: fewer may stand elsewhere, more cost room. Ours. */
const WORDS = 5;

/** The same bot; what it cites of a page that was synced leads to the quoted words on that page. */
export function citingLivePages<B extends LocalBot>(bot: B): B {
  return {
    ...bot,
    ask: async (message, options) => withLivePages(await bot.ask(message, options)),
    async section(cited) {
      const shown = await bot.section(cited);
      return shown && withLivePages(shown);
    },
  };
}

function withLivePages<S extends Shown>(shown: S): S {
  return { ...shown, citations: shown.citations.map((one) => ({ ...one, url: livePage(one) })) };
}

/**
 * The address of what is cited. Of a page that was synced, that of the quoted words on it, which browsers scroll to and
 * mark: only there does the article say what the page does.
 * Source: https://wicg.github.io/scroll-to-text-fragment/, "Syntax".
 */
export function livePage({
  document,
  url,
  quote,
}: Pick<Citation, 'document' | 'url' | 'quote'>): string | null {
  if (url === null || !document.startsWith(`${SYNCED}/`)) return url;
  const lines = quote.split('\n').map((line) => line.trim().split(/\s+/));
  const [first = [], last = first] = [lines[0], lines.at(-1)];
  const isShort = lines.length === 1 && first.length <= 2 * WORDS;
  const parts = isShort ? [first] : [first.slice(0, WORDS), last.slice(-WORDS)];
  const directive = parts.map((words) => encoded(words.join(' '))).join(',');
  return directive === '' ? url : `${url}${url.includes('#') ? '' : '#'}:~:text=${directive}`;
}

/** What has a meaning in a directive, a hyphen or a comma, must not stand there by itself. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/-/g, '%2D');
