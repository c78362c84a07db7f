import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import type { Program } from '../program.js';

const CONNECTIONS = 1_200;
/** As many descriptors as most systems give a process. */
const DESCRIPTORS = 1_024;
/** What each says before it falls silent: nothing, half a request, a whole header without its body. */
const BEGINNINGS = [
  '',
  'GET / HT',
  'POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{',
];
const MOST_OPEN_S = 30;
const MOST_LEFT = 8;

/** Whether somebody at another address is served. */
function isServed(program: Program, localAddress: string): Promise<boolean> {
  return new Promise((resolve) => {
    const agent = new Agent({ localAddress });
    const sending = request(`${program.address}/healthz`, { agent, timeout: 5_000 }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => resolve(false)).end();
    sending.on('close', () => agent.destroy());
  });
}

export const silentConnections: Attack = {
  name: 'silent-connections',
  claims: 'Who connects and says nothing leaves room for others, and is ended',
  tries: `${CONNECTIONS} connections that fall silent in three ways, ${DESCRIPTORS} descriptors, somebody at another address`,
  async run(stage) {
    const program = await stage.start({ ulimit: `-n ${DESCRIPTORS}` });
    const before = program.descriptors;
    const { hostname, port } = new URL(program.address);
    const sockets: Socket[] = [];
    stage.after(() => {
      for (const socket of sockets) socket.destroy();
    });
    let open = CONNECTIONS;
    for (let i = 0; i < CONNECTIONS; i++) {
      const socket = connect(Number(port), hostname)
        .on('error', () => undefined)
        .resume();
      socket.once('close', () => open--);
      socket.write(BEGINNINGS[i % BEGINNINGS.length] ?? '');
      sockets.push(socket);
    }
    const begun = performance.now();
    let refused = 0;
    while (open > 0 && performance.now() - begun < 3 * MOST_OPEN_S * 1_000) {
      if (!(await isServed(program, '127.0.0.2'))) refused++;
      await pause(500);
    }
    const seconds = (performance.now() - begun) / 1_000;
    await pause(1_000);
    return [
      never('requests of somebody else that were not served', refused),
      atMost('until all were ended', seconds, MOST_OPEN_S, 's'),
      atMost('descriptors more than before', program.descriptors - before, MOST_LEFT),
      never('programs ended', program.hasEnded ? 1 : 0),
    ];
  },
};
