/** The access log: who did or saw what of whose data. It keeps ids only, and no service may change or remove a row. */
import { sql } from 'drizzle-orm';
import { asRecordset, insertAll, type Tx } from './db.ts';
import type { Instant } from './day.ts';
import { newId, type Id } from './ids.ts';
import { accessLog } from './tables.ts';

export type Access<Action extends string> = {
  readonly action: Action;
  readonly userId?: Id | undefined;
  readonly organisationId?: Id | undefined;
  /** The person whom the data concerns. */
  readonly personId?: Id | undefined;
  /** The thing that the user opened; the action says what it is. */
  readonly subjectId?: Id | undefined;
};

const rowsOf = (at: Instant, accesses: readonly Access<string>[]) =>
  accesses.map(({ action, userId = null, organisationId = null, personId = null, subjectId = null }) => ({
    id: newId(),
    at,
    action,
    userId,
    organisationId,
    personId,
    subjectId,
  }));

export const keepAccess = (tx: Tx, at: Instant, accesses: readonly Access<string>[]): Promise<void> =>
  insertAll(tx, accessLog, rowsOf(at, accesses));

/**
 * Keeps each access to a person unless the log has a like one since then. Of two at the same moment it may keep both.
 */
export async function keepAccessOnce(
  tx: Tx,
  { at, since }: { readonly at: Instant; readonly since: Instant },
  accesses: readonly Access<string>[],
): Promise<void> {
  if (accesses.length === 0) return;
  await tx.execute(sql`
    insert into access_log select * from ${asRecordset(accessLog, rowsOf(at, accesses))} as new
     where not exists (select from access_log old
                        where old.person_id = new.person_id and old.at >= ${since.toString()}::timestamptz and old.action = new.action
                          and (old.user_id, old.organisation_id, old.subject_id) is not distinct from (new.user_id, new.organisation_id, new.subject_id))`);
}
