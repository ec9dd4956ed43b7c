/** The SQL of asked repricings: written once, and read for the organiser whose they are. */
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { askedRepricing } from '../tables/repricing.ts';

export type StoredRepricing = typeof askedRepricing.$inferSelect;

export const insertRepricing = (tx: Tx, asked: StoredRepricing) => tx.insert(askedRepricing).values(asked);

/** By its own id, or by that of the correction or the price list that was decided about. */
export async function findRepricing(
  reader: Reader,
  organiserId: Id,
  by: { readonly id: Id } | { readonly causeId: Id },
): Promise<StoredRepricing | null> {
  const [found = null] = await reader
    .select()
    .from(askedRepricing)
    .where(
      and('id' in by ? eq(askedRepricing.id, by.id) : eq(askedRepricing.causeId, by.causeId), eq(askedRepricing.organiserId, organiserId)),
    );
  return found;
}
