import { editDistance } from '../text/edit-distance.js';

/** Share of its letters by which a name may differ from what was probably meant. */
const SLIP_SHARE = 0.3;

/** The candidate that a name was probably meant to be, or `null` when none is near. Case does not matter. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let limit = Math.floor(wanted.length * SLIP_SHARE);
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    best = candidate;
    if (distance === 0) break;
    limit = distance - 1;
  }
  return best;
}
