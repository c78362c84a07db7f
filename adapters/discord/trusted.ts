import type { APIInteraction } from 'discord.js';
import type { Trusted } from '../chat/correcting.js';
import type { Desk } from './desk.js';

/** Who did something, where they or a role of theirs are trusted; `null` else. */
export function trustedIn({ trusted }: Pick<Desk, 'trusted'>, { member, user: own }: Who): Trusted | null {
  const user = member?.user ?? own;
  if (!user || ![user.id, ...(member?.roles ?? [])].some((id) => trusted.includes(id))) return null;
  return { name: member?.nick ?? user.global_name ?? user.username, reach: user.id };
}

interface Who {
  readonly member?: Pick<NonNullable<APIInteraction['member']>, 'roles' | 'nick' | 'user'> | undefined;
  readonly user?: APIInteraction['user'] | undefined;
}
