/**
 * Brings a service's database up to date: a separate step before the service runs, under another role. The service
 * itself only checks that this was done.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { ConfigError } from './config.ts';
import { asSettingFault, requireFitOwner } from './database-fitness.ts';
import type { Rights } from './tables.ts';
import { raise, requireWalls, type Walls } from './walls.ts';

export type MigrateOptions = {
  ownerUrl: string;
  folder: string;
  /** The role that the service runs as. It reads all tables, and changes rows only as `rights` says. */
  role: string;
  rights: Rights;
  /** Whose the rows of each table are. */
  walls: Walls;
};

const APPLIED = 'drizzle.__drizzle_migrations';

/**
 * One runner at a time brings the schema up to date and sets the running role's rights, the walls and the first epoch.
 * All this is one transaction: whatever ends it, the database is complete or unchanged, and the running role never has
 * more rights than it should.
 */
export async function migrate({ ownerUrl, folder, role, rights, walls }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 30_000, application_name: 'migrate' });
  // A lost connection fails the statement that waits on it. Without a listener it would also end the process.
  client.on('error', () => undefined);
  await client.connect().catch((fault: unknown) => {
    throw asSettingFault(fault, 'DATABASE_OWNER_URL');
  });
  try {
    await requireFitOwner(client, 'DATABASE_OWNER_URL', role, folder);
    await client.query(`begin; set local lock_timeout = '60s'; set local statement_timeout = '300s'`);
    await client.query('select pg_advisory_xact_lock(4711)');
    await applyMissing(client, folder);
    await raise(client, walls);
    const grantee = client.escapeIdentifier(role);
    const byRight = Map.groupBy(Object.keys(rights), (table) => rights[table]!);
    const statements = [...byRight].map(([right, tables]) => {
      const named = tables.map((table) => client.escapeIdentifier(table)).join(', ');
      return `grant ${['select', right].filter(Boolean).join(', ')} on ${named} to ${grantee};`;
    });
    await client.query(`
      grant usage on schema public, drizzle to ${grantee};
      revoke all on all tables in schema public from ${grantee};
      grant select on all tables in schema public to ${grantee};
      ${statements.join('\n      ')}
      grant usage on all sequences in schema public to ${grantee};
      grant select on ${APPLIED} to ${grantee};
      insert into epoch (number) select 1 where not exists (select from epoch);
      commit`);
  } finally {
    // The end of the connection rolls back what was not committed.
    await client.end();
  }
}

/** The table is that of drizzle-kit, so that its tools find what they expect. */
async function applyMissing(client: pg.Client, folder: string): Promise<void> {
  await client.query(`
    create schema if not exists drizzle;
    create table if not exists ${APPLIED} (id serial primary key, hash text not null, created_at bigint)`);
  const applied = await appliedIn(client);
  for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: folder })) {
    if (applied.has(folderMillis)) continue;
    for (const statement of sql) await client.query(statement);
    await client.query(`insert into ${APPLIED} (hash, created_at) values ($1, $2)`, [hash, folderMillis]);
  }
}

/** The instant at which a migration was made identifies it. */
const appliedIn = async (client: Pick<pg.Pool, 'query'>): Promise<ReadonlySet<number>> => {
  const { rows } = await client.query(`select created_at::text as made from ${APPLIED}`);
  return new Set(rows.map(({ made }) => Number(made)));
};

type Migration = { readonly when: number; readonly tag: string };

const NOT_THERE = new Set(['42P01', '3F000', '42501']);

/**
 * Throws one clear line when the database lacks a migration that this program needs. Further migrations do no harm:
 * during a rollout the old version runs on over the new schema. It also throws when the role owns the tables, and when
 * a wall is missing.
 */
export async function requireMigrated(pool: Pick<pg.Pool, 'query'>, service: string, folder: string, walls: Walls): Promise<void> {
  const needed = (JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as { entries: Migration[] }).entries;
  const applied = await appliedIn(pool).catch((fault: unknown) => {
    if (NOT_THERE.has((fault as { code?: string }).code ?? '')) return new Set<number>();
    throw fault;
  });
  const missing = needed.filter(({ when }) => !applied.has(when));
  const found = needed.findLast(({ when }) => applied.has(when))?.tag ?? 'no migration';
  if (missing.length > 0)
    throw new ConfigError(
      `The database of ${service} is not migrated: this program needs ${needed.at(-1)!.tag} and found ${found} (missing: ${missing.length}, the first ${missing[0]!.tag}). Run scripts/migrate.ts ${service}, then start it again.`,
    );
  const { rows } = await pool.query(OWNED);
  if (rows[0].owns)
    throw new ConfigError(`DATABASE_URL of ${service} names a role that owns the tables. Use the role that runs: it may not change them.`);
  await requireWalls(pool, service, walls);
}

/** Also true of an administrator of the server. */
const OWNED = `
  select exists (
    select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'USAGE')
  ) as owns`;
