import { type Document, isMap, isNode, isScalar, isSeq, visit } from 'yaml';

/** Stands in a path for every entry. */
const EACH = '*';

/**
 * Takes numbers for texts, as they are written: of `4.1` and `4.10`, which are one number, each is a label of its own.
 * @param paths of what they stand in, by names with dots between, `*` for every entry: `rules.*.see`
 */
export function keepAsWritten(document: Document, paths: readonly string[]): void {
  for (const path of paths)
    for (const node of nodesAt(document.contents, path.split('.')))
      visit(node as Document['contents'], {
        Scalar(_, scalar) {
          if (typeof scalar.value === 'number' && scalar.source !== undefined) scalar.value = scalar.source;
        },
      });
}

function nodesAt(node: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return isNode(node) ? [node] : [];
  const inside = isMap(node)
    ? node.items
        .filter(({ key }) => step === EACH || (isScalar(key) && key.value === step))
        .map(({ value }) => value)
    : isSeq(node) && step === EACH
      ? node.items
      : [];
  return inside.flatMap((one) => nodesAt(one, rest));
}
