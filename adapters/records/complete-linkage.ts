/**
 * Puts things together of which each is like each other of its group: agglomerative clustering with complete linkage,
 * by chains of nearest neighbours (Murtagh, "A survey of recent advances in hierarchical clustering algorithms", The
 * Computer Journal 26, 1983). The work grows with the square of their number. Of equally near things the first
 * counts, so their order must not depend on how they were read.
 * @param likeness of two things, the first of which comes later; symmetrical
 * @param cut no two things that are less alike come together
 * @returns for each thing the first of its group
 */
export function completeLinkage(
  count: number,
  likeness: (a: number, b: number) => number,
  cut: number,
): Int32Array {
  const alike = new Float32Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < a; b++) alike[a * count + b] = alike[b * count + a] = likeness(a, b);
  const least = Math.fround(cut);
  const group = Int32Array.from({ length: count }, (_, i) => i);
  const open = new Uint8Array(count).fill(1);

  /** @returns the open group most like one, `before` if it is as like as any; -1 when none is like enough */
  function nearest(one: number, before: number): number {
    let best = before;
    let most = before < 0 ? Number.NEGATIVE_INFINITY : (alike[one * count + before] as number);
    for (let other = 0; other < count; other++) {
      const near = alike[one * count + other] as number;
      if (near <= most || near < least || other === one || open[other] === 0) continue;
      most = near;
      best = other;
    }
    return best;
  }

  function join(a: number, b: number): void {
    const [kept, gone] = a < b ? [a, b] : [b, a];
    open[gone] = 0;
    group[gone] = kept;
    for (let other = 0; other < count; other++) {
      const near = Math.min(alike[kept * count + other] as number, alike[gone * count + other] as number);
      alike[kept * count + other] = alike[other * count + kept] = near;
    }
  }

  for (let start = 0; start < count; start++) {
    const chain = open[start] === 1 ? [start] : [];
    for (let last = chain.at(-1); last !== undefined; last = chain.at(-1)) {
      const before = chain.at(-2) ?? -1;
      const next = nearest(last, before);
      if (next >= 0 && next !== before) chain.push(next);
      else {
        chain.splice(-2);
        // Nothing is like it, and what comes together later will be less so.
        if (next < 0) open[last] = 0;
        else {
          join(last, before);
          if (chain.length === 0) chain.push(Math.min(last, before));
        }
      }
    }
  }
  for (let i = 0; i < count; i++) group[i] = group[group[i] as number] as number;
  return group;
}
