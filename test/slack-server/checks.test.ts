import { describe, expect, it } from 'vitest';
import { messageFaults, promptFaults, type Thing, viewFaults } from './checks.js';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (text: string, more: Thing = {}) => ({ type: 'mrkdwn', text, ...more });
const section = (text: string, more: Thing = {}) => ({ type: 'section', text: mrkdwn(text, more) });
const button = (more: Thing = {}) => ({ type: 'button', action_id: 'a', text: plain(5), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const options = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ text: plain(5), value: String(i) }));
const menu = (more: Thing = {}) => ({ type: 'static_select', action_id: 'm', options: options(2), ...more });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell(text))),
});
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const bullets = (...elements: unknown[]) => rich({ type: 'rich_text_list', style: 'bullet', elements });
const code = (...elements: unknown[]) => rich({ type: 'rich_text_preformatted', elements });
const word = { type: 'text', text: 'one' };
const quote = { type: 'rich_text_quote', elements: [word] };
const site = { type: 'link', url: 'https://a.example', text: 'a' };
const evil = { ...site, url: 'javascript:alert(1)' };
const richSection = (element: Thing) => ({ type: 'rich_text_section', elements: [element] });
const many = (count: number, block: unknown) => Array.from({ length: count }, () => block);
const faultsWith = (...blocks: unknown[]) => messageFaults({ text: 'x', blocks });

describe('a message that Slack takes', () => {
  it.each<[string, unknown[]]>([
    ['no block at all', []],
    ['50 blocks', many(50, { type: 'divider' })],
    ['a text of 3,000 characters', [section('x'.repeat(3000))]],
    ['a header of 150', [{ type: 'header', text: plain(150) }]],
    ['ten fields of 1,200', [{ type: 'section', fields: many(10, plain(1200)) }]],
    ['ten texts in a context', [{ type: 'context', elements: many(10, plain(5)) }]],
    [
      'a label of 75, a value of 2,000 and an id of 255',
      [actions(button({ action_id: 'i'.repeat(255), text: plain(75), value: 'v'.repeat(2000) }))],
    ],
    ['one action id in each of two blocks', [actions(button()), actions(button())]],
    ['a menu of 100', [actions(menu({ options: options(100) }))]],
    ['a table of 100 rows and 20 columns', [table(100, 20)]],
    ['a link with a label', [section('<https://a.example/b?c=1&amp;d|a label>')]],
    ['escaped signs and a quotation', [section('&lt;!channel&gt; &amp; co\n>quoted')]],
    ['a broadcast in a verbatim text', [section('@channel is only a word', { verbatim: true })]],
    ['a list in rich text', [bullets(richSection({ type: 'text', text: 'one', style: { bold: true } }))]],
    ['code, a quotation and a link in rich text', [code(word), rich(quote), bullets(richSection(site))]],
    [
      'marks and mentions in rich text',
      [bullets(richSection({ ...word, text: '*a* <!channel> @here &amp;' }))],
    ],
    [
      'feedback',
      [
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'f',
              positive_button: { text: plain(4), value: 'up' },
              negative_button: { text: plain(4), value: 'down' },
            },
          ],
        },
      ],
    ],
  ])('%s', (_, blocks) => {
    expect(faultsWith(...blocks)).toEqual([]);
  });

  it('names somebody who asked', () => {
    const body = { text: 'x', blocks: [section('<@U0ANNA> asked')] };
    expect(messageFaults(body, new Set(['U0ANNA']))).toEqual([]);
  });
});

describe('a message that Slack does not take', () => {
  it.each<[string, unknown[], RegExp]>([
    ['51 blocks', many(51, { type: 'divider' }), /Too big/],
    ['a block that is not documented', [{ type: 'banner' }], /Invalid discriminator/],
    ['a field that is not documented', [{ type: 'divider', color: 'red' }], /Unrecognized key/],
    ['an empty text', [section('')], /Too small/],
    ['a text of 3,001 characters', [section('x'.repeat(3001))], /Too big/],
    ['a section without text', [{ type: 'section' }], /neither text nor fields/],
    ['a header of 151', [{ type: 'header', text: plain(151) }], /Too big/],
    ['a header with markup', [{ type: 'header', text: mrkdwn('x') }], /Invalid/],
    ['eleven fields', [{ type: 'section', fields: many(11, plain(5)) }], /Too big/],
    ['a field of 2,001', [{ type: 'section', fields: [plain(2001)] }], /Too big/],
    ['eleven texts in a context', [{ type: 'context', elements: many(11, plain(5)) }], /Too big/],
    ['26 buttons', [actions(...many(26, button({ action_id: undefined })))], /Too big/],
    ['no button', [actions()], /Too small/],
    ['a label of 76', [actions(button({ text: plain(76) }))], /Too big/],
    ['a value of 2,001', [actions(button({ value: 'v'.repeat(2001) }))], /Too big/],
    ['an id of 256', [actions(button({ action_id: 'i'.repeat(256) }))], /Too big/],
    ['an address of 3,001', [actions(button({ url: `https://a.example/${'x'.repeat(2990)}` }))], /Too big/],
    ['an address of another kind', [actions(button({ url: 'javascript:alert(1)' }))], /Invalid URL/],
    ['one action id twice in a block', [actions(button(), button())], /one action_id/],
    ['one block id twice', many(2, { type: 'divider', block_id: 'b' }), /one block_id/],
    ['a menu of 101', [actions(menu({ options: options(101) }))], /Too big/],
    ['a menu without options', [actions(menu({ options: undefined }))], /either options/],
    ['a table of 101 rows', [table(101, 2)], /Too big/],
    ['a table of 21 columns', [table(2, 21)], /Too big/],
    ['a table with an empty cell', [table(2, 2, '')], /Too small/],
    ['rows of different length', [{ type: 'table', rows: [[cell('a')], [cell('a'), cell('b')]] }], /differ/],
    ['two tables', [table(2, 2), table(2, 2)], /2 tables/],
    ['a table of more than 10,000 characters', [table(10, 2, 'x'.repeat(501))], /10020 characters/],
    ['more than 13,000 characters', many(5, section('x'.repeat(2700))), /13500 characters/],
    ['a broadcast', [section('<!channel> hear')], /alive: <!channel>/],
    ['a broadcast in a context', [{ type: 'context', elements: [mrkdwn('<!here|here>')] }], /alive/],
    ['a group', [section('<!subteam^S123>')], /alive/],
    ['a person who did not ask', [section('<@U0BERT>')], /alive: <@U0BERT>/],
    ['a link of a dangerous kind', [section('<javascript:alert(1)|x>')], /alive/],
    ['a sign that is not escaped', [section('1 < 2')], /< is not escaped/],
    ['another', [section('tea & biscuits')], /& is not escaped/],
    ['a third', [section('a -> b')], /> is not escaped/],
    ['a word that may become a mention', [section('ask @channel about it')], /may become a mention/],
    ['a mention in rich text', [bullets(richSection({ type: 'broadcast', range: 'here' }))], /Invalid/],
    ['an emoji in preformatted rich text', [code({ type: 'emoji', name: 'tea' })], /Invalid/],
    [
      'a style of rich text that is none',
      [bullets(richSection({ ...word, style: { loud: true } }))],
      /Unrec/,
    ],
    ['an empty rich text', [bullets(richSection({ ...word, text: '' }))], /Too small/],
    ['rich text of 3,001 characters', [bullets(richSection({ ...word, text: 'x'.repeat(3001) }))], /Too big/],
    ['a section of rich text without text', [rich({ type: 'rich_text_section', elements: [] })], /Too small/],
    ['a list in a list', [bullets(...bullets(richSection(word)).elements)], /Invalid/],
    [
      'what was escaped for mrkdwn',
      [bullets(richSection({ ...word, text: '*\u200bone*' }))],
      /a gap of mrkdwn/,
    ],
    ['a link of a dangerous kind in rich text', [bullets(richSection(evil))], /Invalid URL/],
    ['a document of another kind', ['text'], /Invalid/],
  ])('%s', (_, blocks, fault) => {
    expect(faultsWith(...blocks).join('\n')).toMatch(fault);
  });

  it.each<[string, Thing, RegExp]>([
    ['nothing for screen readers', { blocks: [section('x')] }, /no fallback text/],
    ['blanks for screen readers', { text: ' ', blocks: [section('x')] }, /no fallback text/],
    ['a broadcast for screen readers', { text: '<!everyone>' }, /text: alive/],
    ['a fallback of 4,001 characters', { text: 'x'.repeat(4001) }, /4001 characters/],
    ['names that are linked', { text: 'x', link_names: true }, /link_names/],
    ['attachments', { text: 'x', attachments: [] }, /attachments/],
    ['blocks that are no list', { text: 'x', blocks: {} }, /expected array/],
  ])('%s', (_, body, fault) => {
    expect(messageFaults(body).join('\n')).toMatch(fault);
  });
});

describe('views and prompts', () => {
  const home = (...blocks: unknown[]) => ({ type: 'home', blocks });
  const modal = (more: Thing) => ({ type: 'modal', title: plain(24), blocks: [], ...more });
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input', action_id: 'i' } };

  it('takes a Home tab with 100 blocks and a field, and a form', () => {
    expect(viewFaults(home(...many(99, { type: 'divider' }), input))).toEqual([]);
    expect(viewFaults(modal({ submit: plain(24), blocks: [input] }))).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['101 blocks', home(...many(101, { type: 'divider' })), /Too big/],
    ['a table', home(table(2, 2)), /Invalid discriminator/],
    ['a broadcast', home(section('<!here>')), /alive/],
    ['a title of 25', modal({ title: plain(25) }), /Too big/],
    ['a form that cannot be submitted', modal({ blocks: [input] }), /needs submit/],
    ['metadata of 3,001', modal({ private_metadata: 'x'.repeat(3001) }), /Too big/],
    ['no view', undefined, /Invalid input/],
  ])('does not take %s', (_, view, fault) => {
    expect(viewFaults(view).join('\n')).toMatch(fault);
  });

  it('takes four prompts, and of an agent none for a thread', () => {
    const prompts = (count: number) => many(count, { title: 'a', message: 'b' });
    expect(promptFaults({ prompts: prompts(4) }, true)).toEqual([]);
    expect(promptFaults({ prompts: prompts(4), thread_ts: '1.1' }, false)).toEqual([]);
    expect(promptFaults({ prompts: prompts(5) }, true)).toEqual(['5 prompts']);
    expect(promptFaults({ prompts: [{ title: 'a' }] }, true)).toHaveLength(1);
    expect(promptFaults({ prompts: prompts(1), thread_ts: '1.1' }, true)).toHaveLength(1);
    expect(promptFaults({}, true)).toHaveLength(1);
  });
});
