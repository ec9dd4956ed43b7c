/**
 * A TCP proxy before PostgreSQL. It cuts the line at COMMIT, before the server gets it or before its answer comes back,
 * or makes a backend die as it becomes ready.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type CutProxy = {
  readonly url: string;
  /** Cuts the next COMMIT, and only that one. */
  cutNextCommit(where: 'before it arrives' | 'before its answer'): void;
  /** Makes the next connection ready and terminates it at once, as an administrator's command may do. */
  terminateNextConnection(): void;
  readonly cuts: number;
  close(): Promise<void>;
};

/** A simple query: its letter, its length, its text. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0');
/** The server's message that it waits for a statement. */
const READY = Buffer.from('Z\0\0\0\x05I');
const TERMINATED_FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const TERMINATED = Buffer.from(`E\0\0\0${String.fromCharCode(TERMINATED_FIELDS.length + 4)}${TERMINATED_FIELDS}`, 'latin1');

export async function openCutProxy(databaseUrl: string): Promise<CutProxy> {
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  const open = new Set<Socket>();
  let plan: Parameters<CutProxy['cutNextCommit']>[0] | undefined;
  let cuts = 0;
  let terminate = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const pair = [client, upstream];
    const cut = () => {
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) {
      open.add(socket);
      socket.setNoDelay(true);
      socket
        .on('error', cut)
        .on('close', cut)
        .on('close', () => open.delete(socket));
    }
    let cutAnswer = false;
    client.on('data', (bytes: Buffer) => {
      if (plan === undefined || !bytes.includes(COMMIT)) return void upstream.write(bytes);
      const where = plan;
      plan = undefined;
      cuts++;
      if (where === 'before it arrives') return cut();
      cutAnswer = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      if (cutAnswer) return cut();
      if (!terminate || !bytes.includes(READY)) return void client.write(bytes);
      terminate = false;
      cuts++;
      client.end(Buffer.concat([bytes, TERMINATED]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutNextCommit(where) {
      plan = where;
    },
    terminateNextConnection() {
      terminate = true;
    },
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
