import { boxName } from './boxes.js';
import { drop, type Marker, open } from './marker.js';

/** Longest text behind the kind of a box that is its title; a longer one is what it says. */
const LONGEST_TITLE = 80;

/** `> [!NOTE] Title` of GitHub, Obsidian and Microsoft; the text is what stands behind `>`. */
export function alertMarker(text: string): Marker | null {
  const [, said = '', fold = '', behind = ''] = /^\[!([^\]\n]+)\]([+-]?)[ \t]*(.*)$/.exec(text) ?? [];
  const [, kind = '', more = ''] = /^([\p{L}][\p{L}\d-]*)(.*)$/u.exec(said.trim()) ?? [];
  if (kind === '') return null;
  if (/^(?:div|include)$/i.test(kind))
    return open('alert', '', 0, { kind: 'group', of: 'plain', labels: [] }, behind);
  if (/^(?:video|embed)$/i.test(kind)) return drop('embed', more.trim(), behind);
  const isTitle = behind !== '' && behind.length <= LONGEST_TITLE && !/[.:,;]$/.test(behind.trim());
  const label = isTitle ? behind.trim() : null;
  const name = boxName(kind.split('|')[0] ?? '');
  const meaning = {
    kind: 'box',
    name: fold === '' ? name : 'details',
    label:
      label ??
      (fold === '' && /^[\x20-\x7f]*$/.test(kind)
        ? null
        : kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()),
  } as const;
  return open('alert', '', 0, meaning, isTitle ? '' : behind);
}

/** `!> text` and `?> text` of Docsify: a box up to the next blank line. */
export function docsifyMarker(text: string): Marker | null {
  const [, sign = '', said = ''] = /^([!?])>[ \t]+(\S.*)$/.exec(text) ?? [];
  if (sign === '') return null;
  return open(
    'paragraph',
    '',
    0,
    { kind: 'box', name: sign === '!' ? 'important' : 'tip', label: null },
    said,
  );
}
