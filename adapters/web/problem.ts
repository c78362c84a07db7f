import { STATUS_CODES } from 'node:http';
import { z } from '@hono/zod-openapi';
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isSearchAway } from '../service/search-away.js';
import { TEXTS } from '../service/texts.js';
import type { WebDesk } from './desk.js';

/** Media type of what goes wrong. Source: RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json';

/** A problem as RFC 9457 has it; of the type `about:blank`, so that the title is that of the status. */
export const PROBLEM = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What is wrong and what to do next.' }),
    request: z.string().openapi({ description: 'The id under which the log has this request.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .openapi({ description: 'Every fault of the input, with a JSON Pointer to where it is.' }),
  })
  .openapi('Problem');

type Extra = Pick<z.infer<typeof PROBLEM>, 'errors'>;

/** A response that tells a problem. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  extra: Extra = {},
  headers: Record<string, string> = {},
): Response {
  const request: string = c.get('requestId') ?? '';
  const body: z.infer<typeof PROBLEM> = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    request,
    ...extra,
  };
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': PROBLEM_JSON });
}

/** What to say of statuses that come from the framework without a word to the reader. */
const ADVICE: Readonly<Partial<Record<number, string>>> = {
  400: 'The request cannot be read. Its body must be JSON, and its Authorization, if any, "Bearer" and the token.',
  401: 'This API asks for a token. Send the header "Authorization: Bearer" with the token of whoever runs Docent.',
  415: 'The body must be JSON. Send the header "Content-Type: application/json".',
};

/** Tells every error that was thrown: what was meant by its own words, what was not as a fault of the server. */
export function problemHandler({ log, counters }: Pick<WebDesk, 'log' | 'counters'>): ErrorHandler {
  return (error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      const challenge = error.res?.headers.get('WWW-Authenticate');
      const detail = ADVICE[error.status] ?? error.message;
      return problem(
        c,
        error.status as ContentfulStatusCode,
        detail,
        {},
        challenge ? { 'WWW-Authenticate': challenge } : {},
      );
    }
    const request: string = c.get('requestId') ?? '';
    counters.add('failed');
    if (isSearchAway(error)) return problem(c, 503, TEXTS.away);
    log.error('A request failed', { request, error });
    return problem(c, 500, TEXTS.broken(request));
  };
}

/** What a schema found wrong, as a response: one fault for each place; an unknown field is a place. */
export function invalid(c: Context, { issues }: Pick<z.ZodError, 'issues'>): Response {
  const details = new Map<string, string>();
  for (const issue of issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : null;
    for (const path of keys?.map((key) => [...issue.path, key]) ?? [issue.path]) {
      const pointer = pointerTo(path);
      // What is of the wrong type is measured all the same: a text has a length too.
      if (!details.has(pointer)) details.set(pointer, issue.message);
    }
  }
  const errors = [...details].map(([pointer, detail]) => ({ pointer, detail }));
  const said = errors.map(({ pointer, detail }) =>
    pointer === '' ? `The body ${detail}` : `"${pointer.slice(1)}" ${detail}`,
  );
  return problem(c, 422, `${said.join('. ')}. /api/v1/openapi.json says what each request takes.`, {
    errors,
  });
}

/** Source: RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
