/** Starts and stops one nats-server with our users. Nothing depends on its store: the broker may forget everything. */
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Running, running, spawnTied, stopLeftOver } from './child.ts';
import { findNatsServer } from './nats-binary.ts';
import { type NatsConfig, natsConfig } from './nats-config.ts';
import { openFolder, toolsFolder } from './places.ts';
import { HOST, requireFreePort } from './ports.ts';
import { lastLines } from './postgres.ts';

export type NatsOptions = Pick<NatsConfig, 'port' | 'accounts' | 'passwordOf' | 'tls'> & {
  home: string;
  tools?: string;
  signal?: AbortSignal;
};

const configFile = (home: string): string => path.join(home, 'nats.conf');
const pidFile = (home: string): string => path.join(home, 'nats.pid');

/** JetStream's files. A test or a drill may wipe this folder while the broker is down. */
export const jetStreamFolder = (home: string): string => path.join(home, 'jetstream');

export const stopLeftOverNats = (home: string): Promise<void> => stopLeftOver(pidFile(home), configFile(home));

export async function startNats(options: NatsOptions): Promise<Running> {
  const { home, port } = options;
  const server = await findNatsServer(options.tools ?? toolsFolder());
  const log = path.join(openFolder(path.join(openFolder(home), 'logs')), 'nats.log');
  await stopLeftOverNats(home);
  await requireFreePort(port, 'NATS');
  rmSync(configFile(home), { force: true });
  writeFileSync(configFile(home), natsConfig({ ...options, store: jetStreamFolder(home), pidFile: pidFile(home) }), { mode: 0o600 });
  const output = openSync(log, 'a', 0o600);
  const child = spawnTied(server, ['-c', configFile(home)], { cwd: home, env: {}, stdio: ['ignore', output, output] });
  closeSync(output);
  const nats = running(child, { ask: 'SIGINT', force: 'SIGKILL', afterMs: 1500 });
  let ended = false;
  void nats.exited.then(() => (ended = true));
  while (!(await answers(port))) {
    if (ended) throw new Error(`nats-server does not start: ${lastLines(log)}`);
    if (options.signal?.aborted) await nats.stop();
    options.signal?.throwIfAborted();
    await sleep(20);
  }
  return nats;
}

/** The server opens its port only when JetStream is up, and greets every caller with `INFO`. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: HOST, port, timeout: 500 });
    const done = (ok: boolean) => {
      socket.destroy();
      resolve(ok);
    };
    socket.once('data', (greeting) => done(greeting.toString('latin1', 0, 4) === 'INFO'));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
    socket.once('close', () => done(false));
  });
