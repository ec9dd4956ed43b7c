/** Brings a service's database up to date before it starts. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { asSettingFault, requireFitOwner } from './database-fitness.ts';

export type MigrateOptions = {
  ownerUrl: string;
  folder: string;
  /** The role that the service runs as; it gets no right to change or remove rows of these tables. */
  role: string;
  appendOnly: readonly string[];
};

/** One runner at a time brings the schema up to date, sets the rights of the running role and the first epoch. */
export async function migrate({ ownerUrl, folder, role, appendOnly }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((fault: unknown) => {
    throw asSettingFault(fault, 'DATABASE_OWNER_URL');
  });
  try {
    await requireFitOwner(client, 'DATABASE_OWNER_URL', role, folder);
    await client.query(`set lock_timeout = '60s'; set statement_timeout = '300s'`);
    await client.query('select pg_advisory_lock(4711)');
    await runMigrations(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder });
    const grantee = client.escapeIdentifier(role);
    const kept = appendOnly.map((table) => client.escapeIdentifier(table)).join(', ');
    // One transaction: a service that runs meanwhile never has more rights than it should.
    await client.query(`begin;
      grant usage on schema public to ${grantee};
      grant select, insert, update, delete on all tables in schema public to ${grantee};
      grant usage on all sequences in schema public to ${grantee};
      ${kept && `revoke update, delete, truncate on ${kept} from ${grantee};`}
      revoke insert, update, delete on epoch from ${grantee};
      insert into epoch (number) select 1 where not exists (select from epoch);
      commit`);
  } finally {
    await client.end();
  }
}
