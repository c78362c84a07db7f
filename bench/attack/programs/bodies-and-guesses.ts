import { request } from 'node:http';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import type { Program } from '../program.js';

const TOKEN = 'a-token-for-the-attack';
const GUESSES = 1_240;
const WANTED_GUESSES = 10;
const MB = 2 ** 20;
const BODY_MB = 600;
const MOST_GROWTH_MB = 64;
const PATHS = [
  '/admin/login',
  '/admin/logout',
  '/api/v1/ask',
  '/api/v1/feedback',
  '/',
  '/metrics',
  '/nothing',
];

/** Sends a body that does not end until it is answered or cut off. @returns the status, or `null` without one */
function endless(program: Program, path: string): Promise<{ status: number | null; sentMb: number }> {
  return new Promise((resolve) => {
    let status: number | null = null;
    let sent = 0;
    const headers = { 'content-type': 'application/json' };
    const sending = request(`${program.address}${path}`, { method: 'POST', headers }, (response) => {
      status = response.statusCode ?? null;
      response.resume();
      sending.destroy();
    });
    const part = Buffer.alloc(MB, 'a');
    const more = () => {
      if (sending.destroyed) return;
      sent += part.length;
      if (sent >= BODY_MB * MB) sending.end();
      else sending.write(part, more);
    };
    sending.on('error', () => undefined);
    sending.once('close', () => resolve({ status, sentMb: sent / MB }));
    more();
  });
}

export const bodiesAndGuesses: Attack = {
  name: 'bodies-and-guesses',
  claims: 'Every route refuses what is too large and who guesses',
  tries: `bodies of ${BODY_MB} MB to ${PATHS.length} paths, ${GUESSES} guesses of a token at three`,
  async run(stage) {
    const program = await stage.start({
      environment: { DOCENT_ADMIN_TOKEN: TOKEN, DOCENT_METRICS_TOKEN: TOKEN },
    });
    const { rssMb } = await program.look();
    let taken = 0;
    let sentMb = 0;
    for (const path of PATHS) {
      const answer = await endless(program, path);
      sentMb = Math.max(sentMb, answer.sentMb);
      if (answer.status !== null && answer.status !== 413) taken++;
    }
    const { peakMb } = program;
    let logins = 0;
    for (let i = 0; i < GUESSES; i++) {
      const body = new URLSearchParams({ token: `guess ${i}` });
      if ((await program.fetch('/admin/login', { method: 'POST', body })).status !== 429) logins++;
    }
    let tokens = 0;
    for (let i = 0; i < GUESSES; i++) {
      const headers = { Authorization: `Bearer guess-${i}` };
      if ((await program.fetch(i % 2 ? '/metrics' : '/admin', { headers })).status !== 429) tokens++;
    }
    return [
      never('bodies that were taken', taken),
      atMost('most that was read of one', sentMb, MOST_GROWTH_MB, 'MB'),
      atMost('memory above that before', peakMb - rssMb, MOST_GROWTH_MB, 'MB'),
      // Where a minute passes meanwhile, those of the next one are admitted too.
      atMost('guesses at the login that were looked at', logins, 2 * WANTED_GUESSES),
      atMost('guesses of bearer tokens that were looked at', tokens, 2 * 120),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
