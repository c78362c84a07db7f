import type { Client } from 'discord.js';

type Handler = (...parts: unknown[]) => unknown;

/** What of discord.js' manager of connections reads events. @see discord.js 14, WebSocketManager */
interface Manager {
  /** Its connections, from the first attempt to connect on. */
  readonly _ws: { listeners(event: string): Handler[]; off: Listen; on: Listen } | null;
  attachEvents(): void;
  handlePacket: Handler;
}
type Listen = (event: string, listener: Handler) => unknown;

/** An event that a connection brought. Source: @discordjs/ws, WebSocketShardEvents.Dispatch */
const DISPATCH = 'dispatch';

/**
 * Lets the client stand every event. At one with a part that is missing, as a message without an author, discord.js 14
 * throws where nobody catches it, and the process would end.
 * @param unreadable is told of each such event
 */
export function guardGateway(client: Client, unreadable: (error: unknown) => void): void {
  const manager = client.ws as unknown as Manager;
  const guarded =
    (handle: Handler): Handler =>
    (...parts) => {
      try {
        return handle(...parts);
      } catch (error) {
        return unreadable(error);
      }
    };
  // It is called from outside of the listener too, for events that came before the client was ready.
  manager.handlePacket = guarded(manager.handlePacket.bind(manager));
  const attach = manager.attachEvents.bind(manager);
  manager.attachEvents = () => {
    attach();
    const { _ws: connections } = manager;
    for (const listener of connections?.listeners(DISPATCH) ?? []) {
      connections?.off(DISPATCH, listener);
      connections?.on(DISPATCH, guarded(listener));
    }
  };
}
