import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { type AdminDeps, adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { openCorrected } from '../../corrected.js';

const TOKEN = 'the-token-of-this-test';
const QUESTION = 'How long does an opened tin of matcha last?';

/** The page with what Bert wrote, and saved himself. */
async function withDraft(text: string, question: string | null = QUESTION) {
  const corrected = await openCorrected();
  const saved = {
    ...{ platform: 'discord', message: '7', at: '7', person: 'bert', canBeRead: true, question },
    ...{ words: { text, name: 'Bert <b>' }, on: new Date('2026-11-27T10:00:00Z') },
    ...{ link: 'https://discord.com/channels/1/2/7', place: { platform: 'discord' } },
  };
  await corrected.drafts.save(saved, 'bert');
  // The page takes no more than this for its drafts.
  const deps = { token: TOKEN, drafts: corrected.drafts } as Partial<AdminDeps> as AdminDeps;
  const app = new Hono().route(ADMIN, adminRoutes(deps));
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const show = async () => (await app.request(`${ADMIN}/drafts`, { headers })).text();
  const post = async (fields: Record<string, string>, own: Record<string, string> = headers) => {
    const body = new URLSearchParams(fields);
    return app.request(`${ADMIN}/drafts`, { method: 'POST', headers: own, body });
  };
  const id = (await corrected.drafts.list())[0]?.id ?? '';
  return { ...corrected, id, show, post };
}

const communityOf = (folder: string) => readdir(join(folder, 'community')).catch(() => []);

describe('the page of drafts', () => {
  it('shows the words as they are, whose they are, where, and what the check finds, safely', async () => {
    const { show } = await withDraft('Two months.\n<script>alert(1)</script>\n\n- \n');
    const text = await show();
    expect(text).toContain('<pre class="quote">Two months.\n&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('Bert &lt;b&gt; on <a href="https://discord.com/channels/1/2/7"');
    expect(text).toContain(`value="${QUESTION}"`);
    expect(text).toMatch(/The check finds:.*\[empty-/s);
  });

  it('publishes with the title and the question that are written, and says what that did', async () => {
    const { id, post, folder, live, show } = await withDraft('Two months.', null);
    const asked = { title: 'Opened matcha', question: 'How long does opened matcha keep?' };
    expect(await (await post({ id, do: 'publish', title: 'Opened matcha', question: ' ' })).text()).toMatch(
      /role="status">Please write the title and the question/,
    );
    expect(await (await post({ id, do: 'publish', ...asked })).text()).toMatch(/role="status">Published\. /);
    expect(await communityOf(folder)).toEqual([expect.stringMatching(/^opened-matcha-[0-9a-f]{8}\.md$/)]);
    expect(plainText(await live.bot.ask(asked.question))).toContain('Two months.');
    expect(await show()).toContain('There is nothing to read.');
  });

  it('discards, and is moved by nobody who has not logged in', async () => {
    const { id, post, folder, drafts } = await withDraft('Two months.');
    const edited = { id, title: QUESTION, question: QUESTION };
    expect((await post({ ...edited, do: 'publish' }, { Cookie: 'docent_admin=forged' })).status).toBe(401);
    expect(await drafts.list()).toHaveLength(1);
    expect(await (await post({ ...edited, do: 'discard' })).text()).toContain('Discarded.');
    expect([await drafts.list(), await communityOf(folder)]).toEqual([[], []]);
  });
});
