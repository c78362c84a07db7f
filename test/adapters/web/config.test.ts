import { expect, it } from 'vitest';
import { readWebSettings } from '../../../adapters/web/config.js';

it('needs no setting', () => {
  expect(readWebSettings({})).toMatchObject({
    DOCENT_WEB_HOST: '127.0.0.1',
    DOCENT_WEB_PROXIES: 0,
    DOCENT_CORS_ORIGIN: [],
  });
  expect(readWebSettings({}).DOCENT_API_TOKEN).toBeUndefined();
});

it.each([
  ['DOCENT_WEB', 'yes'],
  ['DOCENT_WEB_PORT', '65536'],
  ['DOCENT_WEB_PORT', '80a'],
  ['DOCENT_WEB_PROXIES', '-1'],
  ['DOCENT_API_TOKEN', 'short'],
  ['DOCENT_API_TOKEN', 'has a blank in the middle'],
  ['DOCENT_WEB_HOSTS', 'https://docent.example'],
  ['DOCENT_WEB_HOSTS', 'docent.example:3000'],
  ['DOCENT_CORS_ORIGIN', '*'],
  ['DOCENT_CORS_ORIGIN', 'https://a.example/path'],
  ['DOCENT_CORS_ORIGIN', 'a.example'],
  ['DOCENT_WEB_NAME', 'n'.repeat(41)],
  ['DOCENT_WEB_GREETING', 'n'.repeat(121)],
  ['DOCENT_WEB_LOGO', 'logo.gif'],
  ['DOCENT_WEB_COLOUR', 'blue'],
  ['DOCENT_WEB_COLOUR', '#12345'],
  ['DOCENT_WEB_COLOUR', '#123456 #123456 #123456'],
  ['DOCENT_WEB_COLOUR', '#123456; } body { display: none'],
  ['DOCENT_WEB_LINKS', 'Handbook'],
  ['DOCENT_WEB_LINKS', '=https://a.example'],
  ['DOCENT_WEB_LINKS', 'Handbook=javascript:alert(1)'],
  ['DOCENT_WEB_LINKS', Array.from({ length: 5 }, (_, i) => `L${i}=https://a.example`).join()],
])('refuses %s=%s and says what to write', (name, value) => {
  expect(() => readWebSettings({ [name]: value })).toThrow(new RegExp(`${name} (?:must|is no).*\\. Write`));
});

it('does not show a token that is wrong', () => {
  expect(() => readWebSettings({ DOCENT_API_TOKEN: 'hush hush' })).toThrow(/^(?!.*hush)/s);
});

it('reads the look of the page', () => {
  const { DOCENT_WEB_COLOUR, DOCENT_WEB_LINKS } = readWebSettings({
    DOCENT_WEB_COLOUR: '#1F5C9E #8fbdf2',
    DOCENT_WEB_LINKS: 'Handbook = https://a.example/?a=b , Help=http://b.example',
  });
  expect(DOCENT_WEB_COLOUR).toEqual(['#1f5c9e', '#8fbdf2']);
  expect(readWebSettings({ DOCENT_WEB_COLOUR: '#aa0000' }).DOCENT_WEB_COLOUR).toEqual(['#aa0000', '#aa0000']);
  expect(DOCENT_WEB_LINKS).toEqual([
    { label: 'Handbook', url: 'https://a.example/?a=b' },
    { label: 'Help', url: 'http://b.example' },
  ]);
});
