/** All SQL about copies of persons' data. Takes and gives sealed pages; opens and decides nothing. */
import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { personExport, personExportPage } from '../tables/person-export.ts';

export type PersonExport = typeof personExport.$inferSelect;
export type SealedPage = typeof personExportPage.$inferSelect;

export const insertExport = (tx: Tx, made: PersonExport) => tx.insert(personExport).values(made);

export async function findExport(reader: Reader, id: Id): Promise<PersonExport | undefined> {
  const [found] = await reader.select().from(personExport).where(eq(personExport.id, id));
  return found;
}

export const countExports = (reader: Reader, personId: Id, organiserId: Id | null): Promise<number> =>
  reader.$count(
    personExport,
    and(
      eq(personExport.personId, personId),
      organiserId === null ? isNull(personExport.organiserId) : eq(personExport.organiserId, organiserId),
    ),
  );

export const insertPage = (tx: Tx, page: SealedPage) => tx.insert(personExportPage).values(page);

/** The page with the next number, so that a reader holds one at a time. */
export async function findPageAfter(reader: Reader, exportId: Id, number: number): Promise<SealedPage | undefined> {
  const [found] = await reader
    .select()
    .from(personExportPage)
    .where(and(eq(personExportPage.exportId, exportId), gt(personExportPage.number, number)))
    .orderBy(asc(personExportPage.number))
    .limit(1);
  return found;
}

export const removeExports = (tx: Tx, personId: Id) => tx.delete(personExport).where(eq(personExport.personId, personId));

/** Forgets copies whose time is over, with their pages. Answers how many. */
export async function forgetExports(tx: Tx, now: Instant, most: number): Promise<number> {
  const over = tx.select({ id: personExport.id }).from(personExport).where(lte(personExport.expiresAt, now));
  const { rowCount } = await tx
    .delete(personExport)
    .where(sql`${personExport.id} in ${over.limit(most).for('update', { skipLocked: true })}`);
  return rowCount ?? 0;
}
