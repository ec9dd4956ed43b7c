/**
 * What registry announced about who pays, who is paid, and who may serve for whom. The newest version holds, in
 * whatever order they come.
 */
import { eq, sql } from 'drizzle-orm';
import { asArray, isOneOf, type Reader, saveNewest, type Tx } from '@seteli/kit/db';
import { lastDayOf, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Creditor } from '../domain/payment.ts';
import { organiser, provider, providerApproval } from '../tables/party.ts';

export type Organiser = typeof organiser.$inferSelect;

export async function findOrganiser(reader: Reader, id: Id): Promise<Organiser | undefined> {
  const [found] = await reader.select().from(organiser).where(eq(organiser.id, id));
  return found;
}

export async function findCreditors(reader: Reader, ids: Iterable<Id>): Promise<Map<Id, Creditor>> {
  const { id, companyName, iban } = provider;
  const rows = await reader.select({ id, companyName, iban }).from(provider).where(isOneOf(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The providers among these whom the organiser had approved, and no longer approves after the month. A provider without
 * any approval is unknown, not ended.
 */
export async function findEndedApprovals(reader: Reader, organiserId: Id, providerIds: Iterable<Id>, month: Month): Promise<Set<Id>> {
  const { rows } = await reader.execute<{ id: Id }>(sql`
    select provider_id as id from ${providerApproval}
     where organiser_id = ${organiserId} and provider_id = any(${asArray(providerIds)}::uuid[])
     group by provider_id having bool_and(coalesce(last_day <= ${lastDayOf(month).toString()}::date, false))`);
  return new Set(rows.map(({ id }) => id));
}

export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]) => saveNewest(tx, organiser, rows);
export const saveProviders = (tx: Tx, rows: readonly (typeof provider.$inferInsert)[]) => saveNewest(tx, provider, rows);
export const saveApprovals = (tx: Tx, rows: readonly (typeof providerApproval.$inferInsert)[]) => saveNewest(tx, providerApproval, rows);
