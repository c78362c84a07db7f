import type { StoredPassage } from '../retrieval/ports.js';
import type { PassageText } from './inference.js';

/** A passage as the models read it: title and headings, then its lines with the names of points and labels. */
export function passageText({ document, section, blocks }: StoredPassage): PassageText {
  const place = [...new Set([document.title, ...section.path])].join(' › ');
  const lines = blocks.flatMap(({ block, items }) =>
    items.flatMap((item, i) =>
      item.sentences.map(({ text }, s) => {
        const label = i === 0 && s === 0 && block.label ? `${block.label.text}: ` : '';
        const name = s === 0 && item.name !== null ? `${item.name} – ` : '';
        return `${label}${name}${text}`;
      }),
    ),
  );
  return { place, lines };
}
