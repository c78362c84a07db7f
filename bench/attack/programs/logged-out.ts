import type { Attack } from '../attack.js';
import { never } from '../attack.js';

const TOKEN = 'a-token-for-the-attack';

export const loggedOut: Attack = {
  name: 'logged-out',
  claims: 'A cookie ends with the logout',
  tries: 'a copied cookie after the logout, and a forged one',
  async run(stage) {
    const environment = { DOCENT_ADMIN_TOKEN: TOKEN };
    const program = await stage.start({ environment });
    const login = await program.fetch('/admin/login', {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN }),
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const isIn = async (value: string) =>
      (await program.fetch('/admin', { headers: { cookie: value } })).ok ? 1 : 0;
    const own = await isIn(cookie);
    await program.fetch('/admin/logout', { method: 'POST', headers: { cookie } });
    return [
      never('logins that failed', own === 1 ? 0 : 1),
      never('copies that still open the page', await isIn(cookie)),
      never('forged cookies that open it', await isIn(cookie.replace(/=./, '=0'))),
      never('cookies that hold the token', cookie.includes(TOKEN) ? 1 : 0),
    ];
  },
};
