/** A broker that one test kills, wipes and freezes: the shared one serves other tests at the same time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { jetStreamFolder, startNats } from '@seteli/local/nats';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import type { BrokerUser } from '@seteli/steward/permissions';
import type { TlsFiles } from '@seteli/local/nats-config';
import { openFolder } from '@seteli/local/places';
import { freePort, HOST } from '@seteli/local/ports';
import { openLog, type Log } from '@seteli/kit/log';
import { openSteward, type Steward } from '@seteli/kit/steward';
import { TEST_PASSWORD } from './servers.ts';

export type OwnBroker = {
  urlOf(user: BrokerUser): string;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in order: it first writes what it knows to the disk. */
  stop(): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Stops the steward, as if its process were not there. */
  dismissSteward(): Promise<void>;
  callSteward(): Promise<void>;
  /** The folder of its streams. */
  readonly store: string;
  asAdmin<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Options = { tls?: TlsFiles; withoutSteward?: boolean; withoutJetStream?: boolean; password?: string; stewardLog?: Log };

export async function openOwnBroker({
  tls,
  withoutSteward,
  withoutJetStream = false,
  password = TEST_PASSWORD,
  stewardLog: log = openLog('test steward', 'silent'),
}: Options = {}): Promise<OwnBroker> {
  const home = openFolder(mkdtempSync(path.join(tmpdir(), 'seteli-broker-')));
  const port = await freePort();
  const launch = () =>
    startNats({
      home,
      port,
      accounts: [{ prefix: '', administrator: true, withoutJetStream }],
      passwordOf: () => password,
      ...(tls && { tls }),
    });
  let server = await launch();
  const signal = (name: NodeJS.Signals) => process.kill(server.pid, name);
  const kill = async () => {
    signal('SIGKILL');
    await server.exited;
  };
  const urlOf = (user: BrokerUser) => `nats://${user}:${encodeURIComponent(password)}@${HOST}:${port}`;
  let steward: Steward | undefined;
  const callSteward = async () => {
    steward ??= await openSteward({ broker: { url: urlOf('steward') }, listensTo: LISTENS_TO, log });
  };
  const dismissSteward = async () => {
    await steward?.stop();
    steward = undefined;
  };
  if (!withoutSteward) await callSteward();
  return {
    urlOf,
    callSteward,
    dismissSteward,
    kill,
    stop: () => server.stop(),
    async start() {
      server = await launch();
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    store: jetStreamFolder(home),
    async asAdmin(work) {
      const nats = await connect({ servers: `${HOST}:${port}`, user: 'admin', pass: password });
      try {
        return await work(await jetstreamManager(nats));
      } finally {
        await nats.close();
      }
    },
    async close() {
      await dismissSteward();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
