import { LRUCache } from 'lru-cache';
import type { Trusted } from '../chat/correcting.js';
import type { Desk, Workspace } from './desk.js';

/** How long it is remembered who is in a user group, in milliseconds. Ours: a press would ask each time else. */
const KNOWN_FOR_MS = 60_000;
const MAX_GROUPS = 100;

/** Who is in the user groups of workspaces. */
export function createGroups(): Groups {
  const known = new LRUCache<string, readonly string[]>({ max: MAX_GROUPS, ttl: KNOWN_FOR_MS });
  return {
    async has({ api, team }, group, person) {
      const key = `${team} ${group}`;
      const members = known.get(key) ?? (await api.groupMembers(group));
      known.set(key, members);
      return members.includes(person);
    },
  };
}

export interface Groups {
  has(workspace: Pick<Workspace, 'api' | 'team'>, group: string, person: string): Promise<boolean>;
}

const isGroup = (id: string): boolean => id.startsWith('S');

/** Whether somebody may correct answers; a group that cannot be read is told in the log, and has nobody. */
export async function trustedIn(
  { trusted, groups, log }: Pick<Desk, 'trusted' | 'groups' | 'log'>,
  workspace: Workspace,
  { id, name, username }: { readonly id: string; readonly name?: string; readonly username?: string },
): Promise<Trusted | null> {
  const who: Trusted = { name: name ?? username ?? id, reach: id };
  if (trusted.includes(id)) return who;
  for (const group of trusted.filter(isGroup)) {
    const isIn = await groups.has(workspace, group, id).catch((error) => {
      log.warn('A user group of SLACK_TRUSTED could not be read; the app needs usergroups:read', {
        group,
        error,
      });
      return false;
    });
    if (isIn) return who;
  }
  return null;
}
