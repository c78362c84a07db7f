import { request } from 'node:http';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';

const NAMES = [
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'docent.example.evil.example',
  '',
];
const PATHS = ['/metrics', '/admin', '/', '/api/v1/articles', '/healthz'];
/** What may be answered under a name that is not the server's. */
const REFUSALS = [400, 421];
const OWN = 'docent.example';

/** Asks under a name that a browser would send. @returns the status */
function statusAs(address: string, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(`${address}${path}`, { headers: { host }, setHost: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject).end();
  });
}

export const foreignHost: Attack = {
  name: 'foreign-host',
  claims: 'No page elsewhere reaches the server under a name of its own',
  tries: `bound to all addresses, ${NAMES.length} names at ${PATHS.length} paths`,
  async run(stage) {
    const program = await stage.start({
      environment: {
        DOCENT_WEB_HOST: '0.0.0.0',
        DOCENT_WEB_HOSTS: OWN,
        DOCENT_ADMIN_TOKEN: 'a-token-for-the-attack',
      },
    });
    const address = program.address.replace('0.0.0.0', '127.0.0.1');
    let reached = 0;
    for (const name of NAMES)
      for (const path of PATHS) if (!REFUSALS.includes(await statusAs(address, path, name))) reached++;
    const own = await statusAs(address, '/metrics', OWN);
    return [
      never('requests that were answered', reached),
      never('requests under its own name that were refused', own === 200 ? 0 : 1),
    ];
  },
};
