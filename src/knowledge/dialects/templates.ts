import { type Arguments, argumentsIn, NO_ARGUMENTS, textOf } from './arguments.js';
import { meaningOf } from './boxes.js';
import { type Around, close, drop, type Marker, open, say, take } from './marker.js';

/** A tag of a template: Liquid, Nunjucks and GitBook `{% … %}`, Hugo `{{< … >}}` and `{{% … %}}`, `{{ … }}`, `{# … #}`. */
export interface Template {
  readonly kind: 'tag' | 'shortcode' | 'expression' | 'comment' | 'escaped';
  readonly name: string;
  readonly closes: boolean;
  readonly args: Arguments;
  /** Whether a shortcode's content is taken as it stands: `{{<`, not `{{%`. */
  readonly isRaw: boolean;
  /** What stands between its signs. */
  readonly inner: string;
  readonly end: number;
}

const KINDS: readonly (readonly [start: string, end: string, kind: Template['kind']])[] = [
  ['{{<', '>}}', 'shortcode'],
  ['{{%', '%}}', 'shortcode'],
  ['{%', '%}', 'tag'],
  ['{{', '}}', 'expression'],
  ['{#', '#}', 'comment'],
];

/** Longest tag that is read, in characters: what is longer was never closed. */
const MAX_LENGTH = 3_000;

const NOTHING = { name: '', closes: false, args: NO_ARGUMENTS, isRaw: false } as const;

/** The tag of a template that begins at a place, or `null`. */
export function templateAt(text: string, at: number): Template | null {
  const found = KINDS.find(([start]) => text.startsWith(start, at));
  if (!found) return null;
  const [start, sign, kind] = found;
  const whole = text.slice(at, at + MAX_LENGTH);
  const stop = whole.indexOf(sign, start.length);
  if (stop < 0) return null;
  const raw = whole.slice(start.length, stop);
  const end = at + stop + sign.length;
  if (/^\s*\/\*/.test(raw))
    return {
      ...NOTHING,
      kind: 'escaped',
      inner: `${start} ${raw.replace(/^\s*\/\*|\*\/\s*$/g, '').trim()} ${sign}`,
      end,
    };
  const inner = raw.replace(/^-|-$/g, '').trim();
  if (kind !== 'tag' && kind !== 'shortcode') return { ...NOTHING, kind, inner, end };
  const [, slash = '', name = ''] = /^(\/?)\s*([\w./-]*)/.exec(inner) ?? [];
  // Markdoc ends its tags with a slash, as Hugo does.
  const closes = slash !== '' || (kind === 'tag' && /^end./.test(name));
  const plain = closes && slash === '' ? name.slice(3) : name;
  const args = argumentsIn(inner.slice(slash.length + name.length).replace(/\/$/, ''));
  return { kind, name: plain, closes, args, isRaw: start === '{{<', inner, end };
}

const CONTROL = new Set(
  'if elsif elseif elif else unless case when for break continue assign set capture increment decrement cycle tablerow paginate macro call filter with extends layout import from liquid ifversion data block render_partial meta page'.split(
    ' ',
  ),
);
const CODE = new Set(['highlight', 'codeblock', 'code-toggle', 'prettify', 'code-block', 'gist-code']);

/** A template's tag with which a line begins; `null` where it stands in a sentence. */
export function templateMarker(text: string, around: Around): Marker | null {
  const template = text.startsWith('{') ? templateAt(text, 0) : null;
  if (!template || template.kind === 'expression' || template.kind === 'escaped') return null;
  const { name, args, closes } = template;
  const rest = text.slice(template.end);
  if (template.kind === 'comment') return drop('comment', template.inner, rest);
  if (closes)
    return around.isOpen('template', name) ? close('template', name, 0, rest) : dropTag(template, rest);
  // What is set over several lines is shown elsewhere, as it stands.
  if (name === 'set' && !template.inner.includes('=') && around.ends('template', name))
    return take('code', 'template', name, rest);
  if (CONTROL.has(name)) return dropTag(template, rest);
  if (!around.ends('template', name)) {
    if (rest.trim() !== '') return null;
    const shown = shownByTemplate(template);
    return shown === '' ? dropTag(template, rest) : say(shown, rest);
  }
  if (SPARED.has(name)) return templateEnd(rest, name) === null ? { does: 'spare', name, rest } : null;
  const meaning = meaningOf(name, args);
  if (meaning.kind === 'hidden') return take('nothing', 'template', name, rest);
  const language = args.named.get('lang') ?? args.named.get('language') ?? '';
  const isCode = CODE.has(name) || (name === 'code' && template.kind === 'shortcode');
  if (isCode || meaning.kind === 'code')
    return take('code', 'template', name, rest, { language: language || (args.listed[0] ?? '') });
  if (!template.isRaw) return open('template', name, 0, meaning, rest);
  // Docsy shows what is in its tabs as code unless it is told not to.
  if (name === 'tabpane' && args.named.get('text') !== 'true')
    return open('template', name, 0, { kind: 'group', of: 'code', labels: [] }, rest);
  if (around.group === 'code' && meaning.kind === 'box' && meaning.name === 'tab')
    return take('code', 'template', name, rest, { language, tab: meaning.label });
  return open('template', name, 0, meaning, rest);
}

/** Between such tags templates stand for themselves. */
const SPARED: ReadonlySet<string> = new Set(['raw', 'verbatim']);

/** The end of a tag in a text: where it begins and where it ends; `null` where it has none. */
export function templateEnd(text: string, name: string): readonly [from: number, to: number] | null {
  for (const sign of ['{%', '{{<', '{{%'])
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      const template = templateAt(text, at);
      if (template?.closes && template.name === name) return [at, template.end];
    }
  return null;
}

const dropTag = ({ inner }: Template, rest: string): Marker => drop('template tag', inner, rest);

/** What a single tag shows in a sentence: its text, where a link leads; nothing for most. */
export function shownByTemplate({ kind, name, args, inner }: Template): string {
  if (kind === 'escaped') return inner;
  if (kind === 'expression') return /^(["'])([^"']*)\1/.exec(inner)?.[2] ?? '';
  if (/^(?:ref|relref|link|post_url|page-ref|rel_url)$/.test(name))
    return args.listed[0] ?? args.named.get('path') ?? '';
  if (
    /^(?:heading|kbd|key|abbr|term|glossary-term|glossary|label|badge|new|strong)$/.test(name) &&
    args.listed[0]
  )
    return args.listed[0].replace(/^whatsnext$/, 'What’s next');
  return textOf(args, ['text', 'content', 'label', 'title', 'caption']) ?? '';
}
