import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { overHttp } from '../slack-over-http.js';

function connects(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const end = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

export const slackBinds: Attack = {
  name: 'slack-binds',
  claims: 'Requests of Slack over HTTP are taken on this machine alone, unless it is told otherwise',
  tries: 'connections to every other address of the machine',
  async run(stage) {
    const { port } = await overHttp(stage);
    const addresses = Object.values(networkInterfaces())
      .flatMap((list = []) => list)
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
      .map(({ address }) => address);
    let reached = 0;
    for (const address of ['127.0.0.2', ...addresses]) if (await connects(port, address)) reached++;
    return [
      never(`addresses at which it is reached, of ${addresses.length + 1}`, reached),
      never('own addresses at which it is not', (await connects(port, '127.0.0.1')) ? 0 : 1),
    ];
  },
};
