import { describe, expect, it } from 'vitest';
import { marksOf, tellsApart } from '../../../adapters/records/told-apart.js';

const said = (text: string | null, terms: string[] = [], subjects: string[] = []) => ({
  text,
  terms,
  subjects,
});

/** Whether two questions are told apart among others that show which words are names. */
function apart(a: string, b: string): boolean {
  const others = ['does it run on Windows?', 'is it there for Linux?', 'why does Django need that'];
  const [one, other] = marksOf([a, b, ...others].map((text) => said(text)));
  if (!one || !other) throw new Error('no marks');
  expect(tellsApart(other, one)).toBe(tellsApart(one, other));
  return tellsApart(one, other);
}

describe('two questions are told apart', () => {
  it.each([
    ['how do I install the client', 'how do I uninstall the client'],
    ['how can I enable the cache', 'how can I disable the cache'],
    ['turn on the second factor', 'turn off the second factor'],
    ['how to export my contacts', 'how to import my contacts'],
    ['what changed in version 3', 'what changed in version 4'],
    ['what changed in version 3.1', 'what changed in version 3'],
    ['does the API support paging', 'why does the API not support paging'],
    ['does it work without a key', 'does it work with a key'],
    ["it doesn't start", 'it does start'],
    ['does it run on windows', 'does it run on linux'],
    ['does it run on windows', 'does it run'],
  ])('%s | %s', (a, b) => expect(apart(a, b)).toBe(true));

  it('by the subjects that the articles name, and by their words where no text was kept', () => {
    const [oolong, rooibos, locked, unlocked] = marksOf([
      said('what does it cost', [], ['oolong']),
      said('what does it cost', [], ['rooibos']),
      said(null, ['lock', 'screen']),
      said(null, ['unlock', 'screen']),
    ]);
    if (!oolong || !rooibos || !locked || !unlocked) throw new Error('no marks');
    expect([tellsApart(oolong, rooibos), tellsApart(locked, unlocked)]).toEqual([true, true]);
  });
});

describe('two questions are not told apart', () => {
  it.each([
    ['how do I install the client', 'what is the way to set up the client?'],
    ['what changed in v3', 'Which changes came with version 3'],
    ['does it run on Windows', 'is it there for windows'],
    ['Cache: how do I clear it?', 'how can I empty the cache'],
    ['HOW DO I CLEAR THE CACHE', 'how do I clear the cache'],
    ["I'm lost. Where am I?", "where is it that I'm now"],
    ['<@123456> where are the logs', 'where are the logs'],
    ['turn it on and off again', 'switch it on again'],
  ])('%s | %s', (a, b) => expect(apart(a, b)).toBe(false));
});
