/** Brings a service's database up to date before it starts. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Rights } from './tables.ts';

export type MigrateOptions = {
  ownerUrl: string;
  folder: string;
  /** The role that the service runs as; it reads all tables, and does with their rows what is named here and nothing else. */
  role: string;
  rights: Rights;
};

/** One runner at a time brings the schema up to date, sets the rights of the running role and the first epoch. */
export async function migrate({ ownerUrl, folder, role, rights }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '60s'; set statement_timeout = '300s'`);
    await client.query('select pg_advisory_lock(4711)');
    await runMigrations(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder });
    const grantee = client.escapeIdentifier(role);
    const byRight = Map.groupBy(Object.keys(rights), (table) => rights[table]!);
    const grants = [...byRight].map(([right, tables]) => {
      const named = tables.map((table) => client.escapeIdentifier(table)).join(', ');
      return `grant ${['select', right].filter(Boolean).join(', ')} on ${named} to ${grantee};`;
    });
    // One transaction: a service that runs meanwhile never has more rights than it should.
    await client.query(`begin;
      grant usage on schema public to ${grantee};
      revoke all on all tables in schema public from ${grantee};
      grant select on all tables in schema public to ${grantee};
      ${grants.join('\n      ')}
      grant usage on all sequences in schema public to ${grantee};
      insert into epoch (number) select 1 where not exists (select from epoch);
      commit`);
  } finally {
    await client.end();
  }
}
