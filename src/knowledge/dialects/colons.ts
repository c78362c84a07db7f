import { type Arguments, argumentsIn, NO_ARGUMENTS } from './arguments.js';
import { isBoxName, meaningOf } from './boxes.js';
import { type Around, close, drop, type Marker, open } from './marker.js';

/** Colons that a mark has at least. */
const LEAST = 3;

/** Marks of Microsoft's pages that only lay them out; they end with colons too. */
const LAYOUT = /^(?:image|row|column|zone|moniker|code|video)(?:-end)?\b/;

/**
 * `:::note[Label]`, `::: tip Title`, `:::{note} Title`, `::: {.callout-note title="…"}` and their end.
 * @param text a line without white space at its beginning
 */
export function colonMarker(text: string, around: Around): Marker | null {
  const [colons = ''] = /^:{2,}/.exec(text) ?? [];
  const size = colons.length;
  const said = text.slice(size).trim();
  if (size < 2) return null;
  if (said === '')
    return size >= LEAST || around.isOpen('colons', '::') ? close('colons', colonKey(size), size) : null;
  if (size < LEAST) return shortMarker(said, around);
  if (LAYOUT.test(said) && (said.endsWith(':::') || /^(?:zone|moniker)/.test(said)))
    return drop(said.startsWith('image') ? 'image' : 'layout', said);
  const { name, args } = namedIn(said);
  return name === '' ? null : open('colons', colonKey(size), size, meaningOf(name, args, true));
}

const colonKey = (size: number) => (size < LEAST ? '::' : ':::');

/** `::card{title="…"}` of Nuxt, where `::` ends it. */
function shortMarker(said: string, around: Around): Marker | null {
  const [, name = '', more = ''] = /^([a-z][\w-]*)((?:\[[^\]]*\])?(?:\{.*\})?)$/.exec(said) ?? [];
  if (name === '' || !around.ends('sign', '::')) return null;
  return open('colons', '::', 2, meaningOf(name, argumentsBehind(more)));
}

function namedIn(said: string): { name: string; args: Arguments } {
  const [, role, title = ''] = /^\{([A-Za-z][\w:.-]*)\}\s*(.*)$/.exec(said) ?? [];
  if (role) return { name: role, args: argumentsBehind(title) };
  if (said.startsWith('{')) return classed(said);
  const [, name = '', more = ''] = /^\.?([A-Za-z][\w.-]*)(?:#[\w-]+)?(.*)$/.exec(said) ?? [];
  return { name: name.replace(/^callout-/, ''), args: argumentsBehind(more.trim()) };
}

/** Classes in braces, as Pandoc and Quarto write them: the first that is a kind of box names it. */
function classed(said: string): { name: string; args: Arguments } {
  const args = argumentsIn(said.replace(/^\{|\}\s*:*$/g, ''));
  const classes = args.listed
    .filter((one) => one.startsWith('.'))
    .map((one) => one.slice(1).replace(/^callout-/, ''));
  const name = classes.find(isBoxName) ?? classes.find((one) => one === 'panel-tabset') ?? 'div';
  return { name, args: { named: args.named, listed: [] } };
}

/** `[Label]{title="…"}`, `Title`, `"Title"`: what stands behind a name. */
function argumentsBehind(text: string): Arguments {
  if (text === '') return NO_ARGUMENTS;
  const braces = /\{([^{}]*)\}$/.exec(text);
  const { named } = argumentsIn(braces?.[1] ?? '');
  const before = (braces ? text.slice(0, braces.index) : text).trim();
  const [, bracketed] = /^\[(.*)\]$/.exec(before) ?? [];
  const quoted = /^"([^"]*)"$/.exec(before)?.[1];
  const attribute = /^(?:title|label|header)="([^"]*)"/.exec(before)?.[1];
  const title = bracketed ?? quoted ?? attribute ?? before;
  return { named, listed: title === '' || /^\w+[:=]\S*$/.test(title) ? [] : [title] };
}
