import { boxName, isBoxName } from './boxes.js';
import { type Around, close, type Marker, open } from './marker.js';

/** `!!! note "Title"`, `??? note "Title"` and `=== "Tab"` of MkDocs, with their content indented below. */
export function indentedMarker(text: string): Marker | null {
  const [, sign = '', space = '', behind = ''] =
    /^(!!!|\?\?\?\+?|===[!+]{0,2})([ \t]*)(\S.*)$/.exec(text) ?? [];
  if (sign === '') return null;
  const [, before = '', title = ''] = /^([^"]*)"(.*)"\s*$/.exec(behind) ?? ['', behind];
  const [name = '', ...others] = before.trim().split(/\s+/);
  if (sign.startsWith('=')) return before.trim() === '' && title !== '' ? opened('tab', title) : null;
  // Three marks in a sentence are no box.
  if (space === '' && !isBoxName(name)) return null;
  if (!/^[a-z][\w-]*$/i.test(name) && !(name === '' && title !== '')) return null;
  const words = others.filter((word) => !PLACES.has(word));
  if (words.length > 0 && !isBoxName(name)) return null;
  const said = title === '' ? words.join(' ') : title;
  if (sign.startsWith('!')) return opened(name === '' ? 'note' : boxName(name), said === '' ? null : said);
  return opened('details', said === '' ? name.charAt(0).toUpperCase() + name.slice(1) : said);
}

/** Words that say where a box stands. */
const PLACES = new Set(['inline', 'end', 'annotate', 'no-title', 'left', 'right']);

function opened(name: string, label: string | null): Marker {
  return open('indented', '', 0, { kind: 'box', name, label });
}

/** `/// note | Title` of PyMdown, up to a line of slashes. */
export function slashMarker(text: string, around: Around): Marker | null {
  const [, slashes = '', name = '', title] =
    /^(\/{3,})[ \t]*([a-z][\w-]*)?[ \t]*(?:\|[ \t]*(.*))?$/i.exec(text) ?? [];
  if (slashes === '') return null;
  if (name === '') return around.isOpen('slashes', '/') ? close('slashes', '/', slashes.length) : null;
  if (/^(?:html|define|caption|figure-caption|table-caption)$/.test(name))
    return open('slashes', '/', slashes.length, { kind: 'group', of: 'plain', labels: [] });
  const label = title?.trim() || null;
  const box = name === 'tab' || name === 'details' ? name : name === 'admonition' ? 'note' : boxName(name);
  return open('slashes', '/', slashes.length, { kind: 'box', name: box, label });
}
