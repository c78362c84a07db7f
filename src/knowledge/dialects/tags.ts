import { textOf, textsOf } from './arguments.js';
import { isBoxName, isKnownTag, type Meaning, meaningOf } from './boxes.js';
import { type Around, close, drop, type Marker, open, say, take } from './marker.js';
import { isHtml, isPlaceholder, PARTS, PHRASING, STRUCTURES, type Tag, tagAt, WITHOUT_TEXT } from './tag.js';

/** A tag of HTML or of a component with which a line begins; `null` where it stands in a sentence. */
export function tagMarker(text: string, around: Around): Marker | null {
  if (!text.startsWith('<')) return null;
  const fragment = /^<\/?>/.exec(text);
  if (fragment && around.isMdx) return drop('tag', '', text.slice(fragment[0].length));
  const tag = tagAt(text, 0);
  if (!tag) return null;
  const rest = text.slice(tag.end);
  return isHtml(tag) ? htmlMarker(tag, rest, around) : componentMarker(tag, text, rest, around);
}

const isAlone = (rest: string) => rest.trim() === '';

function htmlMarker(tag: Tag, rest: string, around: Around): Marker | null {
  const name = tag.name.toLowerCase();
  if (PHRASING.has(name)) return isAlone(rest) ? phrasingAlone(tag, name) : null;
  if (tag.kind === 'close')
    return around.isOpen('tag', name) ? close('tag', name, 0, rest) : drop('tag', '', rest);
  const ends = tag.kind === 'open' && around.ends('tag', name);
  if (/^h[1-6]$/.test(name)) return ends ? take('heading', 'tag', name, rest) : drop('tag', '', rest);
  if (name === 'summary') return ends ? take('label', 'tag', name, rest) : drop('tag', '', rest);
  if (name === 'details') return open('tag', name, 0, { kind: 'box', name, label: null }, rest);
  if (WITHOUT_TEXT.has(name)) return withoutText(tag, name, rest, ends);
  if (name === 'pre') return ends ? take('code', 'tag', name, rest) : drop('tag', '', rest);
  if (STRUCTURES.has(name) && name !== 'blockquote')
    return ends ? take('html', 'tag', name, rest) : drop('tag', '', rest);
  if (PARTS.has(name) || name === 'hr' || !ends) return drop('tag', '', rest);
  return open('tag', name, 0, boxByClass(tag), rest);
}

/** A word in angle brackets that nothing ends is what a reader is to put in. */
function withoutText(tag: Tag, name: string, rest: string, ends: boolean): Marker | null {
  if (ends) return take('nothing', 'tag', name, rest);
  return isPlaceholder(tag) ? null : drop(name, textOf(tag, ['title', 'src', 'href']) ?? '', rest);
}

/** A tag of a line that has nothing else would make HTML of the lines below. */
function phrasingAlone(tag: Tag, name: string): Marker {
  if (name !== 'img') return drop('tag', '');
  const alt = (tag.named.get('alt') ?? '').replace(/[[\]\\]/g, '');
  return say(`![${alt}](<${(tag.named.get('src') ?? '').replace(/[<>\s]/g, '')}>)`);
}

/** `<div class="alert alert-warning">`: many themes write boxes so. */
function boxByClass(tag: Tag): Meaning {
  const classes = (tag.named.get('class') ?? tag.named.get('classname') ?? '').split(/\s+/);
  for (const one of classes) {
    const [, word = one] = /^(?:alert|callout|notice|admonition|hint|message|note)-+(\w+)$/.exec(one) ?? [];
    if (isBoxName(word)) return meaningOf(word, { named: new Map(), listed: [] });
  }
  return { kind: 'group', of: 'plain', labels: [] };
}

function componentMarker(tag: Tag, text: string, rest: string, around: Around): Marker | null {
  const { name, kind } = tag;
  if (kind === 'close')
    return around.isOpen('tag', name) ? close('tag', name, 0, rest) : drop('tag', '', rest);
  const known = kind === 'open' && isKnownTag(name) ? meaningOf(name, tag) : null;
  if (known?.kind === 'box' && !around.ends('tag', name)) return open('tag', name, 0, known, rest);
  if (kind === 'empty' || !around.ends('tag', name)) {
    if (!isAlone(rest) || (isPlaceholder(tag) && !isKnownTag(name))) return null;
    const shown = cardText(tag) ?? shownBy(tag);
    return shown === null ? drop('component', text.slice(0, tag.end)) : say(shown);
  }
  const end = text.indexOf(`</${name}`);
  const behind = end < 0 ? '' : text.slice(end).replace(/^<\/[\w.-]+\s*>/, '');
  // What goes on behind its end is a sentence.
  if (/^\s*[^\s<]/.test(behind)) return null;
  const meaning = meaningOf(name, tag);
  if (meaning.kind === 'hidden') return take('nothing', 'tag', name, rest);
  if (meaning.kind === 'code') return take('code', 'tag', name, rest, { language: meaning.language });
  return open('tag', name, 0, meaning, rest);
}

/** A card that leads elsewhere: its title, and what is said of it. */
function cardText(tag: Tag): string | null {
  const title = textOf(tag, ['title', 'label', 'header', 'heading']);
  const said = textOf(tag, ['description', 'subtitle', 'details']);
  if (title === null) return said;
  return said === null ? title : `**${title}** – ${said}`;
}

/** The texts of a component without content that a reader sees: `<NavPath path="Settings > Camera" />`. */
export function shownBy(tag: Tag): string | null {
  const text = textOf(tag, ['label', 'text', 'title', 'path', 'keys', 'shortcut', 'content', 'term']);
  if (text !== null && !isAddress(text)) return text;
  const to = textOf(tag, ['to']);
  if (to === null || isAddress(to)) return textsOf(tag, 'path').join(' > ') || null;
  return /[\s>]/.test(to) ? to : to.replace(/[-_]+/g, ' ');
}

function isAddress(text: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|[./#@~])\S*$/i.test(text) || /^\S+\/\S*\.\w{2,5}$/.test(text);
}
