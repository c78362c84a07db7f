import { describe, expect, it } from 'vitest';
import { addressRule, isAddressOrRange } from '../../../adapters/sources/addresses.js';

describe('an address', () => {
  const allows = addressRule([]);

  it.each([
    ['127.0.0.1', 'this machine'],
    ['0.0.0.0', 'this machine'],
    ['10.1.2.3', 'a private network'],
    ['172.16.0.1', 'a private network'],
    ['192.168.1.1', 'a private network'],
    ['169.254.169.254', 'the metadata service of a cloud'],
    ['100.64.0.1', 'a provider’s network'],
    ['224.0.0.1', 'many'],
    ['255.255.255.255', 'all'],
    ['192.0.2.1', 'documentation'],
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['fe80::1', 'the link'],
    ['fe80::1%eth0', 'the link'],
    ['fd00::1', 'a private network'],
    ['ff02::1', 'many'],
    ['::ffff:127.0.0.1', 'this machine, in IPv6'],
    ['::ffff:10.0.0.1', 'a private network, in IPv6'],
    ['64:ff9b::7f00:1', 'this machine, by NAT64'],
    ['2002:7f00:1::', 'this machine, by 6to4'],
    ['2001:0:1::1', 'some machine, by Teredo'],
    ['docs.example.com', 'no address'],
  ])('%s is refused: %s', (address) => expect(allows(address)).toBe(false));

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])(
    '%s is of the Internet',
    (address) => expect(allows(address)).toBe(true),
  );

  it('is let in where it is listed, by itself or in a range, and no other', () => {
    const some = addressRule(['10.1.0.0/16', '192.168.1.7', 'fd12::/16']);
    const all = [
      '10.1.2.3',
      '10.2.0.1',
      '192.168.1.7',
      '192.168.1.8',
      'fd12::9',
      'fd13::9',
      '::ffff:10.1.2.3',
    ];
    expect(all.map(some)).toEqual([true, false, true, false, true, false, true]);
  });

  it('is told from what is none', () => {
    const texts = ['10.0.0.0/8', '::1', '10.0.0.1', '10.0.0.0/33', '10', '0x7f000001', 'localhost', ''];
    expect(texts.map(isAddressOrRange)).toEqual([true, true, true, ...Array(5).fill(false)]);
  });
});
