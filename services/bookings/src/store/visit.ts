/** The SQL of visits, a handful of statements for a batch of any size. Takes and gives domain types; decides nothing. */
import { and, asc, desc, eq, getTableColumns, gt, lt, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { BeforeChange, Visit, VisitLine } from '../domain/visit.ts';
import { booking, visit, type StoredBefore, type StoredLine } from '../tables.ts';
import { sightOf } from './booking.ts';

type Row = typeof visit.$inferSelect;

const toLine = (stored: StoredLine): VisitLine => ({
  contentId: stored.contentId,
  serviceMonth: Temporal.PlainYearMonth.from(stored.serviceMonth),
  unit: stored.unit,
  steps: stored.steps,
  unitPriceCents: BigInt(stored.unitPriceCents),
  unitValueCents: BigInt(stored.unitValueCents),
  totalCents: BigInt(stored.totalCents),
  organiserCents: BigInt(stored.organiserCents),
  clientCents: BigInt(stored.clientCents),
});

const fromLine = (line: VisitLine): StoredLine => ({
  contentId: line.contentId,
  serviceMonth: line.serviceMonth.toString(),
  unit: line.unit,
  steps: line.steps,
  unitPriceCents: line.unitPriceCents.toString(),
  unitValueCents: line.unitValueCents.toString(),
  totalCents: line.totalCents.toString(),
  organiserCents: line.organiserCents.toString(),
  clientCents: line.clientCents.toString(),
});

const toBefore = (stored: StoredBefore): BeforeChange => ({
  ...stored,
  startsAt: Temporal.Instant.from(stored.startsAt),
  endsAt: Temporal.Instant.from(stored.endsAt),
  recordedAt: Temporal.Instant.from(stored.recordedAt),
  flags: stored.flags as BeforeChange['flags'],
});

const fromBefore = (given: BeforeChange): StoredBefore => ({
  ...given,
  startsAt: given.startsAt.toString(),
  endsAt: given.endsAt.toString(),
  recordedAt: given.recordedAt.toString(),
  flags: [...given.flags],
});

const toVisit = (row: Row): Visit => ({ ...row, lines: row.lines.map(toLine), before: row.before && toBefore(row.before) });

const fromVisit = (given: Visit): Row => ({
  ...given,
  lines: given.lines.map(fromLine),
  flags: [...given.flags],
  before: given.before && fromBefore(given.before),
});

export const insertVisits = (tx: Tx, visits: readonly Visit[]) => insertAll(tx, visit, visits.map(fromVisit));

/** Writes what may change of visits; who recorded it and for whom never does. */
export async function updateVisits(tx: Tx, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await tx.execute(sql`
    update visit v
       set starts_at = n.starts_at, ends_at = n.ends_at, state = n.state, allocation = n.allocation, refusal = n.refusal, lines = n.lines,
           total_cents = n.total_cents, organiser_cents = n.organiser_cents, client_cents = n.client_cents, flags = n.flags,
           overlap_reason = n.overlap_reason, return_reason = n.return_reason, before = n.before, recorded_at = n.recorded_at, version = n.version
      from ${asRecordset(visit, visits.map(fromVisit))} n
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

export type VisitTimes = Pick<Visit, 'voucherId' | 'startsAt' | 'endsAt'>;

export type ExternalName = { readonly providerId: Id; readonly externalId: string };

/** Visits that stand with the same voucher, start and end, those of the vouchers whose change may yet be taken back, and those that bear one of the external ids. */
export async function findSameVisits(tx: Tx, times: readonly VisitTimes[], externalNames: readonly ExternalName[]): Promise<Visit[]> {
  const wanted = asRecordset(
    visit,
    times.map(({ voucherId, startsAt, endsAt }) => ({ voucherId, startsAt, endsAt })),
  );
  const rows = await tx.select().from(visit).where(sql`${visit.id} = any(array(
    select same.id from ${wanted} w cross join lateral (
      select v.id from visit v
       where v.voucher_id = w.voucher_id and v.starts_at = w.starts_at and v.ends_at = w.ends_at and v.state <> 'DELETED' and v.allocation <> 'REFUSED' offset 0) same
    union
    select open.id from ${wanted} w cross join lateral (select v.id from visit v where v.voucher_id = w.voucher_id and v.before is not null offset 0) open
    union
    select named.id from ${asRecordset(visit, externalNames)} w cross join lateral (
      select v.id from visit v where v.provider_id = w.provider_id and v.external_id = w.external_id and v.external_id is not null offset 0) named))`);
  return rows.map(toVisit);
}

/** Marks visits as settled; those that were deleted meanwhile stay deleted, and settlement has mirrored them. */
export const settleVisits = (tx: Tx, ids: readonly Id[]) =>
  tx.execute(sql`update visit set state = 'SETTLED' where id = any(${asArray(ids)}::uuid[]) and state = 'APPROVED'`);

/** For recorders who wait: those of their visits that vouchers has answered about. */
export async function findAnswered(reader: Reader, ids: Iterable<Id>): Promise<Map<Id, Visit>> {
  const rows = await reader
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), sql`${visit.allocation} <> 'PENDING'`));
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}
