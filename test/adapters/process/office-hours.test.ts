import { describe, expect, it } from 'vitest';
import { parseOfficeHours } from '../../../adapters/process/office-hours.js';

const isOpen = (hours: string, at: string): boolean | undefined =>
  parseOfficeHours(hours)?.isOpen(new Date(at));

describe('office hours', () => {
  it.each([
    // 2026-11-23 is a Monday.
    ['Mon-Fri 09:00-17:00 UTC', '2026-11-23T09:00:00Z', true],
    ['Mon-Fri 09:00-17:00 UTC', '2026-11-23T17:00:00Z', false],
    ['Mon-Fri 09:00-17:00 UTC', '2026-11-28T12:00:00Z', false],
    ['mon–fri 9-17, Sat 10:30-12 UTC', '2026-11-28T10:29:00Z', false],
    ['mon–fri 9-17, Sat 10:30-12 UTC', '2026-11-28T10:30:00Z', true],
    ['Sat-Mon 0-24 UTC', '2026-11-22T23:59:00Z', true],
    ['Sat-Mon 0-24 UTC', '2026-11-24T00:00:00Z', false],
    ['8-20 UTC', '2026-11-22T08:00:00Z', true],
    ['Mon 09:00-17:00 Asia/Tokyo', '2026-11-23T00:30:00Z', true],
    ['Mon 09:00-17:00 Asia/Tokyo', '2026-11-23T08:30:00Z', false],
    // Summer time ends on 2026-10-25 in Berlin.
    ['9-10 Europe/Berlin', '2026-10-24T07:30:00Z', true],
    ['9-10 Europe/Berlin', '2026-10-26T07:30:00Z', false],
    ['9-10 Europe/Berlin', '2026-10-26T08:30:00Z', true],
  ])('%s at %s: %s', (hours, at, expected) => {
    expect(isOpen(hours, at)).toBe(expected);
  });

  it.each([
    '',
    'always',
    'Mon-Fri',
    '17-9',
    '9-25',
    '9:70-10',
    'Mon-Foo 9-17',
    '9-17 Middle/Earth',
    'Mon 9-17,',
  ])('are none: %j', (text) => {
    expect(parseOfficeHours(text)).toBeNull();
  });
});
