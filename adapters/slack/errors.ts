import { WebAPIHTTPError, WebAPIPlatformError } from '@slack/web-api';
import { DocentError } from '../../src/errors.js';

const APPS = 'https://api.slack.com/apps';

/** What the operator can do about what Slack answered to a token. Source: reference/methods/auth.test, Errors. */
const REMEDIES: Readonly<Record<string, string>> = {
  not_authed: 'no token was sent: set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN for Socket Mode',
  invalid_auth: `it does not accept the token: copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN again at ${APPS}`,
  account_inactive: `the app was taken out of the workspace: install it again at ${APPS}, "Install App"`,
  user_removed_from_team: `the app was taken out of the workspace: install it again at ${APPS}, "Install App"`,
  team_disabled: 'the workspace is switched off',
  token_revoked: `the token was revoked: install the app again at ${APPS}, "Install App", and copy the new token`,
  token_expired: `the token has expired: switch "Token Rotation" off at ${APPS}, "OAuth & Permissions", and install the app again`,
  missing_scope: `a scope is missing; \`docent doctor\` says which`,
  not_allowed_token_type:
    'it is the wrong kind of token: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-',
  no_permission: `the app-level token lacks connections:write: make another at ${APPS}, "Basic Information", "App-Level Tokens"`,
};

/** Errors after which trying again is of no use. */
const FINAL: ReadonlySet<string> = new Set(Object.keys(REMEDIES));

export function isFinal(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && FINAL.has(error.data.error);
}

/** An error of Slack's as one that says what to do. */
export function explainedError(error: unknown): DocentError {
  if (error instanceof DocentError) return error;
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    const why =
      (Object.hasOwn(REMEDIES, code) && REMEDIES[code]) ||
      'look at https://docs.slack.dev/reference/methods for what it means';
    return new DocentError(
      FINAL.has(code) ? 'slack-token' : 'slack-refused',
      `Slack answered “${code}”: ${why}.`,
    );
  }
  if (error instanceof WebAPIHTTPError)
    return new DocentError(
      'slack-refused',
      `Slack answered ${error.statusCode} (${error.statusMessage}). Try again later, and look at https://slack-status.com.`,
    );
  return new DocentError(
    'slack-unreachable',
    `Slack cannot be reached: ${(error as Error).message}. Look at the network, and at SLACK_API_URL if you are behind a proxy.`,
  );
}

/** Why a port cannot be listened on. */
export function explainedPort(error: unknown, port: number, host: string): DocentError {
  return new DocentError(
    'slack-port',
    `Port ${port} cannot be listened on at ${host}: ${(error as Error).message}. Set PORT to one that is free, and SLACK_HOST to an address of this machine.`,
    { cause: error },
  );
}

/** Faults of a connection that never stood. Source: Node.js, Common system errors; undici, Errors. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Whether Slack may have taken a message although it did not say so: after a fault of its own (500 and more), a
 * timeout, a broken connection.
 * @param status of HTTP, `null` when there was no response
 */
export function mayHaveArrived(error: unknown, status: number | null): boolean {
  if (status !== null) return status >= 500;
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return !NEVER_SENT.has(code) && !NEVER_SENT.has(cause?.code);
}

/** Code of our error at an address that is not Slack's. */
const FOREIGN_ADDRESS = 'docent_foreign_address';

/** Hosts of a `response_url`: Slack's, and that of GovSlack. Source: interactivity/handling-user-interaction; govslack. */
const RESPONSE_HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/**
 * Holds to it that nothing is sent but to Slack: an address comes with every interaction, and could be any.
 * @param api the address of the Web API, whose host is Slack's too for those behind a proxy
 * @throws {Error} with a code that {@link isForeign} knows
 */
export function refuseForeign(address: string, api: string): void {
  const { origin, protocol, hostname } = URL.canParse(address) ? new URL(address) : new URL('about:blank');
  if (origin === new URL(api).origin && origin !== 'null') return;
  if (protocol === 'https:' && RESPONSE_HOSTS.has(hostname)) return;
  const message =
    'An answer was not sent, because the address that came with the request is not one of Slack’s';
  throw Object.assign(new Error(message), { code: FOREIGN_ADDRESS });
}

/** Whether an address was refused that is not Slack's. */
export function isForeign(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === FOREIGN_ADDRESS;
}

/** What we answer for Slack where it did not say whether it carried something out. */
export const UNSURE = 'docent_unsure';

export function isUnsure(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === UNSURE;
}
