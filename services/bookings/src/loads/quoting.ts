/**
 * Quotes what visits would cost if somebody recorded them now, one after another, by the rule of recording. It locks
 * and writes nothing.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { explain } from '../domain/explain.ts';
import { answerToKnown } from '../domain/external-id.ts';
import { versionOn } from '../domain/facts.ts';
import { newVisit } from '../domain/new-visit.ts';
import { keepsItsRank } from '../domain/standing-versions.ts';
import { planBooking, recordedWhenEnded } from '../domain/planned-booking.ts';
import type { VisitToRecord } from '../domain/recorded.ts';
import { mayEdit, type Visit } from '../domain/visit.ts';
import { sight } from '../policy.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';
import { findVisits } from '../store/visit.ts';
import { readBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { ExplainedVisit } from './explaining.ts';
import { judge } from './judge.ts';
import { findStandingVisits, NOTHING_STANDS, type StandingVisits } from './standing.ts';

type Refused = ReturnType<typeof refuse>;
type Booked = { readonly bookingId: Id };
type Planned = { readonly voucherId: Id; readonly unitId: Id };
export type VisitToQuote = Omit<VisitToRecord, 'bookingId'> & { readonly of: Booked | Planned; readonly replacing: Id | null };

/** A row with its booking, or with the reason why it has none. */
type FoundRow = { readonly row: VisitToQuote; readonly found: Decision<Booking> };

const isPlanned = (of: VisitToQuote['of']): of is Planned => 'unitId' in of;
const nameOf = ({ voucherId, unitId }: Planned) => `${voucherId} ${unitId}`;

/**
 * Each row sees what the rows before it take. Replaced visits are set aside before the first row. Planned visits stand
 * alone.
 */
export async function quoteVisits(
  reader: Reader,
  actor: Actor,
  rows: readonly VisitToQuote[],
  now: Instant,
): Promise<Decision<ExplainedVisit>[]> {
  if (rows.length === 0) return [];
  const who = sight(actor, 'quoteVisits');
  const aside = new Set(rows.flatMap(({ replacing }) => (replacing === null ? [] : [replacing])));
  const bookingIds = new Set(rows.flatMap(({ of }) => (isPlanned(of) ? [] : [of.bookingId])));
  const [booked, planned, replaced] = await Promise.all([
    findBookings(reader, who, [...bookingIds]),
    planBookings(reader, actor, rows, now),
    findVisits(reader, sight(actor, 'editVisit'), [...aside]),
  ]);
  const byId = new Map(booked.map((booking) => [booking.id, booking]));
  const found = rows.map((row): FoundRow => {
    if (isPlanned(row.of)) return { row, found: planned.get(nameOf(row.of))! };
    const booking = byId.get(row.of.bookingId);
    return { row, found: booking ? accept(booking) : refuse('NOT_FOUND', { path: ['bookingId'] }) };
  });
  const bookings = [
    ...new Map(found.flatMap((each) => (each.found.accepted ? [[each.found.value.id, each.found.value] as const] : []))).values(),
  ];
  const ready = await readBookings(reader, bookings, spanOf(rows.map(({ recorded }) => recorded)));
  const atHand = (each: FoundRow) => (each.found.accepted ? ready.get(each.found.value.id) : undefined);
  const beside = found.flatMap((each) => {
    const { externalId, recorded, of, replacing } = each.row;
    if (!each.found.accepted || isPlanned(of)) return [];
    const { providerId } = each.found.value;
    return [{ at: atHand(each), recorded, externalId: replacing === null ? externalId : null, providerId }];
  });
  const quoting = {
    quoteId: newId(),
    now,
    by: actor.userId,
    standing: await findStandingVisits(reader, beside, [...aside]),
    replaced: new Map(replaced.map((visit) => [visit.id, visit])),
  };
  return found.map((each, index) => quoteOne(quoting, each, atHand(each), index));
}

/** A client or granter names a voucher that they see, and any unit: everybody may know the units. */
async function planBookings(
  reader: Reader,
  actor: Actor,
  rows: readonly VisitToQuote[],
  now: Instant,
): Promise<Map<string, Decision<Booking>>> {
  const wishes = new Map(rows.flatMap(({ of }) => (isPlanned(of) ? [[nameOf(of), of] as const] : [])));
  if (wishes.size === 0) return new Map();
  const [vouchers, units] = await Promise.all([
    known.findVouchersSeenBy(
      reader,
      sight(actor, 'quoteVisits'),
      [...wishes.values()].map(({ voucherId }) => voucherId),
    ),
    known.findUnits(
      reader,
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
  readonly standing: StandingVisits;
  readonly replaced: ReadonlyMap<Id, Visit>;
};

function quoteOne(quoting: Quoting, { row, found }: FoundRow, at: BookingAtHand | undefined, place: number): Decision<ExplainedVisit> {
  if (!found.accepted) return found;
  const { now, by, quoteId } = quoting;
  const { recorded, replacing } = row;
  const booking = found.value;
  const planned = isPlanned(row.of);
  if (!at) return refuse('NOT_YET_KNOWN', { path: [planned ? 'voucherId' : 'bookingId'] });
  // A planned visit stands alone: its row compares units.
  const standing = planned ? NOTHING_STANDS : quoting.standing;
  const before = replacing === null ? undefined : quoting.replaced.get(replacing);
  const obstacle = replacing === null ? obstacleOfName(row, booking, standing) : obstacleToReplace(row, before, at);
  if (obstacle) return obstacle;
  const externalId = before?.externalId ?? row.externalId;
  const rank = before && keepsItsRank(before, recorded) ? before.placingId : undefined;
  const decision = judge({ at, recorded, standing, externalId, rank, now: planned ? recordedWhenEnded(recorded.endsAt, now) : now });
  if (!decision.accepted) return decision;
  const { priced, recorded: asRecorded } = decision.value;
  const id = newId();
  standing.add(newVisit(id, { booking, recorded: asRecorded, externalId, flags: [], recordedBy: by, now }), booking);
  return accept({
    id,
    visit: null,
    quoted: { quoteId, place, replacing },
    standing: planned ? 'PLANNED' : 'ASKED',
    booking,
    recorded: asRecorded,
    ...explain(at, asRecorded, priced.pieces),
  });
}

function obstacleToReplace({ recorded }: VisitToQuote, before: Visit | undefined, at: BookingAtHand): Refused | undefined {
  const editable = before?.bookingId === at.booking.id ? before : undefined;
  const allowed = mayEdit(editable, versionOn(at.service, dayOf(before?.startsAt ?? recorded.startsAt)).approvedEditable);
  return allowed.accepted ? undefined : refuse(allowed.refusal.code, { ...allowed.refusal, path: ['replacing'] });
}

/** Answers by the visit that bears the external id already. */
function obstacleOfName(row: VisitToQuote, booking: Booking, standing: StandingVisits): Refused | undefined {
  const same = standing.named(booking.providerId, row.externalId);
  const answer = same && answerToKnown(same, { ...row, bookingId: booking.id });
  if (!answer) return undefined;
  return answer.accepted ? refuse('DUPLICATE', { path: ['externalId'], details: { visitId: answer.value } }) : answer;
}
