import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Place } from '../service/scopes/place.js';
import { MAX_BODY_BYTES } from '../web/limits.js';
import { createMcpServer } from './server.js';
import type { McpDesk } from './tools.js';

/** Clients that wait to be told of changes, each on a connection of its own; the SDK's own limit is 1024. Ours. */
const MAX_SUBSCRIPTIONS = 100;

/** Not allowed by JSON-RPC over this transport. Source: JSON-RPC 2.0, section 5.1. */
const INVALID_REQUEST = -32600;

/** The protocol over Streamable HTTP, without sessions: every request is answered by itself. */
export interface McpDoor {
  /** @param person who asks, as far as it can be known @param place where from */
  answer(request: Request, person: string, place: Place): Promise<Response>;
  /** Ends what waits to be told of changes. */
  close(): Promise<void>;
}

export function createMcpDoor(desk: McpDesk): McpDoor {
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const place = authInfo?.extra?.place as Place | undefined;
      return createMcpServer(desk, authInfo?.clientId, place);
    },
    { maxSubscriptions: MAX_SUBSCRIPTIONS, maxRequestBodySize: MAX_BODY_BYTES },
  );
  return {
    async answer(request, person, place) {
      const body = await request.text();
      // A batch would be many questions at the price of one; the protocol has none since 2025-06-18.
      if (isList(body)) return refused('Send one message in a request, not a list of them.');
      return handler.fetch(
        new Request(request.url, {
          method: request.method,
          headers: request.headers,
          body,
          signal: request.signal,
        }),
        {
          authInfo: { token: '', clientId: person, scopes: [], extra: { place } },
        },
      );
    },
    close: handler.close,
  };
}

const isList = (body: string): boolean => /^\s*\[/.test(body);

function refused(message: string): Response {
  return Response.json(
    { jsonrpc: '2.0', id: null, error: { code: INVALID_REQUEST, message } },
    { status: 400 },
  );
}
