/** Recording, changing, deleting and checking visits. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, publishAll, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision, type Refused } from '@seteli/kit/result';
import type {
  ApproveVisitInput,
  DeleteVisitInput,
  EditVisitInput,
  RecordVisitsInput,
  ReturnVisitInput,
  VisitInput,
} from '@seteli/schema/generated/bookings';
import { factsOf, type KnownBooking } from '../domain/facts.ts';
import { datePrices } from '../domain/price.ts';
import { recordVisit, type PricedVisit } from '../domain/record.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking, type Sight } from '../store/booking.ts';
import * as known from '../store/known.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './booking.ts';

const sightFor = async (tx: Tx, { organisation, teamIds }: Actor): Promise<Sight> => ({
  organisation,
  teamServices: organisation.kind === 'PROVIDER' ? await known.listTeamServices(tx, organisation.id, teamIds) : new Set(),
});

type BookingAtHand = KnownBooking & { readonly booking: Booking };

/** Locks the vouchers of the bookings that the actor may see, and loads all that recording for them needs to know. */
async function lockBookings(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<{ seen: ReadonlySet<Id>; ready: Map<Id, BookingAtHand> }> {
  const bookings = await findBookings(tx, await sightFor(tx, actor), [...new Set(ids)]);
  const vouchers = await known.lockVouchers(
    tx,
    bookings.map(({ voucherId }) => voucherId),
  );
  const serviceIds = [...new Set(bookings.map(({ serviceId }) => serviceId))];
  const services = await known.findServices(tx, serviceIds);
  const approvals = Map.groupBy(await known.listApprovals(tx, [actor.organisation.id], serviceIds), ({ serviceId }) => serviceId);
  const prices = await known.listPrices(tx, [...new Set(bookings.map(({ unitId }) => unitId))]);
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
      approvals: approvals.get(booking.serviceId) ?? [],
      prices: datePrices(prices.get(booking.unitId) ?? [], booking.serviceId),
    });
  }
  return { seen: new Set(bookings.map(({ id }) => id)), ready };
}

/** A visit's id, or why there is none: small enough to be kept with the idempotency key. */
export type RecordedRow = Decision<Id>;

/** Records each visit as a whole or not at all; refused rows write nothing, and the others stand. */
export async function recordVisits(
  { database, clock }: Desk,
  actor: Actor,
  input: RecordVisitsInput,
): Promise<readonly RecordedRow[] | Refused> {
  const now = clock.now();
  return await once<readonly RecordedRow[]>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'recordVisits', input, now },
    async (tx) => {
      const externalIds = input.visits.flatMap(({ externalId }) => externalId ?? []);
      // Those of one provider are unique over all its vouchers, which the vouchers' locks do not cover.
      if (externalIds.length > 0) await lock(tx, `external ids of ${actor.organisation.id}`);
      const { seen, ready } = await lockBookings(
        tx,
        actor,
        input.visits.map(({ bookingId }) => bookingId),
      );
      const times = input.visits.flatMap((row) => timesOf(ready.get(row.bookingId)?.booking, row));
      const same = await findSame(tx, actor, times, externalIds);
      const taken: { visit: Visit; announcement: Announcement }[] = [];
      const rows = input.visits.map((row): RecordedRow => {
        const at = ready.get(row.bookingId);
        if (!at) return refuse(seen.has(row.bookingId) ? 'NOT_YET_KNOWN' : 'NOT_FOUND', { path: ['bookingId'] });
        const before = row.externalId ? same.byExternalId.get(row.externalId) : undefined;
        if (before) return repeated(before, row);
        const isDuplicate = !row.externalId && timesOf(at.booking, row).some((each) => same.times.has(timeKey(each)));
        const decision = recordVisit(factsOf(at, dayOf(row.start), isDuplicate), row, now);
        if (!decision.accepted) return decision;
        const visit = newVisit(at.booking, row, decision.value, actor, now);
        taken.push({ visit, announcement: events.visitRecorded(visit, at.booking, decision.value.pieces) });
        if (row.externalId) same.byExternalId.set(row.externalId, visit);
        same.times.add(timeKey(visit));
        return accept(visit.id);
      });
      await store.insertVisits(
        tx,
        taken.map(({ visit }) => visit),
      );
      const byOrganiser = Map.groupBy(taken, ({ visit }) => visit.organiserId);
      await publishAll(
        tx,
        new Map([...byOrganiser].map(([organiserId, given]) => [organiserId, given.map(({ announcement }) => announcement)])),
        { now, actor: actor.userId },
      );
      return rows;
    },
  );
}

const timeKey = ({ voucherId, startsAt, endsAt }: store.VisitTimes) =>
  `${voucherId} ${startsAt.epochMilliseconds} ${endsAt.epochMilliseconds}`;

const timesOf = (booking: Booking | undefined, { start, end }: Pick<VisitInput, 'start' | 'end'>): store.VisitTimes[] =>
  booking ? [{ voucherId: booking.voucherId, startsAt: start, endsAt: end }] : [];

/** What stands already. A refused or deleted visit may be recorded anew, but its external id is spent. */
async function findSame(tx: Tx, { organisation }: Actor, times: readonly store.VisitTimes[], externalIds: readonly string[], except?: Id) {
  const found = await store.findSameVisits(tx, organisation.id, times, externalIds);
  const standing = found.filter(({ id, state, allocation }) => id !== except && state !== 'DELETED' && allocation !== 'REFUSED');
  return {
    byExternalId: new Map(
      found.flatMap((visit) => (visit.externalId && visit.providerId === organisation.id ? [[visit.externalId, visit]] : [])),
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

/** Locks a visit that the actor may see, with its booking; nothing when there is none for him. */
async function lockVisit(tx: Tx, actor: Actor, id: Id): Promise<{ visit: Visit; booking: Booking } | undefined> {
  const sight = await sightFor(tx, actor);
  const visit = await store.lockVisit(tx, sight, id);
  const [booking] = visit ? await findBookings(tx, sight, [visit.bookingId]) : [];
  return visit && booking && { visit, booking };
}

export async function editVisit({ database, clock }: Desk, actor: Actor, input: EditVisitInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'editVisit', input, now },
    async (tx) => {
      const found = await lockVisit(tx, actor, input.visitId);
      const right = rules.mayEdit(found?.visit);
      if (!right.accepted) return right;
      const before = right.value;
      const { booking } = found!;
      const at = (await lockBookings(tx, actor, [booking.id])).ready.get(booking.id);
      if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
      const times = timesOf(booking, input);
      const same = await findSame(tx, actor, times, [], before.id);
      const isDuplicate = !before.externalId && times.some((each) => same.times.has(timeKey(each)));
      const recordedAt = rules.recordedFor(before, input.start, now);
      const decision = recordVisit(factsOf(at, dayOf(input.start), isDuplicate), input, now, recordedAt);
      if (!decision.accepted) return decision;
      const overlapReason = input.overlapReason?.trim() || before.overlapReason;
      const visit = rules.edit(before, {
        startsAt: input.start,
        endsAt: input.end,
        recordedAt,
        overlapReason,
        flags: decision.value.flags,
      });
      await store.updateVisits(tx, [visit]);
      await publish(tx, visit.organiserId, [events.visitRecorded(visit, booking, decision.value.pieces)], { now, actor: actor.userId });
      return accept(visit.id);
    },
  );
}

/** A command about one visit that needs nothing but the visit. */
async function decideAbout(
  { database, clock }: Desk,
  actor: Actor,
  command: string,
  input: { readonly idempotencyKey: string; readonly visitId: Id },
  decide: (visit: Visit | undefined) => Decision<Visit>,
  announcement: (visit: Visit, booking: Booking, now: Instant) => Announcement,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const found = await lockVisit(tx, actor, input.visitId);
      const decision = decide(found?.visit);
      if (!decision.accepted) return decision;
      await store.updateVisits(tx, [decision.value]);
      await publish(tx, decision.value.organiserId, [announcement(decision.value, found!.booking, now)], { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}

export const deleteVisit = (desk: Desk, actor: Actor, input: DeleteVisitInput) =>
  decideAbout(desk, actor, 'deleteVisit', input, rules.remove, events.visitDeleted);

export const approveVisit = (desk: Desk, actor: Actor, input: ApproveVisitInput) =>
  decideAbout(desk, actor, 'approveVisit', input, rules.approve, (visit, booking, now) =>
    events.visitApproved(visit, booking, 'CHECKER', now),
  );

export const returnVisit = (desk: Desk, actor: Actor, input: ReturnVisitInput) =>
  decideAbout(desk, actor, 'returnVisit', input, (visit) => rules.returnToProvider(visit, input.reason), events.visitReturned);
