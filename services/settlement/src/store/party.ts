/** What registry announced about who pays and who is paid: the newest version is kept, whatever came first. */
import { eq, inArray, sql } from 'drizzle-orm';
import { insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Creditor } from '../domain/statement.ts';
import { organiser, provider } from '../tables.ts';

export type Organiser = typeof organiser.$inferSelect;

export async function findOrganiser(reader: Reader, id: Id): Promise<Organiser | undefined> {
  const [found] = await reader.select().from(organiser).where(eq(organiser.id, id));
  return found;
}

export async function findCreditors(reader: Reader, ids: readonly Id[]): Promise<Map<Id, Creditor>> {
  const { id, companyName, iban } = provider;
  const rows = await reader.select({ id, companyName, iban }).from(provider).where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]): Promise<void> =>
  insertAll(
    tx,
    organiser,
    newest(rows),
    sql`on conflict (id) do update set company_name = excluded.company_name, iban = excluded.iban, settlement_day = excluded.settlement_day,
          recording_cut_off_day = excluded.recording_cut_off_day, version = excluded.version
        where organiser.version < excluded.version`,
  );

export const saveProviders = (tx: Tx, rows: readonly (typeof provider.$inferInsert)[]): Promise<void> =>
  insertAll(
    tx,
    provider,
    newest(rows),
    sql`on conflict (id) do update set company_name = excluded.company_name, iban = excluded.iban, version = excluded.version
        where provider.version < excluded.version`,
  );

/** One statement cannot write a row twice, so of one thing only the newest version goes in. */
function newest<Row extends { id: string; version: number }>(rows: readonly Row[]): Row[] {
  const byId = new Map<string, Row>();
  for (const row of rows) if ((byId.get(row.id)?.version ?? 0) < row.version) byId.set(row.id, row);
  return [...byId.values()];
}
