/** Longest quotation that stands in an address whole, in UTF-16 units; of a longer one its first and last words do. */
const WHOLE_LENGTH = 100;
const END_WORDS = 5;

/**
 * The address of a page at the words that are quoted of it, as a text fragment. Source: WICG, URL Fragment Text
 * Directives.
 * @param {string | null} url
 * @param {readonly string[]} quotes
 * @returns {string | null} `null` where there is no page that may be opened
 */
export function citedPage(url, quotes) {
  if (url === null || !/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const directives = [...new Set(quotes)].filter((quote) => quote.trim() !== '').map(directiveOf);
  if (directives.length === 0) return url;
  // Of a page that was synced the citation says the words itself, of one quotation only.
  const [page = url] = url.split(/#?:~:/);
  const { hash } = new URL(page);
  return `${page}${hash === '' ? '#' : ''}:~:${directives.join('&')}`;
}

/** @param {string} quote */
function directiveOf(quote) {
  const words = quote.trim().split(/\s+/);
  if (quote.length <= WHOLE_LENGTH || words.length <= 2 * END_WORDS) return `text=${encoded(words)}`;
  return `text=${encoded(words.slice(0, END_WORDS))},${encoded(words.slice(-END_WORDS))}`;
}

/** A dash has a meaning of its own there, and half a character none. @param {readonly string[]} words */
const encoded = (words) =>
  encodeURIComponent(words.join(' ').replace(/\p{Cs}/gu, '\ufffd')).replaceAll('-', '%2D');
