import { MAX_FACT } from '../knowledge/entries.js';
import type { Entries } from './draft.js';

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What entries set for programs: where a page stands, how it looks, what it is called in menus and addresses. */
const FOR_PROGRAMS = names(
  'layout template kind type weight order sort rank position priority draft published publish hidden visible unlisted orphan slug id uid guid key path permalink url uri href link css class classes style styles theme color colour img thumbnail avatar logo background head header features footer aside outline menu parent parents grandparent ancestor children child haschildren next prev previous pager boost comments comment math mathjax katex mermaid lastmod robots noindex sitemap meta params extra cascade output outputs build resources components component script scripts js engine jupyter execute format full wide width home index dir star sticky pin isoriginal locale lang language linktitle shorttitle titletemplate openapi asyncapi method mode actions tagline herotext related editor datecreated slide transition fonts collection alias aliases file filename version body level level1 noloc includes include domain domains groups links',
);
const BEGINNINGS =
  /^(?:sidebar|nav|menu|seo|og|twitter|social|pagination|pagefind|redirect|canonical|hide|show|toc|tableofcontents|editurl|editlink|edituri|lastupdated|updated$|eleventy|sdhide|ms(?:author|date|topic|service|custom|reviewer|prod|subservice|assetid)|hero|image|cover|banner|icon|body|search|layout|page|git|i18n|translation|template|feature|header|footer|related|code|custom|css|cspell|exclude|enable|disable)/;

/** Numbers that tell something. */
const NUMBERS = /year|edition|rating|price|duration|time|count|age/;

/** What is no text for a reader: a file, an address inside a site, code of a template. */
const NO_TEXT =
  /^(?:\.{0,2}\/|#)\S*$|^\S+\.(?:png|jpe?g|svg|gif|webp|ico|css|js|html?|vue|tsx?|ya?ml|json)$|\{\{|\{%|^<|^[\d.]+$/i;

/** Whether an entry tells a reader something of the article: `description`, `tags`, `date`, `category`. */
export function isForReaders(name: string, value: Entries[string]): boolean {
  const key = name.toLowerCase().replace(/[^a-z\d]/g, '');
  if (/^ms[.:]/.test(name) || key === '' || FOR_PROGRAMS.has(key) || BEGINNINGS.test(key)) return false;
  if (typeof value === 'number') return NUMBERS.test(key);
  const texts = (typeof value === 'string' ? [value] : value).map(String);
  return texts.every((text) => !NO_TEXT.test(text)) && texts.join(', ').length <= MAX_FACT;
}
