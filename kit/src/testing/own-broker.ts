/** A broker of one test's own, to be killed, wiped and frozen: the shared one serves other tests at the same time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { jetStreamFolder, startNats } from '@seteli/local/nats';
import type { BrokerUser } from '@seteli/local/nats-config';
import { openFolder } from '@seteli/local/places';
import { freePort, HOST } from '@seteli/local/ports';
import { TEST_PASSWORD } from './servers.ts';

export type OwnBroker = {
  urlOf(user: BrokerUser): string;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in order: what it knows is on the disk afterwards. */
  stop(): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Where its streams lie. */
  readonly store: string;
  asAdmin<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function openOwnBroker(): Promise<OwnBroker> {
  const home = openFolder(mkdtempSync(path.join(tmpdir(), 'seteli-broker-')));
  const port = await freePort();
  const launch = () => startNats({ home, port, accounts: [{ prefix: '', administrator: true }], passwordOf: () => TEST_PASSWORD });
  let server = await launch();
  const signal = (name: NodeJS.Signals) => process.kill(server.pid, name);
  const kill = async () => {
    signal('SIGKILL');
    await server.exited;
  };
  return {
    urlOf: (user) => `nats://${user}:${TEST_PASSWORD}@${HOST}:${port}`,
    kill,
    stop: () => server.stop(),
    async start() {
      server = await launch();
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    store: jetStreamFolder(home),
    async asAdmin(work) {
      const nats = await connect({ servers: `${HOST}:${port}`, user: 'admin', pass: TEST_PASSWORD });
      try {
        return await work(await jetstreamManager(nats));
      } finally {
        await nats.close();
      }
    },
    async close() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
