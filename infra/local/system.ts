/**
 * A whole local system: PostgreSQL, NATS, the steward, sign-in, registers, the services and the gateway. Each has a
 * process of its own, which is watched and started again when it dies. `npm start`, the tests, the demo and the
 * measurements all run this.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { compiledBeside } from './building.ts';
import { buildWeb } from './building-web.ts';
import { requireDevelopment } from './development.ts';
import { lockHome } from './home-lock.ts';
import { type Keeper, keeper, type KeeperEvent } from './keeper.ts';
import { startNats, stopLeftOverNats } from './nats.ts';
import { startProgram } from './node-process.ts';
import { openFolder } from './places.ts';
import { HOST, LISTENING, portsFrom, type Ports, type ProcessName, requireFreePort } from './ports.ts';
import { adminUrl, startPostgres, stopLeftOverPostgres } from './postgres.ts';
import {
  gatewayProgram,
  httpUrl,
  type Program,
  registersProgram,
  servicePrograms,
  signInProgram,
  stewardProgram,
  type Surroundings,
} from './processes.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { migrateService } from './migrating.ts';
import { buildPrograms, inherited } from './programs.ts';
import { createServiceDatabase, type DatabaseUrls } from './service-database.ts';

export type SystemEvent = KeeperEvent | { kind: 'missing'; name: string; file: string } | { kind: 'warning'; name: string; line: string };

export type SystemOptions = {
  home: string;
  basePort: number;
  /** Wipes the state folder first. */
  fresh?: boolean;
  /** For tests and measurements: a database that is fast and worthless after a crash. */
  throwAway?: boolean;
  /**
   * Settings that override those of the processes, by name. `DATABASE_URL_<SERVICE>` and `NATS_URL` replace the
   * embedded servers.
   */
  env?: NodeJS.ProcessEnv;
  onEvent?: (event: SystemEvent) => void;
  /** Aborting it during the start stops everything that was started. */
  signal?: AbortSignal;
};

export type System = {
  readonly home: string;
  readonly ports: Ports;
  readonly secrets: Secrets;
  /** The gateway's address, with `/graphql` and everything else that the world sees. */
  readonly url: string;
  readonly clockFile: string;
  readonly databases: Record<ServiceName, DatabaseUrls>;
  /** The processes that are ready at the moment. */
  pids(): Partial<Record<ProcessName, number>>;
  process(name: ProcessName): Keeper;
  stop(): Promise<void>;
};

/** These check their own ports, and are stopped last, in this order. */
const SERVERS: readonly ProcessName[] = ['nats', 'postgres'];

export async function startSystem(options: SystemOptions): Promise<System> {
  requireDevelopment('A whole system on one machine', { ...process.env, ...options.env });
  const home = path.resolve(options.home);
  const unlock = lockHome(home);
  const keepers = new Map<ProcessName, Keeper>();
  const stop = async () => {
    await stopInOrder(keepers);
    unlock();
  };
  const abort = () => void stopInOrder(keepers);
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    return await build({ ...options, home }, keepers, stop);
  } catch (fault) {
    await stop();
    throw options.signal?.aborted ? options.signal.reason : fault;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

async function build(options: SystemOptions, keepers: Map<ProcessName, Keeper>, stop: () => Promise<void>): Promise<System> {
  const { home, basePort } = options;
  await Promise.all([stopLeftOverNats(home), stopLeftOverPostgres(home)]);
  if (options.fresh) wipe(home);
  const ports = portsFrom(basePort);
  for (const name of LISTENING) if (!SERVERS.includes(name)) await requireFreePort(ports[name], name);
  const secrets = await openSecrets(home);
  const env = { ...process.env, ...options.env };
  const report = options.onEvent ?? (() => undefined);

  const up = (name: ProcessName, start: Parameters<typeof keeper>[1]) => {
    options.signal?.throwIfAborted();
    const kept = keeper(name, start, report);
    keepers.set(name, kept);
    return kept.up();
  };
  const run = async (program: Program) => {
    if (!existsSync(program.file)) return report({ kind: 'missing', name: program.name, file: program.file });
    const logFile = path.join(openFolder(path.join(home, 'logs')), `${program.name}.log`);
    const file = built(program.file);
    const own = {
      NODE_COMPILE_CACHE: compiledBeside(file),
      ...(await inherited(program.name, env)),
      ...program.env,
      APOLLO_TELEMETRY_DISABLED: '1',
    };
    const onWarning = (name: string, line: string) => report({ kind: 'warning', name, line });
    await up(program.name, (signal) => startProgram({ ...program, file, env: own, logFile, onWarning }, signal));
  };

  const [built, webFolder, databases, natsUrl] = await Promise.all([
    buildPrograms(),
    buildWeb(),
    openDatabases(options, env, ports, secrets, up),
    openBroker(options, env, ports, secrets, up),
  ]);
  const clockFile = path.join(home, 'clock');
  const filesFolder = path.join(home, 'files');
  const surroundings: Surroundings = { ports, secrets, databases, natsUrl, clockFile, filesFolder, webFolder };
  await Promise.all([signInProgram(surroundings), registersProgram(surroundings)].map(run));
  await Promise.all([stewardProgram(surroundings), ...servicePrograms(surroundings)].map(run));
  await run(gatewayProgram(surroundings));

  return {
    home,
    ports,
    secrets,
    databases,
    clockFile,
    url: httpUrl(ports.gateway),
    pids: () => Object.fromEntries([...keepers].flatMap(([name, kept]) => (kept.pid ? [[name, kept.pid]] : []))),
    process(name) {
      const kept = keepers.get(name);
      if (!kept) throw new Error(`${name} is not part of this system.`);
      return kept;
    },
    stop,
  };
}

type Up = (name: ProcessName, start: Parameters<typeof keeper>[1]) => Promise<void>;

async function openDatabases(options: SystemOptions, env: NodeJS.ProcessEnv, ports: Ports, secrets: Secrets, up: Up) {
  const given = (service: ServiceName): DatabaseUrls | undefined => {
    const [url, ownerUrl] = [env[`DATABASE_URL_${service.toUpperCase()}`], env[`DATABASE_OWNER_URL_${service.toUpperCase()}`]];
    if (Boolean(url) !== Boolean(ownerUrl)) throw new Error(`Set both DATABASE_URL_… and DATABASE_OWNER_URL_… for ${service}, or neither.`);
    return url && ownerUrl ? { url, ownerUrl } : undefined;
  };
  const embedded = { home: options.home, port: ports.postgres, password: secrets.postgres, throwAway: options.throwAway ?? false };
  if (!SERVICES.every(given)) await up('postgres', (signal) => startPostgres({ ...embedded, signal }));
  const urls: [ServiceName, DatabaseUrls][] = [];
  // The databases are made one after another: two at once would wait for the same template anyway.
  for (const name of SERVICES) {
    const admin = adminUrl(ports.postgres, secrets.postgres);
    urls.push([name, given(name) ?? (await createServiceDatabase(admin, name, name, secrets.services[name]))]);
  }
  await Promise.all(urls.map(([name, { ownerUrl }]) => migrateService(name, ownerUrl)));
  return Object.fromEntries(urls) as Record<ServiceName, DatabaseUrls>;
}

async function openBroker(options: SystemOptions, env: NodeJS.ProcessEnv, ports: Ports, secrets: Secrets, up: Up) {
  const others: Record<string, string> = { gateway: secrets.gatewayBroker, steward: secrets.stewardBroker };
  const passwordOf = (user: string) => others[user] ?? secrets.services[user as ServiceName].broker;
  const given = env.NATS_URL;
  if (given) return (user: string) => env[`NATS_URL_${user.toUpperCase()}`] ?? given;
  const embedded = { home: options.home, port: ports.nats, accounts: [{ prefix: '' }], passwordOf };
  await up('nats', (signal) => startNats({ ...embedded, signal }));
  return (user: string) => `nats://${user}:${passwordOf(user)}@${HOST}:${ports.nats}`;
}

/** A process must not run without what it depends on. First the programs stop, then the broker, then the databases. */
async function stopInOrder(keepers: ReadonlyMap<ProcessName, Keeper>): Promise<void> {
  await Promise.all([...keepers].map(([name, kept]) => (SERVERS.includes(name) ? undefined : kept.down())));
  for (const name of SERVERS) await keepers.get(name)?.down();
}

function wipe(home: string): void {
  const found = readdirSync(home).filter((name) => name !== 'lock' && name !== 'tools');
  // A mistyped SETELI_HOME must not cost people their files.
  if (found.length > 0 && !found.includes('secrets.json'))
    throw new Error(`${home} does not look like a state folder of ours; it is not wiped.`);
  // The secrets go last, so that an interrupted wipe can be repeated.
  for (const name of [...found.filter((each) => each !== 'secrets.json'), 'secrets.json'])
    rmSync(path.join(home, name), { recursive: true, force: true });
}
