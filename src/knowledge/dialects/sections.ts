import { close, type Marker, open } from './marker.js';
import type { Page } from './page.js';

/** Tabs that begin with a line of their own and end with the next: VitePress, VuePress, Docsify, Quarto, Microsoft. */
export function sectionMarker(text: string, page: Page): Marker | null {
  return learnTab(text, page) ?? docsifyTabs(text, page) ?? tabLine(text, page) ?? tabHeading(text, page);
}

const tab = (key: string, label: string): Marker =>
  open('section', key, 0, { kind: 'box', name: 'tab', label: label.trim() });

/** `# [Linux](#tab/linux)`, up to a rule. */
function learnTab(text: string, { frames }: Page): Marker | null {
  const [, label] = /^#{1,6}\s+\[([^\]]+)\]\(#tab\/[^)]*\)\s*$/.exec(text) ?? [];
  if (label) return tab('learn', label);
  const isOpen = frames.some(({ way, key }) => way === 'section' && key === 'learn');
  return isOpen && /^(?:-{3,}|\*{3,}|_{3,})\s*$/.test(text) ? close('section', 'learn', 0) : null;
}

function docsifyTabs(text: string, { frames }: Page): Marker | null {
  const [, edge = '', rest = ''] = /^<!--\s*tabs:(start|end)\s*-->(.*)$/.exec(text) ?? [];
  if (edge === 'start') return open('section', 'tabs', 0, { kind: 'group', of: 'headed', labels: [] }, rest);
  if (edge === '' || !frames.some(({ key }) => key === 'tabs')) return null;
  return close('section', 'tabs', 0, rest);
}

/** `== Linux` and `@tab Linux` in a box of tabs. */
function tabLine(text: string, { group }: Page): Marker | null {
  if (group?.way !== 'colons') return null;
  const [, label] = /^(?:==[ \t]*(?=[^\s=])|@tab(?::active)?[ \t]+)(\S.*?)(?:#[\w-]+)?$/.exec(text) ?? [];
  return label ? tab('line', label) : null;
}

/** A heading where headings are tabs, of the level of the first. */
function tabHeading(text: string, { group }: Page): Marker | null {
  if (group?.meaning?.kind !== 'group' || group.meaning.of !== 'headed') return null;
  const [, signs = '', label = ''] = /^(#{1,6})[ \t]+(\S.*?)[ \t#]*$/.exec(text) ?? [];
  if (signs === '') return null;
  group.level ??= signs.length;
  return group.level === signs.length ? tab('heading', label) : null;
}
