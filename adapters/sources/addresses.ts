import { lookup as lookupName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { DocentError } from '../../src/errors.js';

/** Whether an address of numbers may be connected to. */
export type AddressRule = (address: string) => boolean;

/** Whether a text is an address of numbers, or a range of them: `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`. */
export function isAddressOrRange(text: string): boolean {
  return ipaddr.isValidCIDR(text) || isIP(text) !== 0;
}

/**
 * Lets through what is reachable on the public Internet, and what is listed. All other addresses (this machine, private and
 * link-local networks, metadata services of clouds, what embeds an IPv4 address in an IPv6 one) are refused. Source of
 * the ranges: the IANA registries of special-purpose addresses, as ipaddr.js has them.
 * @param listed addresses and ranges
 */
export function addressRule(listed: readonly string[]): AddressRule {
  const ranges = listed.map((text) =>
    ipaddr.isValidCIDR(text)
      ? ipaddr.parseCIDR(text)
      : ([ipaddr.parse(text), isIP(text) === 4 ? 32 : 128] as const),
  );
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    if (address.range() === 'unicast') return true;
    return ranges.some(
      ([range, bits]) => range.kind() === address.kind() && address.match(range as never, bits),
    );
  };
}

/** The address of numbers that a host name of an address on the web is, or `null`. */
export function numbersOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
}

export function refusedAddress(host: string): DocentError {
  return new DocentError(
    'private-address',
    `"${host}" leads to this machine or a private network. If that is meant, list its address (or range, as 10.0.0.0/8) under "privateAddresses" of the source.`,
  );
}

/**
 * Looks names up for a connection, and gives it no address that is refused. A connection goes to what was looked at
 * here, so a name that resolves to something else a moment later gains nothing.
 * @param lookup tests give their own
 */
export function guardedLookup(
  allows: AddressRule,
  lookup: (...args: Parameters<typeof lookupAll>) => void = lookupAll,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const wanted = addresses.filter(
        ({ address, family }) => allows(address) && fits(family, options.family),
      );
      const [first] = wanted;
      if (!first) return callback(refusedAddress(hostname), '', 0);
      if (options.all) callback(null, wanted);
      else callback(null, first.address, first.family);
    });
  };
}

interface FoundAddress {
  readonly address: string;
  readonly family: number;
}

function lookupAll(
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly FoundAddress[]) => void,
): void {
  lookupName(hostname, { all: true }, callback);
}

const fits = (family: number, wanted: number | string | undefined): boolean =>
  wanted === undefined || wanted === 0 || String(wanted).endsWith(String(family));
