/** What stands behind the name of a tag or a shortcode: `title="Linux"`, `"Linux"`, `open`. */
export interface Arguments {
  /** Names in lower case. A value in braces, which is code, keeps them. */
  readonly named: ReadonlyMap<string, string>;
  /** Those without a name, in order. */
  readonly listed: readonly string[];
}

export const NO_ARGUMENTS: Arguments = { named: new Map(), listed: [] };

const ARGUMENT = /(?:([\w.:@-]+)\s*[=:]\s*)?(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))/g;

/** Reads the arguments of a shortcode, a template's tag or a fence: words, and texts in quotation marks. */
export function argumentsIn(text: string): Arguments {
  const named = new Map<string, string>();
  const listed: string[] = [];
  for (const [, name, ...forms] of text.slice(0, MAX_LENGTH).matchAll(ARGUMENT)) {
    const value = forms.find((form) => form !== undefined) ?? '';
    if (name === undefined) listed.push(value);
    else named.set(name.toLowerCase(), value);
  }
  return { named, listed };
}

/** Longest list of arguments that is read, in characters. */
const MAX_LENGTH = 2_000;

/** The first of some arguments that has a text; code in braces is one where it is nothing but a text. */
export function textOf({ named }: Arguments, names: readonly string[]): string | null {
  for (const name of names) {
    const value = named.get(name);
    const text = value === undefined ? '' : literal(value);
    if (text !== null && text.trim() !== '') return text.trim();
  }
  return null;
}

function literal(value: string): string | null {
  if (!value.startsWith('{')) return value;
  const match = /^\{\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}$/.exec(value);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : null;
}

/** The texts of a list in code: `{['npm', 'pnpm']}`. */
export function textsOf({ named }: Arguments, name: string): string[] {
  const value = named.get(name) ?? '';
  return [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
}
