/** Replicas behind one address: each connection goes to the next one that says it is ready, as in a cluster. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Replica = { readonly child: ChildProcess; readonly url: string; readonly exited: Promise<unknown[]> };

export type Replicas = {
  readonly url: string;
  /** The keys of the writes that ran at any replica, in the order in which they ran. */
  readonly ran: string[];
  add(): Promise<Replica>;
  close(): Promise<void>;
};

const file = new URL('replica.ts', import.meta.url).pathname;
const LOOK_MS = 50;

export async function openReplicas(env: Record<string, string>): Promise<Replicas> {
  const all = new Set<Replica>();
  const ready = new Set<Replica>();
  const sockets = new Set<Socket>();
  const ran: string[] = [];
  let turn = 0;

  const dial = (client: Socket, left: readonly Replica[]) => {
    const [next, ...others] = left;
    if (!next) return void client.destroy();
    const upstream = connect(Number(new URL(next.url).port), '127.0.0.1');
    sockets.add(upstream);
    let isOpen = false;
    upstream.once('connect', () => {
      isOpen = true;
      client.pipe(upstream).pipe(client);
    });
    upstream.once('error', () => (isOpen ? client.destroy() : dial(client, others)));
    upstream.once('close', () => isOpen && client.destroy());
    client.once('close', () => upstream.destroy());
  };
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    const inTurn = [...ready];
    turn++;
    dial(
      client,
      inTurn.map((_, index) => inTurn[(index + turn) % inTurn.length]!),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  let isClosed = false;
  const looking = (async () => {
    while (!isClosed) {
      for (const replica of all) {
        const isReady = await fetch(`${replica.url}/health/ready`, { headers: { connection: 'close' } }).then(
          ({ status }) => status === 200,
          () => false,
        );
        if (isReady) ready.add(replica);
        else ready.delete(replica);
      }
      await sleep(LOOK_MS);
    }
  })();

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ran,
    async add() {
      const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      const exited = once(child, 'exit');
      const [{ url }] = (await once(child, 'message')) as [{ url: string }];
      child.on('message', (message: { ran?: string }) => message.ran !== undefined && ran.push(message.ran));
      const replica: Replica = { child, url, exited };
      all.add(replica);
      void exited.then(() => all.delete(replica) && ready.delete(replica));
      while (!ready.has(replica)) await sleep(LOOK_MS);
      return replica;
    },
    async close() {
      isClosed = true;
      await looking;
      for (const { child } of all) child.kill('SIGKILL');
      await Promise.all([...all].map(({ exited }) => exited));
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
