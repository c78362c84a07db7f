import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Who asks, as far as it can be known: the address of the connection or, behind proxies that are trusted, what
 * the outermost of them saw. Of X-Forwarded-For, each proxy adds the last entry; what stands before the entries
 * of the trusted ones can be forged. An IPv6 network of /64 counts as one, because one household has it all.
 */
export function personOf(c: Context, proxies: number): string {
  const direct = getConnInfo(c).remote.address ?? 'unknown';
  const forwarded = (c.req.header('X-Forwarded-For') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const seen = proxies === 0 ? direct : (forwarded.at(-proxies) ?? forwarded[0] ?? direct);
  return networkOf(seen);
}

/** An IPv4 address as it is, an IPv6 address as its first four groups. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address.slice(0, 45);
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return `${[...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(':')}::/64`;
}
