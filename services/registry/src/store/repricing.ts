/** The SQL of the repricings that the registry has asked for. Every look-up names the organiser. */
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { askedRepricing } from '../tables/repricing.ts';

export type StoredRepricing = typeof askedRepricing.$inferSelect;

export const insertRepricing = (tx: Tx, asked: StoredRepricing) => tx.insert(askedRepricing).values(asked);

/** Finds a repricing by its id, or by its cause: the confirmed correction or the accepted price list. */
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
