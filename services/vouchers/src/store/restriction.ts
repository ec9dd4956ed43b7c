/** All SQL about restrictions of what organisers' people and providers see of clients. Decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import { asRecordset, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { restriction } from '../tables/known.ts';

export type Restriction = typeof restriction.$inferSelect;
export type Client = Pick<Restriction, 'organiserId' | 'personId'>;

export const keyOf = ({ organiserId, personId }: Client): string => `${organiserId} ${personId}`;

/** Keeps the newest news about each client of an organiser. */
export async function saveRestrictions(tx: Tx, said: readonly Restriction[]): Promise<void> {
  const newest = new Map<string, Restriction>();
  for (const each of said) if ((newest.get(keyOf(each))?.version ?? 0) < each.version) newest.set(keyOf(each), each);
  const rows = [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into restriction select * from ${asRecordset(restriction, rows)}
        on conflict (organiser_id, person_id) do update set restricted = excluded.restricted, ground = excluded.ground, version = excluded.version
     where restriction.version < excluded.version`);
}

/** Of these persons, the clients that are restricted, by `keyOf`. */
export async function listRestricted(reader: Reader, personIds: readonly Id[]): Promise<Set<string>> {
  const rows = await reader
    .select({ organiserId: restriction.organiserId, personId: restriction.personId })
    .from(restriction)
    .where(and(isOneOf(restriction.personId, personIds), eq(restriction.restricted, true)));
  return new Set(rows.map(keyOf));
}
