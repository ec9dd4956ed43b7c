/** What a visit would be if it were recorded now, and why one that stands costs what it costs. Locks nothing, writes nothing. */
import { newId, type Id } from '@seteli/kit/ids';
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { explain, type Explanation } from '../domain/explain.ts';
import { answerToKnown } from '../domain/external-id.ts';
import { factsOf, ordersOf } from '../domain/facts.ts';
import { pricesBefore, withOrders } from '../domain/price.ts';
import { pricedPiecesOf, recordVisit } from '../domain/record.ts';
import { lastServiceDayOf, type Recorded } from '../domain/recorded.ts';
import { costsOtherwise, isFreeByLaw } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import { listPricesWithCorrected } from '../store/known.ts';
import { readBookings, spanOf } from './at-hand.ts';
import type { Desk } from './booking.ts';
import type { Row } from './recording.ts';
import { duplicateOf, findServedBefore, findStanding } from './standing.ts';

/** `visit` is null, and the id a fresh one, of what is only asked about. */
export type Standing = 'ASKED' | 'STANDS' | 'REFUSED' | 'DELETED';

export type ExplainedVisit = Explanation & {
  readonly id: Id;
  readonly visit: Visit | null;
  readonly standing: Standing;
  readonly booking: Booking;
  readonly recorded: Recorded;
};

/** The very rule of recording, over what is known at this moment. What its external id names already would not be recorded. */
export async function quoteVisit({ database, clock }: Desk, actor: Actor, row: Row): Promise<Decision<ExplainedVisit>> {
  const { reader } = database;
  const { bookingId, externalId } = row;
  const [booking] = await findBookings(reader, actor, [bookingId]);
  if (!booking) return refuse('NOT_FOUND', { path: ['bookingId'] });
  const at = (await readBookings(reader, [booking], spanOf([row.recorded]))).get(booking.id);
  if (!at) return refuse('NOT_YET_KNOWN', { path: ['bookingId'] });
  const { providerId, voucherId } = booking;
  const standing = await findStanding(reader, [{ at, recorded: row.recorded, externalId, providerId }]);
  const before = standing.named(providerId, externalId);
  const known = before && answerToKnown(before, row);
  if (known) return known.accepted ? refuse('DUPLICATE', { path: ['externalId'], details: { visitId: known.value } }) : known;
  const facts = factsOf(at, dayOf(row.recorded.startsAt), {
    ...duplicateOf(externalId ? undefined : standing.twin(voucherId, row.recorded), providerId),
    isCorrection: false,
    served: standing.servedDays(booking.personId, row.recorded),
  });
  const decision = recordVisit(facts, row.recorded, clock.now());
  if (!decision.accepted) return decision;
  const recorded = { ...row.recorded, kind: decision.value.kind };
  return accept({ id: newId(), visit: null, standing: 'ASKED', booking, recorded, ...explain(at, recorded, decision.value.pieces) });
}

function standingOf({ state, allocation }: Visit): Standing | null {
  if (state === 'DELETED') return 'DELETED';
  if (allocation === 'PENDING') return null;
  return allocation === 'REFUSED' ? 'REFUSED' : 'STANDS';
}

/** As the visit stands, or did: by the versions and lists that hold on its days. Nothing while it waits for its voucher's answer. */
export async function explainVisit(reader: Reader, visit: Visit, booking: Booking): Promise<ExplainedVisit | null> {
  const standing = standingOf(visit);
  if (!standing) return null;
  const at = (await readBookings(reader, [booking], spanOf([visit]))).get(booking.id);
  if (!at) return null;
  const served = (await findServedBefore(reader, [{ visit, at }]))(visit);
  const listed = await listPricesWithCorrected(reader, booking.unitId);
  const about = { isDuplicate: false, isCorrection: true, served };
  const by = pricesBefore(listed, booking.serviceId, lastServiceDayOf(visit)).map((prices) => {
    const known = { ...at, prices: withOrders(prices, ordersOf(at)) };
    return { known, pieces: pricedPiecesOf(factsOf(known, dayOf(visit.startsAt), about), visit) };
  });
  // Vouchers may have refused a later list for the visit, or bookings has still to follow it; vouchers took a refused visit at none of the lists.
  const held = by.find(({ known, pieces }) => pieces && !costsOtherwise(visit.lines, pieces, isFreeByLaw(known, visit))) ?? by[0];
  if (!held?.pieces && standing !== 'REFUSED') return null;
  return { id: visit.id, visit, standing, booking, recorded: visit, ...explain(held?.known ?? at, visit, held?.pieces ?? []) };
}
