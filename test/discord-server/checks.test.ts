import { describe, expect, it } from 'vitest';
import { faultsOf } from './checks.js';

const NO_PINGS = { allowed_mentions: { parse: [] } };
const V2 = 1 << 15;
const post = (body: object) => faultsOf({ method: 'POST', path: '/channels/1/messages', body }).join('\n');
const text = (content: string) => ({ type: 10, content });
const button = (custom_id: string) => ({ type: 2, style: 2, label: 'x', custom_id });
const row = (...components: object[]) => ({ type: 1, components });

describe('the checks of what is sent', () => {
  it('have nothing against a plain message or a new one', () => {
    expect(post({ content: 'Tea.', ...NO_PINGS })).toBe('');
    expect(post({ flags: V2, components: [text('Tea.'), row(button('1'))], ...NO_PINGS })).toBe('');
    expect(post({ flags: V2, components: [text('```sh\necho @here <@1>\n```')], ...NO_PINGS })).toBe('');
  });

  it.each([
    ['2000 characters', { content: 'x'.repeat(2001), ...NO_PINGS }, '2001 characters'],
    ['mentions', { content: 'Tea.' }, 'mentions are not switched off'],
    ['everyone', { content: 'Tea for @everyone', ...NO_PINGS }, 'a mention is alive'],
    ['a live mention', { flags: V2, components: [text('Tea for <@1>')], ...NO_PINGS }, 'a mention is alive'],
    [
      'one beside code',
      { flags: V2, components: [text('```sh\nls\n```\n@here\n```\nls\n```')], ...NO_PINGS },
      'a mention is alive',
    ],
    ['the flag', { components: [text('Tea.')], ...NO_PINGS }, 'new components without their flag'],
    ['content beside it', { flags: V2, content: 'Tea.', components: [text('Tea.')], ...NO_PINGS }, 'beside'],
    [
      'six rows',
      { content: 'x', components: Array.from('123456', (n) => row(button(n))), ...NO_PINGS },
      'five rows',
    ],
    [
      'one id twice',
      { content: 'x', components: [row(button('1'), button('1'))], ...NO_PINGS },
      'one custom id',
    ],
    [
      'a long id',
      { content: 'x', components: [row(button('1'.repeat(101)))], ...NO_PINGS },
      '100 characters',
    ],
    ['six buttons', { content: 'x', components: [row(...Array.from('123456', button))], ...NO_PINGS }, '5'],
    [
      'all texts',
      { flags: V2, components: [text('x'.repeat(2500)), text('x'.repeat(2500))], ...NO_PINGS },
      '5000',
    ],
    ['embeds', { embeds: [1, 2].map(() => ({ description: 'x'.repeat(4000) })), ...NO_PINGS }, '8000'],
  ])('find %s', (_, body, fault) => {
    expect(post(body)).toContain(fault);
  });

  it('find commands and choices that Discord refuses', () => {
    const put = (command: object) =>
      faultsOf({ method: 'PUT', path: '/applications/1/commands', body: [command] }).join('\n');
    expect(put({ type: 1, name: 'ask', description: 'x' })).toBe('');
    expect(put({ type: 1, name: 'Ask', description: 'x' })).toContain('a name');
    expect(put({ type: 1, name: 'ask' })).toContain('a description');
    const required = (name: string, own: boolean) => ({ type: 3, name, description: 'x', required: own });
    expect(
      put({ type: 1, name: 'a', description: 'x', options: [required('a', false), required('b', true)] }),
    ).toContain('required options come first');
    const choices = Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` }));
    expect(
      faultsOf({ method: 'POST', path: '/interactions/1/x/callback', body: { type: 8, data: { choices } } }),
    ).not.toEqual([]);
    expect(faultsOf({ method: 'POST', path: '/nowhere', body: {} })).not.toEqual([]);
  });
});
