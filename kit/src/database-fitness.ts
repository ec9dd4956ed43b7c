/**
 * Checks whether the PostgreSQL behind a URL can carry a service. Without this check, a service on a wrong database
 * would say "ready" and do nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { systemClock } from './clock.ts';
import { ConfigError } from './config.ts';
import type { Log } from './log.ts';

/** This version brought RETURNING OLD, which moves the watermarks of events, and uuidv7(), which makes ids. */
const OLDEST = 180_000;

/** What the server says about itself, this database and this role. */
export type DatabaseFacts = {
  readonly version: number;
  readonly versionText: string;
  readonly encoding: string;
  readonly lowersFinnish: boolean;
  readonly sortsFinnish: boolean;
  readonly readOnly: boolean;
  /** How many connections the server, the database and the role let us have. */
  readonly connections: number;
};

/** The pool of a service, its applier, and one for an operator. */
export const CONNECTIONS = 14;

/** Tells an operator why this database cannot carry a service. */
export function databaseFaults(facts: DatabaseFacts): string[] {
  if (facts.version < OLDEST)
    return [`PostgreSQL ${OLDEST / 10_000} or newer is needed (RETURNING OLD, uuidv7()); this is ${facts.versionText}`];
  return [
    ...(facts.encoding === 'UTF8' ? [] : [`its encoding is ${facts.encoding}; UTF8 is needed`]),
    ...(facts.lowersFinnish ? [] : ['its locale does not know Å, Ä and Ö; C.UTF-8 (builtin) or fi_FI.UTF-8 is needed']),
    ...(facts.sortsFinnish ? [] : ['the collation fi-x-icu is missing; a PostgreSQL built with ICU is needed']),
    ...(facts.readOnly ? ['it is read-only: a standby, or set so; the primary is needed'] : []),
    ...(facts.connections < CONNECTIONS ? [`it allows ${facts.connections} connections; at least ${CONNECTIONS} are needed`] : []),
  ];
}

/** PostgreSQL writes "no limit" as -1. */
const FACTS = `
  select current_setting('server_version_num')::int as version,
         current_setting('server_version') as "versionText",
         pg_encoding_to_char(d.encoding) as encoding,
         lower('ÅÄÖ') = 'åäö' as "lowersFinnish",
         exists (select from pg_collation where collname = 'fi-x-icu') as "sortsFinnish",
         pg_is_in_recovery() or current_setting('transaction_read_only')::bool as "readOnly",
         least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                 - coalesce(current_setting('reserved_connections', true)::int, 0),
               coalesce(nullif(d.datconnlimit, -1), 1000000), coalesce(nullif(r.rolconnlimit, -1), 1000000)) as connections,
         extract(epoch from clock_timestamp()) * 1000 as "clockMs"
    from pg_database d, pg_roles r
   where d.datname = current_database() and r.rolname = current_user`;

type Client = Pick<pg.Pool, 'query'>;

const LARGEST_SKEW_MS = 5_000;

/** Throws one line with all faults. */
export async function requireFitDatabase(client: Client, setting: string, log?: Log): Promise<void> {
  const before = systemClock.now().epochMilliseconds;
  const { rows } = await client.query(FACTS).catch((fault: unknown) => {
    throw asSettingFault(fault, setting);
  });
  const faults = databaseFaults(rows[0]);
  if (faults.length > 0) throw new ConfigError(`${setting}: this database will not do: ${faults.join('; ')}.`);
  const skewMs = Math.trunc(Number(rows[0].clockMs) - before);
  if (Math.abs(skewMs) > LARGEST_SKEW_MS) log?.warn({ skewMs }, 'the clocks of this machine and of its database differ');
}

/**
 * Checks what the owner needs besides, that the running role exists, and that the tables are not those of another
 * service.
 */
export async function requireFitOwner(client: Client, setting: string, role: string, folder: string): Promise<void> {
  await requireFitDatabase(client, setting);
  const { rows } = await client.query(
    `select has_database_privilege(current_database(), 'CREATE') and has_schema_privilege('public', 'CREATE') as creates,
            exists (select from pg_roles where rolname = $1) as runs, to_regclass('drizzle.__drizzle_migrations') is not null as migrated`,
    [role],
  );
  const { creates, runs, migrated } = rows[0];
  const isForeign = migrated && !(await holdsOurs(client, folder));
  const faults = [
    ...(creates ? [] : ['this role may not make schemas and tables in it']),
    ...(runs ? [] : [`there is no role ${role} for the service to run as`]),
    ...(isForeign ? [`it does not belong to ${role}: it holds the tables of another service, or of a version before 1.0`] : []),
  ];
  if (faults.length > 0) throw new ConfigError(`${setting}: this database will not do: ${faults.join('; ')}.`);
}

/** The instant at which a migration was made identifies it. */
async function holdsOurs(client: Client, folder: string): Promise<boolean> {
  const { rows } = await client.query('select created_at::text as made from drizzle.__drizzle_migrations');
  const { entries } = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] };
  return rows.length === 0 || rows.some(({ made }) => entries.some(({ when }) => String(when) === made));
}

const REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses this role with this password',
  '28000': 'the database refuses this role',
  '3D000': 'there is no such database',
  '42501': 'this role may not connect to this database',
};

/** A refusal by the server becomes a fault of the setting. Every other fault stays as it is. */
export function asSettingFault(fault: unknown, setting: string): unknown {
  const refusal = REFUSALS[(fault as { code?: string }).code ?? ''];
  return refusal ? new ConfigError(`${setting}: ${refusal}.`) : fault;
}
