/** Recording visits. Recorders who come at the same time share one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { gather } from '@seteli/kit/gathering';
import { onceEach, type OnceAnswer } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { RecordVisitsInput, VisitInput } from '@seteli/schema/generated/bookings';
import { factsOf, type KnownBooking } from '../domain/facts.ts';
import { datePrices } from '../domain/price.ts';
import { recordVisit, type PricedVisit } from '../domain/record.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './booking.ts';

export type BookingAtHand = KnownBooking & { readonly booking: Booking };

/** Locks the vouchers of the bookings, and loads all that recording for them needs to know. Of some it may not all be known yet. */
export async function lockBookings(tx: Tx, bookings: readonly Booking[]): Promise<Map<Id, BookingAtHand>> {
  const distinct = <Key extends keyof Booking>(key: Key) => [...new Set(bookings.map((booking) => booking[key]))];
  const [vouchers, services, approvals, prices] = await Promise.all([
    known.lockVouchers(tx, distinct('voucherId')),
    known.findServices(tx, distinct('serviceId')),
    known.listApprovals(tx, distinct('providerId'), distinct('serviceId')),
    known.listPrices(tx, distinct('unitId')),
  ]);
  const approvalKey = ({ providerId, serviceId }: Pick<Booking, 'providerId' | 'serviceId'>) => `${providerId} ${serviceId}`;
  const approvalsOf = Map.groupBy(approvals, approvalKey);
  const ready = new Map<Id, BookingAtHand>();
  for (const booking of bookings) {
    const voucher = vouchers.get(booking.voucherId);
    const service = services.get(booking.serviceId);
    if (!voucher || !service) continue;
    const { firstDay, contentIds } = booking;
    ready.set(booking.id, {
      booking,
      firstDay,
      contentIds,
      voucher,
      service,
      approvals: approvalsOf.get(approvalKey(booking)) ?? [],
      prices: datePrices(prices.get(booking.unitId) ?? [], booking.serviceId),
    });
  }
  return ready;
}

/** A visit's id, or why there is none: small enough to be kept with the idempotency key. */
export type RecordedRow = Decision<Id>;

type Recording = { readonly actor: Actor; readonly input: RecordVisitsInput };
/** `isNew`: carried out now, for this actor; what a colleague did under the same key, the actor may not be allowed to see. */
type Recorded = { readonly rows: OnceAnswer<readonly RecordedRow[]>; readonly isNew: boolean };
export type RecordVisits = (recording: Recording) => Promise<Recorded>;

/** Within this most batches are done; one that waits for a lock must not hold up the others. */
const PATIENCE_MS = 100;
const SIDE_BY_SIDE = 6;
const VISITS_TOGETHER = 500;

/** Records each visit as a whole or not at all; refused rows write nothing, and the others stand. */
export const gatherRecordings = ({ database, clock }: Desk): RecordVisits =>
  gather(
    async (recordings: readonly Recording[], patience) => {
      const now = clock.now();
      const calls = recordings.map((recording) => ({ ...recording, ...nameOf(recording), command: 'recordVisits', now }));
      const made = new Set<unknown>();
      const carryOut = async (tx: Tx, fresh: readonly Recording[]) => {
        const decided = await recordTogether(tx, fresh, now);
        for (const rows of decided) made.add(rows);
        return decided;
      };
      const answers = await onceEach(database, calls, carryOut, patience);
      return answers.map((rows) => ({ rows, isNew: made.has(rows) }));
    },
    {
      patienceMs: PATIENCE_MS,
      sideBySide: SIDE_BY_SIDE,
      limit: VISITS_TOGETHER,
      weightOf: ({ input }) => input.visits.length,
      keyOf: (recording) => JSON.stringify(nameOf(recording)),
    },
  );

const nameOf = ({ actor, input }: Recording) => ({ organisation: actor.organisation.id, key: input.idempotencyKey });

async function recordTogether(tx: Tx, recordings: readonly Recording[], now: Instant): Promise<RecordedRow[][]> {
  await lockExternalIds(tx, recordings);
  const seen = await findSeen(tx, recordings);
  const ready = await lockBookings(tx, [...new Map([...seen.values()].flatMap((bookings) => [...bookings])).values()]);
  const rows = recordings.flatMap(({ actor, input }) =>
    input.visits.map((row) => ({ ...row, providerId: actor.organisation.id, booking: ready.get(row.bookingId)?.booking })),
  );
  const same = await findSame(tx, rows);
  const taken: Visit[] = [];
  const decided = recordings.map(({ actor, input }) =>
    input.visits.map((row): RecordedRow => {
      const isSeen = seen.get(sightOf(actor))!.has(row.bookingId);
      const at = isSeen ? ready.get(row.bookingId) : undefined;
      if (!at) return refuse(isSeen ? 'NOT_YET_KNOWN' : 'NOT_FOUND', { path: ['bookingId'] });
      const providerId = actor.organisation.id;
      const before = row.externalId ? same.byExternalId.get(externalKey({ providerId, externalId: row.externalId })) : undefined;
      if (before) return repeated(before, row);
      const isDuplicate = !row.externalId && timesOf({ ...row, booking: at.booking }).some((each) => same.times.has(timeKey(each)));
      const decision = recordVisit(factsOf(at, dayOf(row.start), isDuplicate), row, now);
      if (!decision.accepted) return decision;
      const visit = newVisit(at.booking, row, decision.value, actor, now);
      taken.push(visit);
      publish(tx, visit.organiserId, [events.visitRecorded(visit, at.booking, decision.value.pieces)], { now, actor: actor.userId });
      if (visit.externalId) same.byExternalId.set(externalKey({ providerId, externalId: visit.externalId }), visit);
      same.times.add(timeKey(visit));
      return accept(visit.id);
    }),
  );
  await store.insertVisits(tx, taken);
  return decided;
}

/** External ids of one provider are unique over all its vouchers, which the vouchers' locks do not cover. */
async function lockExternalIds(tx: Tx, recordings: readonly Recording[]): Promise<void> {
  const withIds = recordings.filter(({ input }) => input.visits.some(({ externalId }) => externalId));
  const providers = new Set(withIds.map(({ actor }) => actor.organisation.id));
  for (const id of [...providers].toSorted()) await lock(tx, `external ids of ${id}`);
}

/** Colleagues of the same teams see the same. */
const sightOf = ({ organisation, teamIds }: Actor): string => `${organisation.id} ${[...teamIds].toSorted().join(' ')}`;

/** The bookings that each may see of those that he names. */
async function findSeen(tx: Tx, recordings: readonly Recording[]): Promise<Map<string, Map<Id, Booking>>> {
  const bySight = [...Map.groupBy(recordings, ({ actor }) => sightOf(actor))].map(async ([sight, group]) => {
    const ids = new Set(group.flatMap(({ input }) => input.visits.map(({ bookingId }) => bookingId)));
    const bookings = await findBookings(tx, group[0]!.actor, [...ids]);
    return [sight, new Map(bookings.map((booking) => [booking.id, booking]))] as const;
  });
  return new Map(await Promise.all(bySight));
}

export const timeKey = ({ voucherId, startsAt, endsAt }: store.VisitTimes): string =>
  `${voucherId} ${startsAt.epochMilliseconds} ${endsAt.epochMilliseconds}`;

const externalKey = ({ providerId, externalId }: store.ExternalName): string => `${providerId} ${externalId}`;

type Row = Pick<VisitInput, 'start' | 'end' | 'externalId'> & { readonly booking: Booking | undefined };

export const timesOf = ({ booking, start, end }: Row): store.VisitTimes[] =>
  booking ? [{ voucherId: booking.voucherId, startsAt: start, endsAt: end }] : [];

/** What stands already. A refused or deleted visit may be recorded anew, but its external id is spent. */
export async function findSame(tx: Tx, rows: readonly (Row & { readonly providerId: Id })[], except?: Id) {
  const externalNames = rows.flatMap(({ providerId, externalId }) => (externalId ? [{ providerId, externalId }] : []));
  const found = await store.findSameVisits(tx, rows.flatMap(timesOf), externalNames);
  const standing = found.filter(({ id, state, allocation }) => id !== except && state !== 'DELETED' && allocation !== 'REFUSED');
  return {
    byExternalId: new Map(
      found.flatMap((visit) => {
        const { providerId, externalId } = visit;
        return externalId ? [[externalKey({ providerId, externalId }), visit]] : [];
      }),
    ),
    // While a change waits for its allocation, the visit may still go back to where it was.
    times: new Set(standing.flatMap((visit) => [visit, ...(visit.before ? [{ ...visit, ...visit.before }] : [])]).map(timeKey)),
  };
}

/** The same external id with the same content is the same visit; with other content it is a mistake (rules 16). */
function repeated(before: Visit, { bookingId, start, end }: VisitInput): RecordedRow {
  const same = before.bookingId === bookingId && before.startsAt.equals(start) && before.endsAt.equals(end);
  return same ? accept(before.id) : refuse('EXTERNAL_ID_CONFLICT', { path: ['externalId'] });
}

const newVisit = (booking: Booking, row: VisitInput, { flags }: PricedVisit, actor: Actor, now: Instant): Visit => ({
  id: newId(),
  bookingId: booking.id,
  organiserId: booking.organiserId,
  providerId: booking.providerId,
  voucherId: booking.voucherId,
  startsAt: row.start,
  endsAt: row.end,
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  lines: [],
  totalCents: null,
  organiserCents: null,
  clientCents: null,
  flags,
  overlapReason: row.overlapReason?.trim() || null,
  returnReason: null,
  externalId: row.externalId ?? null,
  before: null,
  recordedAt: now,
  recordedBy: actor.userId,
  version: 1,
});
