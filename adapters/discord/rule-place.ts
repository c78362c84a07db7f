import type { APIInteraction } from 'discord.js';
import { ChannelType } from 'discord.js';
import { EVERYTHING } from '../../src/knowledge/label-words.js';
import type { Place as RulePlace } from '../service/scopes/place.js';
import { type Desk, type Place, THREADS } from './desk.js';

const DIRECT: RulePlace = { platform: 'discord', direct: true };

/** Where something is, for the rules that say what is seen there: in a thread that is what is seen in its channel. */
export function rulePlace(
  { kind, parent }: Pick<Place, 'kind' | 'parent'>,
  channel: string,
  server: string | undefined,
): RulePlace {
  if (kind === 'direct') return DIRECT;
  const own = { platform: 'discord', server };
  if (parent === undefined) return { ...own, isUnknown: true };
  return parent === null ? { ...own, channel } : { ...own, channel: parent, thread: channel };
}

/** The same of an interaction, which says of a thread where it is. */
export function rulePlaceOf(
  { place }: Pick<Desk, 'place'>,
  { channel, guild_id: server }: Pick<APIInteraction, 'channel' | 'guild_id'>,
): RulePlace {
  if (channel === undefined)
    return server === undefined ? DIRECT : { platform: 'discord', server, isUnknown: true };
  const known = place(channel.id, server, channel.type);
  const told =
    'parent_id' in channel && THREADS.has(channel.type) ? (channel.parent_id ?? undefined) : undefined;
  return rulePlace(
    { ...known, parent: known.parent ?? told ?? (THREADS.has(channel.type) ? undefined : null) },
    channel.id,
    server,
  );
}

/**
 * Asks Discord where a channel is of which the gateway has told nothing, if that decides what is seen there; what cannot
 * be found out stays unknown.
 */
export async function foundPlace(
  { api, bot, log }: Pick<Desk, 'api' | 'bot' | 'log'>,
  place: RulePlace,
  channel: string,
): Promise<RulePlace> {
  if (!place.isUnknown || (await bot.at(place)).scope === EVERYTHING) return place;
  try {
    const { type = ChannelType.GuildText, parent_id: parent } = await api.readChannel(channel);
    const isThread = THREADS.has(type);
    return rulePlace(
      { kind: 'channel', parent: isThread ? (parent ?? undefined) : null },
      channel,
      place.server,
    );
  } catch (error) {
    log.warn(
      'It could not be found out in which channel a question was asked, so that nothing is seen there',
      { error },
    );
    return place;
  }
}
