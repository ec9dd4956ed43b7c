/** All SQL about opening vouchers by number: the look-up, and the log of who saw a voucher or tried to. */
import { sql, type SQL } from 'drizzle-orm';
import { keepAccess, type Access, type AccessBy } from '@seteli/kit/access';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { accessLog } from '@seteli/kit/tables';
import type { AccessAction } from '@seteli/schema/generated/shared';
import type { Approval } from '../domain/opening.ts';

export type Sought = { readonly id: Id; readonly organiserId: Id; readonly serviceId: Id; readonly personId: Id };
type SoughtRow = Sought | { readonly [Column in keyof Sought]: null };

/**
 * The voucher of this number, of any organiser. The answer is one row of equal width whether or not the voucher exists.
 */
export async function findSought(tx: Tx, voucherNumber: string): Promise<Sought | null> {
  const { rows } = await tx.execute<SoughtRow>(sql`
    select v.id, v.organiser_id as "organiserId", v.service_id as "serviceId", v.person_id as "personId"
      from (values (${voucherNumber}::text)) as sought (voucher_number) left join voucher v using (voucher_number)`);
  const row = rows[0]!;
  return row.id === null ? null : row;
}

/**
 * The provider's approvals for a service that share a content with the voucher, each with one shared content. So the
 * read stays small, however much the voucher grants.
 */
export async function listServingApprovals(
  tx: Tx,
  providerId: Id,
  { id, serviceId }: Pick<Sought, 'id' | 'serviceId'>,
): Promise<Approval[]> {
  const { rows } = await tx.execute<{ firstDay: string; lastDay: string | null; shared: Id }>(sql`
    select a.first_day::text as "firstDay", a.last_day::text as "lastDay", c.content_id as shared
      from approval a
      cross join lateral (select content_id from entitlement_content
                           where voucher_id = ${id} and content_id = any(a.content_ids) limit 1) c
     where a.provider_id = ${providerId} and a.service_id = ${serviceId}`);
  return rows.map(({ firstDay, lastDay, shared }) => ({
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
    contentIds: [shared],
  }));
}

export const insertAccess: (tx: Tx, by: AccessBy, accesses: readonly Access<AccessAction>[]) => Promise<void> = keepAccess;

/** Whether a row of the access log is about a voucher of the organiser, or about a client of theirs and no voucher. */
export const isOfOrganiser = (organiserId: Id): SQL =>
  sql`exists (select from voucher t where t.organiser_id = ${organiserId} and t.person_id = ${accessLog.personId} and t.id = coalesce(${accessLog.subjectId}, t.id))`;
