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
])('refuses %s=%s and says what to write', (name, value) => {
  expect(() => readWebSettings({ [name]: value })).toThrow(new RegExp(`${name} (?:must|is no).*\\. Write`));
});

it('does not show a token that is wrong', () => {
  expect(() => readWebSettings({ DOCENT_API_TOKEN: 'hush hush' })).toThrow(/^(?!.*hush)/s);
});
