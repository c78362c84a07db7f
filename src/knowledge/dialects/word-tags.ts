import type { Line } from './page.js';
import { isHtml, isPlaceholder, PHRASING, type Tag, tagAt, WITHOUT_TEXT } from './tag.js';
import { shownBy } from './tags.js';
import { isEnded, note, type Replacement, type WordState } from './word-state.js';

/** A tag or a comment in a line of text: what a reader sees of it. */
export function tagReplacement(state: WordState, at: number): Replacement | null {
  const { text, ids, kind } = state;
  if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
    // One that never ends is text, which a parser takes long to find out.
    const end = isEnded(state, '-->', at) ? text.indexOf('-->', at) : -1;
    if (end < 0 || !text.startsWith('<!--', at)) return { text: shownSign(kind), end: at + 1 };
    note(state, 'comment', text.slice(at + 4, end));
    return { text: '', end: end + 3 };
  }
  const tag = tagAt(text, at);
  if (!tag) {
    const isFragment = state.isMdx && (text.startsWith('<>', at) || text.startsWith('</>', at));
    return isFragment ? { text: '', end: text.indexOf('>', at) + 1 } : null;
  }
  const name = tag.name.toLowerCase();
  const anchors = [tag.named.get('id') ?? '', (name === 'a' && tag.named.get('name')) || ''];
  ids.push(...anchors.filter((id) => id !== ''));
  if (isHtml(tag) && kind === 'html') return { text: text.slice(at, tag.end), end: tag.end };
  if (isHtml(tag)) {
    if (/^(?:code|samp|pre|tt)$/.test(name) && tag.kind === 'open' && isEnded(state, tag.name, tag.end)) {
      const end = text.indexOf(`</${tag.name}`, tag.end);
      return { text: text.slice(at, end), end };
    }
    if (PHRASING.has(name)) return { text: plainTag(tag, name), end: tag.end };
    // What a reader is to put in may be called like an element: <title>.
    if (WITHOUT_TEXT.has(name) && isPlaceholder(tag) && !isEnded(state, tag.name, tag.end))
      return { text: shownSign(kind) + text.slice(at + 1, tag.end), end: tag.end };
    return { text: /^(?:td|th|li|dd|dt|p|div|hr|tr)$/.test(name) ? ' ' : '', end: tag.end };
  }
  if (tag.kind === 'close') return { text: '', end: tag.end };
  if (tag.kind === 'open' && isEnded(state, tag.name, tag.end)) return { text: '', end: tag.end };
  if (isPlaceholder(tag)) return { text: shownSign(kind) + text.slice(at + 1, tag.end), end: tag.end };
  const shown = shownBy(tag);
  if (shown === null) note(state, 'component', text.slice(at, tag.end));
  return { text: shown ?? '', end: tag.end };
}

/** An angle bracket that is one, and no beginning of a tag. */
function shownSign(kind: Line['kind']): string {
  return kind === 'html' ? '&lt;' : '\\<';
}

/** A tag that any parser of Markdown takes for one. */
function plainTag({ kind, named }: Tag, name: string): string {
  if (kind === 'close') return `</${name}>`;
  const attributes = ['href', 'src', 'alt'].flatMap((one) => {
    const value = named.get(one);
    return value === undefined || value.startsWith('{')
      ? []
      : [` ${one}="${value.replace(/"/g, '&quot;').replace(/\n\s*/g, ' ')}"`];
  });
  return `<${name}${attributes.join('')}${kind === 'empty' ? ' /' : ''}>`;
}
