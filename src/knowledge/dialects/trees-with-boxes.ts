import type { Root, RootContent } from 'mdast';
import type { TreePiece } from '../tree-in-pieces.js';
import { headingLines, inOrder, nestBoxes, type PlacedBox } from './nest-boxes.js';

/**
 * Puts what stands in boxes into nodes of their own, as `nestBoxes` does in the whole tree, while only those pieces
 * are held at once that a box has in common.
 */
export function* treesWithBoxes(pieces: Iterable<TreePiece>, boxes: readonly PlacedBox[]): Generator<Root> {
  const waiting = inOrder(boxes);
  let next = 0;
  let begun: PlacedBox[] = [];
  let children: RootContent[] = [];
  /** Where the last box that has begun ends, and the last heading. */
  let end = 0;
  let heading = 0;
  const tree = (own: readonly PlacedBox[]): Root => {
    const root: Root = { type: 'root', children };
    nestBoxes(root, own);
    return root;
  };
  for (const piece of pieces) {
    for (; (waiting[next]?.from ?? Infinity) < piece.nextLine; next++) {
      const box = waiting[next] as PlacedBox;
      begun.push(box);
      end = Math.max(end, box.to ?? 0);
    }
    for (const child of piece.children) children.push(child);
    const last = begun.at(-1);
    // One that was never ended ends before the next box or heading.
    if (last?.to === null)
      heading = Math.max(heading, ...headingLines({ type: 'root', children: piece.children }));
    if (end > piece.nextLine || (last?.to === null && heading <= last.from)) continue;
    yield tree(begun);
    children = [];
    begun = [];
  }
  if (children.length > 0 || begun.length > 0 || next < waiting.length)
    yield tree([...begun, ...waiting.slice(next)]);
}
