import type { Card } from './handover-card.js';
import { type HandoverPort, UNKNOWN } from './handovers.js';

/** How long an answer is waited for, in milliseconds. Ours: within what platforms wait for a word. */
const TIMEOUT_MS = 2_000;
/** Errors of a connection that never was. Source: Node.js, common system errors. */
const NOT_CONNECTED: ReadonlySet<string | undefined> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

class Refused extends Error {}

/**
 * Hands questions to a webhook, as JSON. Nothing comes back from there, and nobody can say whether what was cut off
 * arrived, so it is not sent again; its `Idempotency-Key` names it all the same.
 */
export function createWebhookPort(address: string, platform: string): HandoverPort {
  return {
    isFollowed: false,
    isWithin: () => false,
    async post({ id, question, asker, link, searched }: Card) {
      const response = await fetch(address, {
        method: 'POST',
        // Where it leads is the operator's to say, and nobody else's.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id },
        body: JSON.stringify({ id, platform, question, asker, link, searched }),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Refused(`The webhook answered ${response.status}.`);
      return id;
    },
    find: async () => UNKNOWN,
    edit: async () => undefined,
    tell: async () => undefined,
    linkTo: async () => null,
    mayHaveArrived(error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      return !(error instanceof Refused) && !NOT_CONNECTED.has(code);
    },
    adviceOn: () => 'Look at DOCENT_HANDOVER_WEBHOOK, and at the log of what listens there.',
  };
}
