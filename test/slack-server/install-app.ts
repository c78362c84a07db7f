import type { HttpMode } from './http-mode.js';
import { OAUTH_CODE } from './world.js';

/** Goes the way of somebody who installs the app. @returns the status of the last page */
export async function installApp({ address }: HttpMode, code = OAUTH_CODE): Promise<number> {
  const begin = await fetch(address.replace('/events', '/install'), { redirect: 'manual' });
  const page = begin.headers.get('location') ?? (await begin.text());
  const state = /[?&](?:amp;)?state=([^&"]+)/.exec(page)?.[1] ?? '';
  const cookie = begin.headers.getSetCookie().map((one) => one.split(';')[0]);
  const end = await fetch(address.replace('/events', `/oauth_redirect?code=${code}&state=${state}`), {
    headers: { cookie: cookie.join('; ') },
    redirect: 'manual',
  });
  return end.status;
}
