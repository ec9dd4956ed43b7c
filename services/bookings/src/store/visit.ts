/** The SQL of visits, a handful of statements for a batch of any size. Takes and gives domain types; decides nothing. */
import { and, asc, desc, eq, getTableColumns, gt, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Placed } from '../domain/neighbours.ts';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { visit } from '../tables/visit.ts';
import { sightOf } from './booking.ts';
import { answerOf, fromVisit, toVisit } from './visit-row.ts';

export const insertVisits = (tx: Tx, visits: readonly Visit[]) => insertAll(tx, visit, visits.map(fromVisit));

/** Writes what may change of visits; who recorded it and for whom never does. */
export async function updateVisits(tx: Tx, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await tx.execute(sql`
    update visit v
       set starts_at = n.starts_at, ends_at = n.ends_at, timed = n.timed, kind = n.kind, content_id = n.content_id, amount = n.amount,
           workers = n.workers, worker_reference = n.worker_reference, notice_at = n.notice_at, accessories = n.accessories,
           extra_service = n.extra_service, overlap_reason = n.overlap_reason, state = n.state, allocation = n.allocation, refusal = n.refusal,
           lines = n.lines, total_cents = n.total_cents, organiser_cents = n.organiser_cents, client_cents = n.client_cents,
           unbilled_cents = n.unbilled_cents, flags = n.flags, approved_by = n.approved_by, return_reason = n.return_reason,
           correction_reason = n.correction_reason, before = n.before, recorded_at = n.recorded_at, version = n.version,
           allocated_version = n.allocated_version
      from ${asRecordset(visit, visits.map(fromVisit))} n
     where v.id = n.id`);
}

/** Writes what an answer of vouchers says of visits that nobody is changing: what was recorded stays as it is, and is not sent again. */
export async function saveAnswers(tx: Tx, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await tx.execute(sql`
    update visit v
       set state = n.state, allocation = n.allocation, refusal = n.refusal, lines = n.lines, total_cents = n.total_cents,
           organiser_cents = n.organiser_cents, client_cents = n.client_cents, unbilled_cents = n.unbilled_cents, flags = n.flags,
           approved_by = n.approved_by, return_reason = n.return_reason, version = n.version, allocated_version = n.allocated_version
      from ${asRecordset(visit, visits.map(answerOf))} n
     where v.id = n.id`);
}

/** For reactions, which act for nobody: locks visits by their ids, whosever they are, in the order of these. */
export async function lockVisits(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await tx.select().from(visit).where(isOneOf(visit.id, ids)).orderBy(visit.id).for('update');
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

/** Asked about each visit that was found, not the other way round: OFFSET 0 keeps the planner from joining. */
const within = (actor: Actor): SQL =>
  sql`exists (select from ${booking} where ${booking.id} = ${visit.bookingId} and ${sightOf(actor)} offset 0)`;

/** Locks a visit that the actor may see; nothing, and no lock, when there is none for him. */
export async function lockVisit(tx: Tx, actor: Actor, id: Id): Promise<Visit | undefined> {
  const [row] = await tx
    .select()
    .from(visit)
    .where(and(eq(visit.id, id), within(actor)))
    .for('update');
  return row && toVisit(row);
}

export async function findVisits(reader: Reader, actor: Actor, ids: readonly Id[]): Promise<Visit[]> {
  const rows = await reader
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), within(actor)));
  return rows.map(toVisit);
}

/** A page of visits of each of several bookings, newest first, in one query. */
export async function listVisitsOf(reader: Reader, bookingIds: readonly Id[], { first, before }: Page): Promise<Visit[]> {
  const rows = await reader
    .select(getTableColumns(visit))
    .from(sql`unnest(${asArray(bookingIds)}::uuid[]) as wanted(booking_id)`)
    .innerJoinLateral(
      reader
        .select()
        .from(visit)
        .where(and(sql`${visit.bookingId} = wanted.booking_id`, before ? lt(visit.id, before) : undefined))
        .orderBy(desc(visit.id))
        .limit(first)
        .as('visit'),
      sql`true`,
    )
    .orderBy(desc(visit.id));
  return rows.map(toVisit);
}

export async function listUnderReview(reader: Reader, organiserId: Id, { first, before }: Page): Promise<Visit[]> {
  const rows = await reader
    .select()
    .from(visit)
    .where(and(eq(visit.organiserId, organiserId), sql`${visit.state} = 'UNDER_REVIEW'`, before ? gt(visit.id, before) : undefined))
    .orderBy(asc(visit.id))
    .limit(first);
  return rows.map(toVisit);
}

/** What two visits of one voucher may not have in common. */
export type VisitKey = Pick<Visit, 'voucherId' | 'startsAt' | 'endsAt' | 'contentId' | 'workerReference'>;

export type ExternalName = { readonly providerId: Id; readonly externalId: string };

/** Visits that stand with the same voucher, start, end, content and worker, those of the vouchers whose change may yet be taken back, and those that bear one of the external ids. */
export async function findSameVisits(reader: Reader, keys: readonly VisitKey[], externalNames: readonly ExternalName[]): Promise<Visit[]> {
  const wanted = asRecordset(
    visit,
    keys.map(({ voucherId, startsAt, endsAt, contentId, workerReference }) => ({
      voucherId,
      startsAt,
      endsAt,
      contentId,
      workerReference,
    })),
  );
  const rows = await reader.select().from(visit).where(sql`${visit.id} = any(array(
    select same.id from ${wanted} w cross join lateral (
      select v.id from visit v
       where v.voucher_id = w.voucher_id and v.starts_at = w.starts_at and v.ends_at = w.ends_at
         and v.content_id is not distinct from w.content_id and v.worker_reference is not distinct from w.worker_reference
         and v.state <> 'DELETED' and v.allocation <> 'REFUSED' offset 0) same
    union
    select open.id from ${wanted} w cross join lateral (select v.id from visit v where v.voucher_id = w.voucher_id and v.before is not null offset 0) open
    union
    select named.id from ${asRecordset(visit, externalNames)} w cross join lateral (
      select v.id from visit v where v.provider_id = w.provider_id and v.external_id = w.external_id and v.external_id is not null offset 0) named))`);
  return rows.map(toVisit);
}

/** So long before another visit one may have begun that still shares time with it: longer than any service lets a visit be, but for a few. */
const LOOK_BACK = sql`interval '3 days'`;

/**
 * The visits that stand beside these: of the same voucher and time, and of the same worker wherever he was. `except` is the
 * visit that is being changed.
 */
export async function findNeighbours(reader: Reader, visits: readonly Placed[], except?: Id): Promise<Placed[]> {
  if (visits.length === 0) return [];
  const wanted = asRecordset(
    visit,
    visits.map(({ voucherId, providerId, workerReference, startsAt, endsAt }) => ({
      voucherId,
      providerId,
      workerReference,
      startsAt,
      endsAt,
    })),
  );
  const beside = sql`v.starts_at between w.starts_at - ${LOOK_BACK} and w.ends_at and v.ends_at >= w.starts_at
                 and v.state <> 'DELETED' and v.allocation <> 'REFUSED'`;
  return await reader
    .select({
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      timed: visit.timed,
      kind: visit.kind,
      workerReference: visit.workerReference,
      voucherId: visit.voucherId,
      providerId: visit.providerId,
      personId: booking.personId,
    })
    .from(visit)
    .innerJoin(booking, eq(booking.id, visit.bookingId))
    .where(
      and(
        sql`${visit.id} = any(array(
          select there.id from ${wanted} w cross join lateral (select v.id from visit v where v.voucher_id = w.voucher_id and ${beside} offset 0) there
          union
          select there.id from ${wanted} w cross join lateral (
            select v.id from visit v
             where v.provider_id = w.provider_id and v.worker_reference = w.worker_reference and v.worker_reference is not null and ${beside} offset 0) there))`,
        except ? ne(visit.id, except) : undefined,
      ),
    );
}

export type ServedDays = Pick<Visit, 'id' | 'voucherId' | 'contentId' | 'startsAt' | 'endsAt'>;

/** What stands by days of vouchers and their named contents in a time. */
export async function findServedDays(
  reader: Reader,
  of: readonly Pick<Visit, 'voucherId' | 'contentId' | 'startsAt' | 'endsAt'>[],
): Promise<ServedDays[]> {
  if (of.length === 0) return [];
  const wanted = asRecordset(
    visit,
    of.map(({ voucherId, contentId, startsAt, endsAt }) => ({ voucherId, contentId, startsAt, endsAt })),
  );
  return await reader
    .select({ id: visit.id, voucherId: visit.voucherId, contentId: visit.contentId, startsAt: visit.startsAt, endsAt: visit.endsAt })
    .from(visit)
    .where(
      sql`${visit.id} = any(array(
        select there.id from ${wanted} w cross join lateral (
          select v.id from visit v
           where v.voucher_id = w.voucher_id and v.starts_at < w.ends_at and v.ends_at > w.starts_at and v.content_id = w.content_id
             and not v.timed and v.state <> 'DELETED' and v.allocation <> 'REFUSED' offset 0) there))`,
    );
}

/** The last instant of service of what stands of a booking. */
export async function findLastServed(tx: Tx, bookingId: Id): Promise<Instant | null> {
  const [row] = await tx
    .select({ endsAt: visit.endsAt })
    .from(visit)
    .where(and(eq(visit.bookingId, bookingId), ne(visit.state, 'DELETED'), ne(visit.allocation, 'REFUSED')))
    .orderBy(desc(visit.endsAt))
    .limit(1);
  return row?.endsAt ?? null;
}

/**
 * Marks visits as settled, also those that go back to their approval when a change of theirs is refused. What was deleted
 * meanwhile stays deleted, and settlement has mirrored it.
 */
export const settleVisits = (tx: Tx, ids: readonly Id[]) =>
  tx.execute(sql`
    update visit
       set state = case when state = 'APPROVED' then 'SETTLED' else state end,
           before = case when before ->> 'state' = 'APPROVED' then jsonb_set(before, '{state}', '"SETTLED"') else before end
     where id = any(${asArray(ids)}::uuid[]) and (state = 'APPROVED' or before ->> 'state' = 'APPROVED')`);

/** For recorders who wait: those of their visits that vouchers has answered about. */
export async function findAnswered(reader: Reader, ids: Iterable<Id>): Promise<Map<Id, Visit>> {
  const rows = await reader
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), sql`${visit.allocation} <> 'PENDING'`));
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}
