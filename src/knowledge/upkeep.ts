import type { FrontMatter } from './front-matter.js';

/** Who looks after an article, and when. Days as in `2026-11-27`; `null`: the article does not say. */
export interface Upkeep {
  readonly owner: string | null;
  /** When somebody last looked whether it is right. */
  readonly reviewed: string | null;
  /** By when somebody is to look again. */
  readonly reviewBy: string | null;
}

/** Longest name of an owner, in characters; of a longer one the beginning is kept. Ours: it stands in lists. */
const MAX_OWNER = 100;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DAYS = ['reviewed', 'review_by'] as const;

/** An entry that says nothing that is understood, and what is to be done. */
export interface UpkeepFault {
  readonly entry: 'owner' | (typeof DAYS)[number];
  readonly message: string;
}

/** What the front matter says of it; other programs may mean other things by these entries, so none is an error. */
export function upkeepOf(front: FrontMatter | null): Upkeep {
  return {
    owner: ownerIn(front?.owner) ?? front?.verified?.by ?? null,
    reviewed: dayIn(front?.reviewed),
    reviewBy: dayIn(front?.review_by) ?? front?.verified?.review_by ?? null,
  };
}

export function upkeepFaults(front: FrontMatter): UpkeepFault[] {
  const days = DAYS.filter((entry) => front[entry] !== undefined && dayIn(front[entry]) === null);
  return [
    ...(front.owner !== undefined && ownerIn(front.owner) === null
      ? [
          {
            entry: 'owner' as const,
            message: '"owner" is nobody\'s name. Write who looks after the article, as: owner: Anna.',
          },
        ]
      : []),
    ...days.map((entry) => ({
      entry,
      message: `"${entry}" is no date, so it counts for nothing. Write it as ${entry}: 2026-11-27.`,
    })),
  ];
}

/** One name, or a list of them. */
function ownerIn(value: unknown): string | null {
  const names = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const owner = names
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '')
    .join(', ');
  return owner === '' ? null : [...owner].slice(0, MAX_OWNER).join('');
}

/** A day, as YAML has it: a text, or a time where it is written with one. */
function dayIn(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value !== 'string' || !DAY.test(value)) return null;
  const at = new Date(`${value}T00:00:00Z`);
  // The 30th of February is none.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : null;
}
