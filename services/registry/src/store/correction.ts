/** The SQL of corrections. Everything is asked for the organiser whose they are. */
import { and, desc, eq, getTableColumns, lt } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Correction } from '../domain/correction.ts';
import { correction } from '../tables/correction.ts';

/** `wish` is what is decided about again when it is confirmed; `change`, what would be announced. Both are JSON. */
export type StoredCorrection = Correction & { readonly wish: unknown; readonly change: unknown };

export const insertCorrection = (tx: Tx, proposed: StoredCorrection) => tx.insert(correction).values(proposed);

export async function lockCorrection(tx: Tx, organiserId: Id, id: Id): Promise<StoredCorrection | undefined> {
  const [found] = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.id, id), eq(correction.organiserId, organiserId)))
    .for('update');
  return found;
}

export const saveDecision = (tx: Tx, { id, state, decidedBy, decidedAt }: Correction) =>
  tx.update(correction).set({ state, decidedBy, decidedAt }).where(eq(correction.id, id));

export const findCorrections = (reader: Reader, organiserId: Id, ids: readonly Id[]): Promise<StoredCorrection[]> =>
  reader
    .select()
    .from(correction)
    .where(and(isOneOf(correction.id, ids), eq(correction.organiserId, organiserId)));

const { wish: _wish, ...SHOWN } = getTableColumns(correction);

/** Newest first. */
export const listCorrections = (reader: Reader, organiserId: Id, { first, before }: Page): Promise<Omit<StoredCorrection, 'wish'>[]> =>
  reader
    .select(SHOWN)
    .from(correction)
    .where(and(eq(correction.organiserId, organiserId), before ? lt(correction.id, before) : undefined))
    .orderBy(desc(correction.id))
    .limit(first);
