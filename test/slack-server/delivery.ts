import type { Thing } from './checks.js';

/** Something that Slack tells the app, over whatever way. */
export interface Delivery {
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Thing;
  /** Whether the acknowledgement may bring a message or a view. */
  readonly acceptsResponse: boolean;
  /** Takes the acknowledgement's body; empty when there is none. */
  readonly acknowledged: (body: Thing) => void;
}
