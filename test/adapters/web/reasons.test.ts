import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { MAX_NOTE, readReasons } from '../../../adapters/chat/reasons.js';
import { createState } from '../../../adapters/records/state.js';
import { TEXTS } from '../../../adapters/service/texts.js';
import { MAX_REASONS_PER_PERSON } from '../../../adapters/web/limits.js';
import { temporaryFolder, unobserved, withVotes } from '../../builders.js';
import { stateIn } from '../state.js';
import { ask, focused, inBrowser, last, violations } from './browse.js';
import { type ServeOptions, serve } from './served.js';

const QUESTION = 'what is oolong';
const NOTE = 'It is from 2019.';

/** A site with an answer on it. */
async function answered(options: ServeOptions = {}) {
  const site = await serve(options);
  const give = async (body: Record<string, unknown>, question = QUESTION) => {
    const { id } = (await (await site.post('/api/v1/ask', { question })).json()) as { id: string };
    const response = await site.post('/api/v1/feedback', { answer: id, helpful: false, ...body });
    return [response.status, await response.json()] as [number, { message?: string; errors?: unknown }];
  };
  return { ...site, give };
}

describe('why an answer did not help', () => {
  it('is kept as that of the chats is, until whose it is is forgotten, and stands in no log', async () => {
    const { state, forget } = await stateIn(await temporaryFolder());
    const { give, log } = await answered({ desk: () => ({ state, keepsQuestions: true }) });
    expect(await give({ reason: 'outdated', note: ` ${NOTE} ` })).toEqual([
      200,
      { message: TEXTS.thanksForReason },
    ]);
    expect(await readReasons(state, 0)).toEqual([
      expect.objectContaining({
        ...{ platform: 'web', reason: 'outdated', note: NOTE, question: QUESTION },
        cites: expect.stringContaining('Oolong'),
      }),
    ]);
    expect(log()).not.toContain(NOTE);
    await forget('127.0.0.1');
    expect(await readReasons(state, 0)).toEqual([]);
  });

  it('is kept without the question unless questions are', async () => {
    const state = createState();
    const { give } = await answered({ desk: () => ({ state }) });
    await give({ reason: 'wrong' });
    expect(await readReasons(state, 0)).toMatchObject([{ reason: 'wrong', note: null, question: null }]);
  });

  it('is refused where it cannot be one, with what to send', async () => {
    const state = createState();
    const { give } = await answered({ desk: () => ({ state }) });
    for (const [body, says] of [
      [{ reason: 'ugly' }, /"outdated", "wrong", "incomplete"/],
      [{ note: 'a'.repeat(MAX_NOTE + 1) }, /more than 500 characters; shorten it/],
      [{ note: ' ' }, /is empty; send/],
      [{ helpful: true, reason: 'wrong' }, /send false, or take/],
    ] as const) {
      const [status, { errors }] = await give(body);
      expect([status, JSON.stringify(errors).replaceAll('\\"', '"')]).toEqual([
        422,
        expect.stringMatching(says),
      ]);
    }
    expect(await readReasons(state, 0)).toEqual([]);
  });

  it('is kept of one address for so many answers in a day, and then says so; more of one of them is taken', async () => {
    const state = createState();
    const { give } = await answered({ desk: () => ({ state }) });
    for (let i = 0; i < MAX_REASONS_PER_PERSON; i++) await give({ note: 'first' }, `${QUESTION} ${i}`);
    expect(await give({ note: 'one more' }, 'what is green tea')).toEqual([
      200,
      { message: TEXTS.reasonsFull },
    ]);
    for (const note of ['second', 'third'])
      expect(await give({ note }, `${QUESTION} 0`)).toEqual([200, { message: TEXTS.thanksForReason }]);
    const kept = await readReasons(state, 0);
    expect(kept).toHaveLength(MAX_REASONS_PER_PERSON);
    expect(kept.filter(({ note }) => note !== 'first')).toMatchObject([{ note: 'third' }]);
  });

  it('takes one look at the answer, and one row for a reason with a note', async () => {
    let asked = 0;
    const state = createState();
    const written: unknown[] = [];
    const { give } = await answered({
      desk: (bot) => ({
        bot: unobserved({
          ...bot,
          ask: (...question) => {
            asked += 1;
            return bot.ask(...question);
          },
        }),
        state: {
          ...state,
          certain: { ...state.certain, write: async (entry) => void written.push(entry.value) },
        },
      }),
    });
    await give({ reason: 'wrong', note: NOTE });
    expect(asked).toBe(2);
    expect(written).toMatchObject([{ reason: 'wrong', note: NOTE }]);
  });

  it('fails nothing where it cannot be kept: the vote is counted', async () => {
    let isAway = false;
    const state = createState();
    const votes: boolean[] = [];
    const { give, log, post } = await answered({
      desk: (bot) => ({
        state,
        bot: withVotes(
          {
            ...bot,
            ask: (...question) => (isAway ? Promise.reject(new Error('out of tea')) : bot.ask(...question)),
          },
          (_, { helpful }) => void votes.push(helpful),
        ),
      }),
    });
    const { id } = (await (await post('/api/v1/ask', { question: QUESTION })).json()) as { id: string };
    isAway = true;
    const response = await post('/api/v1/feedback', {
      answer: id,
      helpful: false,
      reason: 'wrong',
      note: NOTE,
    });
    expect([response.status, await response.json()]).toEqual([200, { message: TEXTS.thanks }]);
    expect(votes).toEqual([false]);
    expect(log()).toContain('could not be kept');
    isAway = false;
    expect(await give({ reason: 'wrong' })).toEqual([200, { message: TEXTS.thanksForReason }]);
  });

  it('is of the web alone, of whose reasons the last are kept apart from those of the chats', async () => {
    const state = createState();
    const kinds: string[] = [];
    const write: typeof state.certain.write = (entry) => {
      kinds.push(entry.kind);
      return state.certain.write(entry);
    };
    const { give } = await answered({
      desk: () => ({ state: { ...state, certain: { ...state.certain, write } } }),
    });
    await give({ reason: 'wrong' });
    expect(kinds).toEqual(['reason web']);
  });
});

inBrowser('the page', (visit) => {
  const press = (page: Page, name: string) => last(page).getByRole('button', { name, exact: true }).click();
  const form = (page: Page) => last(page).getByRole('form', { name: 'Why it did not help' });
  const voted = (page: Page) => last(page).locator('[aria-pressed="true"]').waitFor();

  it('asks why an answer did not help, once for a vote, and thanks', async () => {
    const state = createState();
    const { address } = await serve({ desk: () => ({ state }) });
    const page = await visit({ address });
    await ask(page, QUESTION);
    await press(page, 'Helpful');
    await voted(page);
    expect(await form(page).isVisible()).toBe(false);
    await press(page, 'Not helpful');
    await form(page).waitFor();
    expect(await page.getByRole('status').textContent()).toBe(`${TEXTS.thanks} ${TEXTS.whyNotHelpful}`);
    expect(await violations(page)).toEqual([]);
    await form(page).getByRole('radio', { name: 'Incomplete' }).check();
    await form(page).getByLabel('Note').fill(NOTE);
    await form(page).getByRole('button', { name: 'Send' }).click();
    await form(page).waitFor({ state: 'hidden' });
    expect(await page.getByRole('status').textContent()).toBe(TEXTS.thanksForReason);
    expect(await focused(page)).toBe('Not helpful');
    expect(await readReasons(state, 0)).toMatchObject([{ reason: 'incomplete', note: NOTE }]);
    await press(page, 'Not helpful');
    await page.getByRole('status').getByText(TEXTS.thanksAgain).waitFor();
    expect(await form(page).isVisible()).toBe(false);
    await page.reload();
    await press(page, 'Not helpful');
    await page.getByRole('status').getByText(TEXTS.thanksAgain).waitFor();
    expect(await form(page).isVisible()).toBe(false);
  });

  it('lets it be told by the keys alone, and wants something told', async () => {
    const state = createState();
    const { address } = await serve({ desk: () => ({ state }) });
    const page = await visit({ address, viewport: { width: 320, height: 640 } });
    await ask(page, QUESTION);
    await last(page).getByRole('button', { name: 'Not helpful' }).focus();
    await page.keyboard.press('Enter');
    await form(page).waitFor();
    await form(page).getByRole('button', { name: 'Send' }).focus();
    await page.keyboard.press('Enter');
    expect(await form(page).getByRole('alert').textContent()).toBe('Choose one, or write a note.');
    expect(await page.evaluate('document.activeElement.value')).toBe('outdated');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await form(page).waitFor({ state: 'hidden' });
    expect(await readReasons(state, 0)).toMatchObject([{ reason: 'wrong', note: null }]);
  });

  it('takes no for an answer', async () => {
    const page = await visit();
    await ask(page, QUESTION);
    for (const close of [() => page.keyboard.press('Escape'), () => press(page, 'No, thanks')]) {
      await press(page, 'Not helpful');
      await form(page).waitFor();
      await form(page).getByLabel('Note').focus();
      await close();
      expect(await form(page).isVisible()).toBe(false);
      expect(await focused(page)).toBe('Not helpful');
    }
  });

  it('keeps what was written where it was not taken', async () => {
    const page = await visit({ faults: 1 });
    await ask(page, QUESTION);
    await press(page, 'Not helpful');
    await form(page).getByLabel('Note').fill(NOTE);
    await page.route('**/feedback', (route) => route.abort(), { times: 1 });
    await form(page).getByRole('button', { name: 'Send' }).click();
    await form(page).getByRole('alert').getByText('cannot be reached').waitFor();
    expect(await form(page).getByLabel('Note').inputValue()).toBe(NOTE);
    await form(page).getByRole('button', { name: 'Send' }).click();
    await form(page).waitFor({ state: 'hidden' });
  });
});
