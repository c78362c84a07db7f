import { describe, expect, it } from 'vitest';
import { expands } from '../../../src/retrieval/expansion.js';

describe('what an abbreviation stands for', () => {
  it.each([
    ['Paid time off (PTO) is granted to all.', 'pto', true],
    ['PTO (paid time off) is granted to all.', 'pto', true],
    ['You need an SLA, that is a service level agreement.', 'sla', true],
    ['The Bank of Oak and Elm, or BOE, lends money.', 'boe', true],
    ['Create, read, update, delete: the four of CRUD.', 'crud', true],
    ['Human resources (HR) will help.', 'hr', true],
    ['The Don’t Repeat Yourself (DRY) rule holds.', 'dry', true],
    ['Your PTO is paid when you take it off.', 'pto', false],
    ['HR will help you with human and other resources.', 'hr', false],
    ['Paid time off is granted to all.', 'pto', false],
    ['The SLA is signed every year.', 'sla', false],
  ])('%j says it of %s: %s', (sentence, word, expected) => {
    expect(expands(sentence, new Set(['what', 'does', word, 'stand', 'for']))).toBe(expected);
  });
});
