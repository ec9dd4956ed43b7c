/** What visits would be if they were recorded now, one after another, by the very rule of recording. Locks nothing, writes nothing. */
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { explain } from '../domain/explain.ts';
import { answerToKnown } from '../domain/external-id.ts';
import { factsOf, versionOn } from '../domain/facts.ts';
import { newVisit } from '../domain/new-visit.ts';
import { keepsItsPlace } from '../domain/places.ts';
import { planBooking, recordedWhenEnded } from '../domain/planned-booking.ts';
import { recordVisit } from '../domain/record.ts';
import type { VisitToRecord } from '../domain/recorded.ts';
import { mayEdit, type Visit } from '../domain/visit.ts';
import { sight } from '../policy.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';
import { findVisits } from '../store/visit.ts';
import { readBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { ExplainedVisit } from './explaining.ts';
import { duplicateOf, findStanding, type Standing } from './standing.ts';

type Booked = { readonly bookingId: Id };
type Planned = { readonly voucherId: Id; readonly unitId: Id };
export type VisitToQuote = Omit<VisitToRecord, 'bookingId'> & { readonly of: Booked | Planned; readonly replacing: Id | null };

type Desk = { readonly database: Database; readonly clock: Clock };

/** Where a row belongs, or why it belongs nowhere. */
type Place = { readonly row: VisitToQuote; readonly found: Decision<Booking> };

const isPlanned = (of: VisitToQuote['of']): of is Planned => 'unitId' in of;
const nameOf = ({ voucherId, unitId }: Planned) => `${voucherId} ${unitId}`;

/** Each sees what those before it take. The visits that are replaced are set aside first, as if all were done; planned ones stand alone. */
export async function quoteVisits(
  { database, clock }: Desk,
  actor: Actor,
  rows: readonly VisitToQuote[],
): Promise<Decision<ExplainedVisit>[]> {
  if (rows.length === 0) return [];
  const { reader } = database;
  const now = clock.now();
  const who = sight(actor, 'quoteVisits');
  const aside = new Set(rows.flatMap(({ replacing }) => (replacing === null ? [] : [replacing])));
  const bookingIds = new Set(rows.flatMap(({ of }) => (isPlanned(of) ? [] : [of.bookingId])));
  const [booked, planned, replaced] = await Promise.all([
    findBookings(reader, who, [...bookingIds]),
    planBookings({ database, clock }, actor, rows, now),
    findVisits(reader, sight(actor, 'editVisit'), [...aside]),
  ]);
  const byId = new Map(booked.map((booking) => [booking.id, booking]));
  const places = rows.map((row): Place => {
    if (isPlanned(row.of)) return { row, found: planned.get(nameOf(row.of))! };
    const booking = byId.get(row.of.bookingId);
    return { row, found: booking ? accept(booking) : refuse('NOT_FOUND', { path: ['bookingId'] }) };
  });
  const bookings = [...new Map(places.flatMap(({ found }) => (found.accepted ? [[found.value.id, found.value] as const] : []))).values()];
  const ready = await readBookings(reader, bookings, spanOf(rows.map(({ recorded }) => recorded)));
  const atHand = ({ found }: Place) => (found.accepted ? ready.get(found.value.id) : undefined);
  const beside = places.flatMap((place) => {
    const { externalId, recorded, of, replacing } = place.row;
    if (!place.found.accepted || isPlanned(of)) return [];
    const { providerId } = place.found.value;
    return [{ at: atHand(place), recorded, externalId: replacing === null ? externalId : null, providerId }];
  });
  const quoting = {
    quoteId: newId(),
    now,
    by: actor.userId,
    standing: await findStanding(reader, beside, [...aside]),
    replaced: new Map(replaced.map((visit) => [visit.id, visit])),
  };
  return places.map((place, index) => quoteOne(quoting, place, atHand(place), index));
}

/** The client or whoever grants names a voucher that they see, and any unit: which units there are is no secret. */
async function planBookings(
  { database }: Desk,
  actor: Actor,
  rows: readonly VisitToQuote[],
  now: Instant,
): Promise<Map<string, Decision<Booking>>> {
  const wishes = new Map(rows.flatMap(({ of }) => (isPlanned(of) ? [[nameOf(of), of] as const] : [])));
  if (wishes.size === 0) return new Map();
  const [vouchers, units] = await Promise.all([
    known.findVouchersSeenBy(
      database.reader,
      sight(actor, 'quoteVisits'),
      [...wishes.values()].map(({ voucherId }) => voucherId),
    ),
    known.findUnits(
      database.reader,
      [...wishes.values()].map(({ unitId }) => unitId),
    ),
  ]);
  return new Map(
    [...wishes].map(([name, { voucherId, unitId }]) => {
      const [voucher, unit] = [vouchers.get(voucherId), units.get(unitId)];
      if (!voucher) return [name, refuse('NOT_FOUND', { path: ['voucherId'] })];
      return [name, unit ? accept(planBooking(newId(), voucher, unit, now)) : refuse('NOT_FOUND', { path: ['unitId'] })];
    }),
  );
}

type Quoting = {
  readonly quoteId: Id;
  readonly now: Instant;
  readonly by: Id;
  readonly standing: Standing;
  readonly replaced: ReadonlyMap<Id, Visit>;
};

function quoteOne(quoting: Quoting, { row, found }: Place, at: BookingAtHand | undefined, place: number): Decision<ExplainedVisit> {
  if (!found.accepted) return found;
  const { now, by, standing } = quoting;
  const { recorded, externalId, replacing } = row;
  const booking = found.value;
  const planned = isPlanned(row.of);
  if (!at) return refuse('NOT_YET_KNOWN', { path: [planned ? 'voucherId' : 'bookingId'] });
  const before = replacing === null ? undefined : quoting.replaced.get(replacing);
  if (replacing !== null) {
    const editable = before?.bookingId === booking.id ? before : undefined;
    const allowed = mayEdit(editable, versionOn(at.service, dayOf(before?.startsAt ?? recorded.startsAt)).approvedEditable);
    if (!allowed.accepted) return refuse(allowed.refusal.code, { ...allowed.refusal, path: ['replacing'] });
  } else if (!planned) {
    const same = standing.named(booking.providerId, externalId);
    const answer = same && answerToKnown(same, { ...row, bookingId: booking.id });
    if (answer) return answer.accepted ? refuse('DUPLICATE', { path: ['externalId'], details: { visitId: answer.value } }) : answer;
  }
  const name = before?.externalId ?? externalId;
  const stays = before && keepsItsPlace(before, recorded);
  const facts = factsOf(at, dayOf(recorded.startsAt), {
    ...duplicateOf(planned || name ? undefined : standing.twin(booking.voucherId, recorded), booking.providerId),
    isCorrection: false,
    served: planned ? [] : standing.servedDays(booking.personId, recorded, stays ? before.placingId : undefined),
  });
  const decision = recordVisit(facts, recorded, planned ? recordedWhenEnded(recorded.endsAt, now) : now);
  if (!decision.accepted) return decision;
  const asRecorded = { ...recorded, kind: decision.value.kind };
  const id = newId();
  if (!planned) standing.add(newVisit(id, { booking, recorded: asRecorded, externalId: name, flags: [], recordedBy: by, now }), booking);
  return accept({
    id,
    visit: null,
    quoted: { quoteId: quoting.quoteId, place, replacing },
    standing: planned ? 'PLANNED' : 'ASKED',
    booking,
    recorded: asRecorded,
    ...explain(at, asRecorded, decision.value.pieces),
  });
}
