/** What registry announced about who pays and who is paid: the newest version is kept, whatever came first. */
import { eq } from 'drizzle-orm';
import { isOneOf, type Reader, saveNewest, type Tx } from '@seteli/kit/db';
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
  const rows = await reader.select({ id, companyName, iban }).from(provider).where(isOneOf(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]) => saveNewest(tx, organiser, rows);
export const saveProviders = (tx: Tx, rows: readonly (typeof provider.$inferInsert)[]) => saveNewest(tx, provider, rows);
