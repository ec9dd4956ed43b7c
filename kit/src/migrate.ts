/**
 * Brings a service's database up to date: a step of its own, before the service runs and under another role. The service
 * only looks whether that was done.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { ConfigError } from './config.ts';
import { asSettingFault, requireFitOwner } from './database-fitness.ts';
import type { Rights } from './tables.ts';

export type MigrateOptions = {
  ownerUrl: string;
  folder: string;
  /** The role that the service runs as; it reads all tables, and does with their rows what is named here and nothing else. */
  role: string;
  rights: Rights;
};

const APPLIED = 'drizzle.__drizzle_migrations';

/**
 * One runner at a time brings the schema up to date, sets the rights of the running role and the first epoch. All in one
 * transaction: whatever ends it, the database is as before or complete, and at no moment has the running role more rights than it should.
 */
export async function migrate({ ownerUrl, folder, role, rights }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 30_000, application_name: 'migrate' });
  // A connection that is lost fails the statement that waits on it; without a listener it would end the process besides.
  client.on('error', () => undefined);
  await client.connect().catch((fault: unknown) => {
    throw asSettingFault(fault, 'DATABASE_OWNER_URL');
  });
  try {
    await requireFitOwner(client, 'DATABASE_OWNER_URL', role, folder);
    await client.query(`begin; set local lock_timeout = '60s'; set local statement_timeout = '300s'`);
    await client.query('select pg_advisory_xact_lock(4711)');
    await applyMissing(client, folder);
    const grantee = client.escapeIdentifier(role);
    const byRight = Map.groupBy(Object.keys(rights), (table) => rights[table]!);
    const grants = [...byRight].map(([right, tables]) => {
      const named = tables.map((table) => client.escapeIdentifier(table)).join(', ');
      return `grant ${['select', right].filter(Boolean).join(', ')} on ${named} to ${grantee};`;
    });
    await client.query(`
      grant usage on schema public, drizzle to ${grantee};
      revoke all on all tables in schema public from ${grantee};
      grant select on all tables in schema public to ${grantee};
      ${grants.join('\n      ')}
      grant usage on all sequences in schema public to ${grantee};
      grant select on ${APPLIED} to ${grantee};
      insert into epoch (number) select 1 where not exists (select from epoch);
      commit`);
  } finally {
    // What was not committed is rolled back with the connection.
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

/** Migrations are known by the instant at which they were made. */
const appliedIn = async (client: Pick<pg.Pool, 'query'>): Promise<ReadonlySet<number>> => {
  const { rows } = await client.query(`select created_at::text as made from ${APPLIED}`);
  return new Set(rows.map(({ made }) => Number(made)));
};

type Migration = { readonly when: number; readonly tag: string };

const NOT_THERE = new Set(['42P01', '3F000', '42501']);

/**
 * Throws one clear line when the database lacks a migration that this program needs. One that has more is welcome: while a
 * new version is rolled out, the old one goes on over the new schema. Throws as well when the role owns the tables.
 */
export async function requireMigrated(pool: Pick<pg.Pool, 'query'>, service: string, folder: string): Promise<void> {
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
}

/** Also true of an administrator of the server. */
const OWNED = `
  select exists (
    select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'USAGE')
  ) as owns`;
