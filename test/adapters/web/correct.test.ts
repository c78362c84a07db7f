import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import { verifiedPage } from '../../../adapters/web/admin-verified.js';
import { CORRECT, correctRoutes } from '../../../adapters/web/correct.js';
import { openCorrected } from '../../corrected.js';
import { serve } from './served.js';

const TOKEN = 'the-token-of-this-test';
const BEARER = { Authorization: `Bearer ${TOKEN}` };
const QUESTION = 'Where is tea kept?';

async function open() {
  const corrected = await openCorrected();
  const { corrections, live } = corrected;
  const routes = correctRoutes({ token: TOKEN, corrections, bot: async () => live.scoped });
  const app = new Hono().route(CORRECT, routes);
  const get = async (question: string) =>
    app.request(`${CORRECT}?question=${encodeURIComponent(question)}`, { headers: BEARER });
  const post = (fields: Record<string, string>, path = '') =>
    app.request(`${CORRECT}${path}`, { method: 'POST', headers: BEARER, body: new URLSearchParams(fields) });
  return { ...corrected, app, get, post };
}

describe('the page that corrects answers', () => {
  it('is not there without a token, and asks for it', async () => {
    const { corrections, live, app } = await open();
    const none = new Hono().route(
      CORRECT,
      correctRoutes({ token: null, corrections, bot: async () => live.scoped }),
    );
    expect((await none.request(CORRECT, { headers: BEARER })).status).toBe(404);
    const asked = await app.request(`${CORRECT}?question=a&b`);
    expect(asked.status).toBe(401);
    expect(await asked.text()).toContain('name="back" value="/correct?question=a&amp;b"');
  });

  it('goes on to the question once the token was given, and nowhere else', async () => {
    const { app } = await open();
    const login = (fields: Record<string, string>) =>
      app.request(`${CORRECT}/login`, { method: 'POST', body: new URLSearchParams(fields) });
    for (const [back, to] of [
      ['/correct?question=x', '/correct?question=x'],
      ['https://elsewhere.example/correct?', '/correct'],
      ['//elsewhere.example', '/correct'],
    ] as const) {
      const response = await login({ token: TOKEN, back });
      expect([response.status, response.headers.get('Location')]).toEqual([303, to]);
    }
    expect((await login({ token: 'wrong', back: '/correct?question=x' })).status).toBe(401);
  });

  it('verifies the passage that was chosen, under the name that was given, and takes it back', async () => {
    const { get, post, live } = await open();
    const text = await (await get(QUESTION)).text();
    const [, key = ''] = /value="([0-9a-f]{8})">\s*<label[^>]*>[^<]*How is tea stored/.exec(text) ?? [];
    const done = await post({
      question: QUESTION,
      name: '<b>Anna</b>',
      passage: key,
      text: '',
      do: 'verify',
    });
    const shown = await done.text();
    expect(shown).toContain('<p role="status">Verified.');
    expect(shown).toContain('Verified by &lt;b&gt;Anna&lt;/b&gt;');
    expect((await live.bot.ask(QUESTION)).verified?.by).toBe('<b>Anna</b>');
    expect(await (await post({ question: QUESTION, name: 'Bert', do: 'undo' })).text()).toContain(
      'Taken back',
    );
    expect((await live.bot.ask(QUESTION)).verified).toBeNull();
  });

  it('verifies what was written, and says what is lacking', async () => {
    const { post, live } = await open();
    for (const fields of [{ name: '' }, { name: 'Anna' }, { name: 'Anna', question: '' }])
      expect(
        (await post({ question: QUESTION, text: '', passage: '', do: 'verify', ...fields })).status,
      ).toBe(400);
    expect(await (await post({ question: QUESTION, name: 'Anna', do: 'verify' })).text()).toContain(
      'Please choose the passage that answers, or write an answer.',
    );
    await post({ question: QUESTION, name: 'Anna', text: 'In a tin.', do: 'verify' });
    expect((await live.bot.ask(QUESTION)).verified?.by).toBe('Anna');
  });

  it('is led to from the chat page where there is a token', async () => {
    const [plain, correcting] = [
      await serve(),
      await serve({ environment: { DOCENT_CORRECT_TOKEN: TOKEN } }),
    ];
    expect(await (await plain.get('/')).text()).toContain('<body data-corrects="off">');
    expect(await (await correcting.get('/')).text()).toContain('<body data-corrects="on">');
  });
});

describe('the verified answers of the admin page', () => {
  it('are listed with who, when and whether they stand, each with a button that takes it back, and what was done', async () => {
    const { corrections, live } = await open();
    const [first] = await corrections.candidates(QUESTION, live.scoped);
    const who = { platform: 'slack', person: '1', name: '<i>Anna</i>', reach: null };
    await corrections.correct(QUESTION, { passage: first?.key ?? '' }, who, live.scoped);
    const page = String(await verifiedPage(await corrections.list(), null));
    expect(page).toContain('&lt;i&gt;Anna&lt;/i&gt; (slack) verified it, verified/where-is-tea-kept-');
    expect(page).toMatch(
      new RegExp(
        `<form method="post" action="${ADMIN}/verified">\\s*<input type="hidden" name="document" value="verified/`,
      ),
    );
  });
});
