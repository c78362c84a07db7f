import type { Client } from 'discord.js';

type Handler = (...parts: unknown[]) => unknown;

/** What of discord.js' manager of connections reads events. @see discord.js 14, WebSocketManager */
interface Manager {
  /** Its connections, from the first attempt to connect on. */
  readonly _ws: {
    readonly strategy: Strategy;
    listeners(event: string): Handler[];
    off: Listen;
    on: Listen;
  } | null;
  attachEvents(): void;
  handlePacket: Handler;
}
/** What makes the connections, in this process. @see @discordjs/ws 1, SimpleShardingStrategy and WebSocketShard */
interface Strategy {
  readonly shards: ReadonlyMap<number, { onMessage: (...parts: unknown[]) => Promise<void> }>;
  spawn(ids: readonly number[]): Promise<void>;
}
type Listen = (event: string, listener: Handler) => unknown;

/** An event that a connection brought. Source: @discordjs/ws, WebSocketShardEvents.Dispatch */
const DISPATCH = 'dispatch';

/**
 * Lets the client stand every event. At one with a part that is missing, as a message without an author, discord.js 14
 * throws where nobody catches it, and at one of the connection's own, as a greeting without a session, what it connects
 * by does; the process would end.
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
    if (connections) guardConnections(connections.strategy, unreadable);
    for (const listener of connections?.listeners(DISPATCH) ?? []) {
      connections?.off(DISPATCH, listener);
      connections?.on(DISPATCH, guarded(listener));
    }
  };
}

function guardConnections(strategy: Strategy, unreadable: (error: unknown) => void): void {
  const spawn = strategy.spawn.bind(strategy);
  strategy.spawn = async (ids) => {
    await spawn(ids);
    for (const connection of strategy.shards.values()) {
      const receive = connection.onMessage.bind(connection);
      connection.onMessage = (...parts) => receive(...parts).catch(unreadable);
    }
  };
}
