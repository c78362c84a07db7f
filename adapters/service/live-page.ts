import type { Citation, Shown } from '../../src/answer/answer.js';
import type { LocalBot } from '../../src/bot.js';
import { SYNCED } from '../sources/synced-folder.js';

/** So many words of a quotation tell where it begins, and as many where it ends: fewer may stand elsewhere, more cost room. Ours. */
const WORDS = 5;
/** And no more than this, in UTF-16 units: platforms bound their messages, and a word may be as long as one likes. Ours. */
const MAX_LENGTH = 60;

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
  const isShort = lines.length === 1 && first.length <= 2 * WORDS && first.join(' ').length <= MAX_LENGTH;
  const parts = isShort ? [first] : [begin(first), begin([...last].reverse()).reverse()];
  if (parts.some(([word = '']) => word === '')) return url;
  const directive = parts.map((words) => encoded(words.join(' '))).join(',');
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${directive}`;
}

/** As many of the first words as there is room for: half of one is found nowhere. */
function begin(words: readonly string[]): string[] {
  const taken: string[] = [];
  for (const word of words.slice(0, WORDS)) {
    if ([...taken, word].join(' ').length > MAX_LENGTH) break;
    taken.push(word);
  }
  return taken;
}

/** What has a meaning in a directive, a hyphen or a comma, must not stand there by itself. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/-/g, '%2D');
