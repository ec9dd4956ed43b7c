/**
 * The SQL of what stands beside visits that somebody records or changes: twins, neighbours, the days of the client. The
 * domain says when a visit stands.
 */
import { and, eq, not, sql, type SQL } from 'drizzle-orm';
import { asRecordset, asRows, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { readyQuery } from '@seteli/kit/ready-query';
import { standingVersionsOf } from '../domain/standing-versions.ts';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { visit } from '../tables/visit.ts';
import { toPlacing, toVisit } from './visit-row.ts';

/** Two visits of one voucher may not have all of these in common. */
export type VisitKey = Pick<Visit, 'voucherId' | 'startsAt' | 'endsAt' | 'contentId' | 'workerReference'>;

export type ExternalName = { readonly providerId: Id; readonly externalId: string };

const STANDS = sql`v.state <> 'DELETED' and v.allocation <> 'REFUSED'`;

const sameVisits = readyQuery(['keys', 'names'], (query, { keys, names }) =>
  query.select().from(visit).where(sql`${visit.id} = any(array(
    select same.id from ${asRecordset(visit, keys)} w cross join lateral (
      select v.id from visit v
       where v.voucher_id = w.voucher_id and v.starts_at = w.starts_at and v.ends_at = w.ends_at
         and v.content_id is not distinct from w.content_id and v.worker_reference is not distinct from w.worker_reference and ${STANDS} offset 0) same
    union
    select open.id from ${asRecordset(visit, keys)} w cross join lateral (select v.id from visit v where v.voucher_id = w.voucher_id and v.before is not null offset 0) open
    union
    select named.id from ${asRecordset(visit, names)} w cross join lateral (
      select v.id from visit v where v.provider_id = w.provider_id and v.external_id = w.external_id and v.external_id is not null offset 0) named))`),
);

/**
 * Standing visits with the same voucher, start, end, content and worker; visits of the vouchers with a waiting change;
 * and visits with one of the external ids.
 */
export async function findSameVisits(reader: Reader, keys: readonly VisitKey[], externalNames: readonly ExternalName[]): Promise<Visit[]> {
  const rows = await sameVisits(reader, {
    keys: asRows(
      visit,
      keys.map(({ voucherId, startsAt, endsAt, contentId, workerReference }) => ({
        voucherId,
        startsAt,
        endsAt,
        contentId,
        workerReference,
      })),
    ),
    names: asRows(visit, externalNames),
  });
  return rows.map(toVisit);
}

/** A visit as it stands, or may stand again, with its client. */
export type StandingVisit = Pick<
  Visit,
  | 'id'
  | 'placingId'
  | 'startsAt'
  | 'endsAt'
  | 'timed'
  | 'kind'
  | 'contentId'
  | 'workerReference'
  | 'groupReference'
  | 'voucherId'
  | 'providerId'
> & {
  readonly personId: Id;
};

/**
 * All standing versions of the visits. `ids` may find more visits than needed: a waiting change counts whatever the
 * visit's present times are.
 */
async function listStanding(reader: Reader, ids: SQL, except: readonly Id[] = []): Promise<StandingVisit[]> {
  const rows = await reader
    .select({
      id: visit.id,
      placingId: visit.placingId,
      state: visit.state,
      allocation: visit.allocation,
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      timed: visit.timed,
      kind: visit.kind,
      contentId: visit.contentId,
      workerReference: visit.workerReference,
      groupReference: visit.groupReference,
      before: visit.before,
      voucherId: visit.voucherId,
      providerId: visit.providerId,
      personId: booking.personId,
    })
    .from(visit)
    .innerJoin(booking, eq(booking.id, visit.bookingId))
    .where(and(sql`${visit.id} = any(array(${ids}))`, except.length > 0 ? not(isOneOf(visit.id, except)) : undefined));
  return rows.flatMap((row) => standingVersionsOf({ ...row, ...toPlacing(row) }));
}

/** A visit that began so long before another may still share time with it. Few services let a visit be longer. */
const LOOK_BACK = sql`interval '3 days'`;

export type Beside = Pick<Visit, 'voucherId' | 'providerId' | 'workerReference' | 'startsAt' | 'endsAt'>;

/**
 * Neighbours of these visits: on the same voucher, and of the same worker wherever they were. `except`: visits that
 * somebody is changing.
 */
export async function findNeighbours(reader: Reader, visits: readonly Beside[], except: readonly Id[] = []): Promise<StandingVisit[]> {
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
  const beside = sql`(v.starts_at between w.starts_at - ${LOOK_BACK} and w.ends_at and v.ends_at >= w.starts_at)`;
  // This does not ask whether a worker's visits stand. That would suggest the index of a voucher's visits to a plan
  // that is made while the table is small.
  const ids = sql`
    select there.id from ${wanted} w cross join lateral (
      select v.id from visit v where v.voucher_id = w.voucher_id and ${beside} and ${STANDS}
      union all
      select v.id from visit v where v.voucher_id = w.voucher_id and v.before is not null offset 0) there
    union
    select there.id from ${wanted} w cross join lateral (
      select v.id from visit v
       where v.provider_id = w.provider_id and v.worker_reference = w.worker_reference and v.worker_reference is not null and ${beside}
      union all
      select v.id from visit v
       where v.provider_id = w.provider_id and v.before ->> 'workerReference' = w.worker_reference and v.before is not null offset 0) there`;
  return await listStanding(reader, ids, except);
}

/** The vouchers of the booking's client: a few, found one after another. */
const VOUCHERS_OF_CLIENT = sql`
  cross join lateral (
    select distinct b.voucher_id from booking mine join booking b on b.person_id = mine.person_id where mine.id = w.booking_id offset 0) own`;

export type DaysWanted = Pick<Visit, 'bookingId' | 'contentId' | 'startsAt' | 'endsAt'>;

/** Visits by days of a named content, in a time, of the clients of these bookings. */
export async function findServedDays(reader: Reader, of: readonly DaysWanted[], except: readonly Id[] = []): Promise<StandingVisit[]> {
  if (of.length === 0) return [];
  const wanted = asRecordset(
    visit,
    of.map(({ bookingId, contentId, startsAt, endsAt }) => ({ bookingId, contentId, startsAt, endsAt })),
  );
  const ids = sql`
    select there.id from ${wanted} w ${VOUCHERS_OF_CLIENT} cross join lateral (
      select v.id from visit v
       where v.voucher_id = own.voucher_id and v.starts_at < w.ends_at and v.ends_at > w.starts_at and v.content_id = w.content_id and not v.timed and ${STANDS}
      union all
      select v.id from visit v where v.voucher_id = own.voucher_id and v.before is not null offset 0) there`;
  return (await listStanding(reader, ids, except)).filter(({ timed }) => !timed);
}

/** The last instant of service of the booking's standing visits. */
export async function findLastServed(tx: Tx, bookingId: Id): Promise<Instant | null> {
  const ids = sql`
    (select v.id from visit v where v.booking_id = ${bookingId} and ${STANDS} order by v.ends_at desc limit 1)
    union
    select v.id from visit v where v.booking_id = ${bookingId} and v.before is not null`;
  const ends = (await listStanding(tx, ids)).map(({ endsAt }) => endsAt);
  return ends.toSorted(Temporal.Instant.compare).at(-1) ?? null;
}
