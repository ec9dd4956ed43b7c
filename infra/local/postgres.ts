/** Starts and stops one PostgreSQL server on a data folder of its own. Knows neither services nor databases. */
import { execFile } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Running, running, spawnTied, stopLeftOver, type User } from './child.ts';
import { openFolder, toolsFolder } from './places.ts';
import { HOST, requireFreePort } from './ports.ts';
import { postgresBinaries, postgresUser } from './postgres-binaries.ts';

const run = promisify(execFile);

export type PostgresOptions = {
  home: string;
  port: number;
  password: string;
  /** For tests: fast, and worthless after a crash. */
  throwAway?: boolean;
  tools?: string;
  signal?: AbortSignal;
};
export type Postgres = Running & { url: string };

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: 200,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A fault's detail and its statement may hold a person's data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '1GB',
};

const environment = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };

const dataFolder = (home: string): string => path.join(home, 'postgres');

export const stopLeftOverPostgres = (home: string): Promise<void> =>
  stopLeftOver(path.join(dataFolder(home), 'postmaster.pid'), dataFolder(home));

export const adminUrl = (port: number, password: string, database = 'postgres'): string =>
  `postgres://postgres:${password}@${HOST}:${port}/${database}`;

export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { home, port, password } = options;
  const user = await postgresUser();
  const binaries = await postgresBinaries(options.tools ?? toolsFolder(), user);
  const data = dataFolder(home);
  const log = path.join(openFolder(path.join(openFolder(home), 'logs')), 'postgres.log');
  if (!existsSync(path.join(data, 'PG_VERSION'))) await makeCluster(binaries, data, password, user);
  await stopLeftOverPostgres(home);
  // No server is left, so this file is stale. Another process may have its pid by now, and PostgreSQL would refuse to
  // start.
  rmSync(path.join(data, 'postmaster.pid'), { force: true });
  await requireFreePort(port, 'PostgreSQL');
  const settings = { ...SETTINGS, port, ...(options.throwAway && THROW_AWAY) };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted();
    const server = launch(path.join(binaries, 'bin/postgres'), args, home, log, user);
    try {
      if (await isReady(server, adminUrl(port, password), options.signal)) return { ...server, url: adminUrl(port, password) };
    } catch (fault) {
      await server.stop();
      throw fault;
    }
    // The processes of a killed server may still be leaving.
    if (attempt === 20) throw new Error(`PostgreSQL does not start: ${lastLines(log)}`);
    await sleep(250);
  }
}

async function makeCluster(binaries: string, data: string, password: string, user: User | undefined): Promise<void> {
  const half = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const each of [half, passwordFile]) chownSync(each, user.uid, user.gid);
  // The order of text must not change with the machine's libraries. A query that orders people's names says how.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale', '-E', 'UTF8'];
  const access = ['-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256'];
  try {
    const args = ['-D', half, ...access, ...locale, '--data-checksums', '--no-sync'];
    await run(path.join(binaries, 'bin/initdb'), args, { ...user, cwd: path.dirname(data), env: environment });
  } catch (fault) {
    const hint = `If other users cannot pass through ${path.dirname(data)}, choose another folder with SETELI_HOME.`;
    throw new Error(`The database folder could not be made. ${hint}`, { cause: fault });
  } finally {
    rmSync(passwordFile);
  }
  // The cluster gets its name only when it is complete, so a crash half-way leaves nothing that looks like a cluster.
  renameSync(half, data);
}

function launch(command: string, args: string[], cwd: string, log: string, user: User | undefined): Running {
  const output = openSync(log, 'a', 0o600);
  const child = spawnTied(command, args, { cwd, stdio: ['ignore', output, output], env: environment }, user);
  closeSync(output);
  return running(child, { ask: 'SIGINT', force: 'SIGQUIT', afterMs: 2500 });
}

/**
 * Whether the server answers; false when it ended first. An open port is not enough: a recovering server refuses
 * sessions.
 */
async function isReady(server: Running, url: string, signal: AbortSignal | undefined): Promise<boolean> {
  let ended = false;
  void server.exited.then(() => (ended = true));
  while (!ended) {
    signal?.throwIfAborted();
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (fault) {
      if ((fault as { code?: string }).code === '28P01')
        throw new Error('The database was made with another password than secrets.json holds. Start over with: npm start -- --fresh', {
          cause: fault,
        });
      await sleep(25);
    }
  }
  return false;
}

export const lastLines = (file: string, count = 5): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
